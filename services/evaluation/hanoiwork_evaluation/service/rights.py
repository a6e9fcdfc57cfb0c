"""Who may do what: the person scores themselves, the line above reviews, operators and the city's office run months.

The line above somebody is their unit and every unit over it. A leader's own unit does not decide on its leader, nor
does it read the leader's sheet: there the line begins one unit higher, except at the root, which has nothing above it.
"""

from collections.abc import Iterable

from hanoiwork_evaluation.domain import period as domain
from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.refusals import OwnSheet, PeriodNotFound, PeriodsForbidden, SheetNotFound
from hanoiwork_evaluation.domain.sheet import LEADER, Sheet
from hanoiwork_evaluation.service.ports import Reach, Session, Which
from hanoiwork_shared.policy import Action, Actor, Role, may

REVIEW = Action("evaluation.review_sheet", frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD}))
AUDIT = Action("evaluation.audit_sheets", frozenset({Role.AUDITOR}))
RUN = Action("evaluation.run_periods", frozenset({Role.OPERATOR, Role.OFFICE}))


def demand_running(session: Session, actor: Actor) -> None:
    """Refuse whoever is neither operator nor office at the root of the units."""
    held = {grant.unit_id for grant in actor.grants if grant.unit_id is not None}
    units = [session.places.unit(unit_id) for unit_id in sorted(held)]
    roots = [unit.id for unit in units if unit is not None and unit.parent_id is None]
    if not may(actor, RUN, at=roots):
        raise PeriodsForbidden


def known_period(session: Session, code: str) -> Period | None:
    """The period with a code, which everybody may know of; None while it is not opened. Refuses what is no code."""
    domain.month(code, field="period")
    return session.period(code)


def demand_period(session: Session, code: str) -> Period:
    """The period with a code, which everybody may know of."""
    return _there(session.period(code), code)


def hold_open_period(session: Session, code: str) -> Period:
    """The period with a code, refused when it is closed, and kept open until this transaction ends."""
    period = _there(session.held_period(code), code)
    period.must_be_open()
    return period


def take_period(session: Session, code: str) -> Period:
    """The period with a code, to be changed."""
    return _there(session.taken_period(code), code)


def reach(session: Session, actor: Actor) -> Reach:
    """Whose sheets somebody may see: their own, those down their line, and any that they audit."""
    led, audited = _held(actor, REVIEW), _held(actor, AUDIT)
    seen = _below(session, audited)
    if seen is None or None in led:
        return Reach(person_id=actor.person_id, staff=None, leaders=None)
    below = _below(session, led) or frozenset()
    outside = {unit for unit in led if unit is not None and _led_from_above(session, unit, led)}
    return Reach(person_id=actor.person_id, staff=seen | below, leaders=seen | (below - outside))


def readable_sheet(session: Session, actor: Actor, *, person: str, month: Period) -> Sheet:
    """The sheet of a person (code or id), refused alike when it is not there and when it is not to be seen."""
    sheet = _find(session, person=person, month=month)
    if sheet is None or not reach(session, actor).covers(sheet):
        raise SheetNotFound(field="person", person=person, period=month.code)
    return sheet


def own_sheet(session: Session, actor: Actor, *, person: str, month: Period) -> Sheet:
    """The actor's own sheet; anybody else's looks as if it were not there."""
    sheet = _find(session, person=person, month=month)
    if sheet is None or sheet.person_id != actor.person_id:
        raise SheetNotFound(field="person", person=person, period=month.code)
    return sheet


def reviewable_sheet(session: Session, actor: Actor, *, person: str, month: Period) -> Sheet:
    """A sheet that the actor decides on: up the person's line, and never their own."""
    sheet = _find(session, person=person, month=month)
    if sheet is not None and sheet.person_id == actor.person_id:
        raise OwnSheet(field="person")
    if sheet is None or not may(actor, REVIEW, at=_line_above(session, sheet)):
        raise SheetNotFound(field="person", person=person, period=month.code)
    return sheet


def _line_above(session: Session, sheet: Sheet) -> tuple[str, ...]:
    line = session.places.line(sheet.unit_id)
    return (line[1:] or line) if sheet.person_type == LEADER else line


def _led_from_above(session: Session, unit: str, led: Iterable[str | None]) -> bool:
    above = session.places.line(unit)[1:]
    return bool(above) and not set(above) & set(led)


def _held(actor: Actor, action: Action) -> frozenset[str | None]:
    return frozenset(grant.unit_id for grant in actor.grants if grant.role in action.roles)


def _below(session: Session, held: Iterable[str | None]) -> frozenset[str] | None:
    below: set[str] = set()
    for unit in held:
        if unit is None:
            return None
        below.update(session.places.below(unit))
    return frozenset(below)


def _there(period: Period | None, code: str) -> Period:
    if period is None:
        domain.month(code, field="period")
        raise PeriodNotFound(field="period", period=code)
    return period


def _find(session: Session, *, person: str, month: Period) -> Sheet | None:
    known = session.places.person(person)
    if known is None:
        return None
    sheets = session.sheets(Which(periods=[month.code], people=[known.id]))
    return next((sheet for sheet in sheets if sheet.rule_pack == month.rule_pack), None)
