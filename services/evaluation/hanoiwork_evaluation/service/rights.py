"""Who may do what: the person scores themselves, the line above reviews, operators and the city's office run months.

The line above somebody is their unit and every unit over it. A leader's own unit does not decide on its leader, nor
does it read the leader's sheet: there the line begins one unit higher, except at the root, which has nothing above it.
"""

from hanoiwork_evaluation.domain import period as domain
from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.refusals import OwnSheet, PeriodNotFound, PeriodsForbidden, SheetNotFound
from hanoiwork_evaluation.domain.sheet import LEADER, Sheet
from hanoiwork_evaluation.service.ports import Session, Which
from hanoiwork_shared.policy import Action, Actor, Resource, Role, demand

_ABOVE = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD})

SUBMIT = Action("evaluation.submit_sheet", frozenset(), own=True)
REVIEW = Action("evaluation.review_sheet", _ABOVE)
READ = Action("evaluation.read_sheet", _ABOVE, own=True)
"""Those who decide on a sheet read it, and so does its person."""
AUDIT = Action("evaluation.audit_sheets", frozenset({Role.AUDITOR}))
"""Auditors read too, also the sheets of the leaders of their own units."""
RUN = Action("evaluation.run_periods", frozenset({Role.OPERATOR, Role.OFFICE}))


def demand_running(session: Session, actor: Actor) -> None:
    """Refuse whoever is neither operator nor office at the root of the units."""
    held = {grant.unit_id for grant in actor.grants if grant.unit_id is not None}
    units = [session.places.unit(unit_id) for unit_id in sorted(held)]
    roots = tuple(unit.id for unit in units if unit is not None and unit.parent_id is None)
    demand(actor, RUN, Resource(line=roots), otherwise=PeriodsForbidden())


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


def readable_sheet(session: Session, actor: Actor, *, person: str, month: Period) -> Sheet:
    """The sheet of a person (code or id), refused alike when it is not there and when it is not to be seen."""
    sheet = _find(session, person=person, month=month, reader=actor)
    if sheet is None:
        raise SheetNotFound(field="person", person=person, period=month.code)
    return sheet


def own_sheet(session: Session, actor: Actor, *, person: str, month: Period) -> Sheet:
    """The actor's own sheet; anybody else's looks as if it were not there."""
    missing = SheetNotFound(field="person", person=person, period=month.code)
    sheet = _find(session, person=person, month=month)
    if sheet is None:
        raise missing
    demand(actor, SUBMIT, Resource(people=frozenset({sheet.person_id})), otherwise=missing)
    return sheet


def reviewable_sheet(session: Session, actor: Actor, *, person: str, month: Period) -> Sheet:
    """A sheet that the actor decides on: up the person's line, and never their own."""
    missing = SheetNotFound(field="person", person=person, period=month.code)
    sheet = _find(session, person=person, month=month)
    if sheet is None:
        raise missing
    if sheet.person_id == actor.person_id:
        raise OwnSheet(field="person")
    demand(actor, REVIEW, Resource(line=_line_above(session, sheet)), otherwise=missing)
    return sheet


def _line_above(session: Session, sheet: Sheet) -> tuple[str, ...]:
    line = session.places.line(sheet.unit_id)
    return (line[1:] or line) if sheet.person_type == LEADER else line


def _there(period: Period | None, code: str) -> Period:
    if period is None:
        domain.month(code, field="period")
        raise PeriodNotFound(field="period", period=code)
    return period


def _find(session: Session, *, person: str, month: Period, reader: Actor | None = None) -> Sheet | None:
    known = session.places.person(person)
    if known is None:
        return None
    sheets = session.sheets(Which(periods=[month.code], people=[known.id], reader=reader))
    return next((sheet for sheet in sheets if sheet.rule_pack == month.rule_pack), None)
