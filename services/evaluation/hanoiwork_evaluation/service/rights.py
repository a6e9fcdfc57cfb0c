"""Who may do what: the person scores themselves, the line above reviews, operators and the city's office run months."""

from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.refusals import OwnSheet, PeriodNotFound, PeriodsForbidden, SheetNotFound
from hanoiwork_evaluation.domain.sheet import Sheet
from hanoiwork_evaluation.service.ports import Session, Which
from hanoiwork_shared.policy import Action, Actor, Role, may

LINE = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD})
REVIEW = Action("evaluation.review_sheet", LINE)
READ = Action("evaluation.read_sheet", LINE | {Role.AUDITOR})
COUNT = Action("evaluation.read_averages", LINE | {Role.AUDITOR, Role.OFFICE, Role.OPERATOR})
RUN = Action("evaluation.run_periods", frozenset({Role.OPERATOR, Role.OFFICE}))


def demand_running(session: Session, actor: Actor) -> None:
    """Refuse whoever is neither operator nor office at the root of the units."""
    held = {grant.unit_id for grant in actor.grants if grant.unit_id is not None}
    units = [session.places.unit(unit_id) for unit_id in sorted(held)]
    roots = [unit.id for unit in units if unit is not None and unit.parent_id is None]
    if not may(actor, RUN, at=roots):
        raise PeriodsForbidden


def demand_period(session: Session, code: str) -> Period:
    """The period with a code, which everybody may know of."""
    period = session.period(code)
    if period is None:
        raise PeriodNotFound(field="period", period=code)
    return period


def may_read(session: Session, actor: Actor, sheet: Sheet) -> bool:
    """Whether somebody may see a sheet: their own, one down their line, or any as an auditor."""
    return sheet.person_id == actor.person_id or may(actor, READ, at=session.places.line(sheet.unit_id))


def readable_sheet(session: Session, actor: Actor, *, person: str, period: str) -> Sheet:
    """The sheet of a person (code or id), refused alike when it is not there and when it is not to be seen."""
    sheet = _find(session, person=person, period=period)
    if sheet is None or not may_read(session, actor, sheet):
        raise SheetNotFound(field="person", person=person, period=period)
    return sheet


def own_sheet(session: Session, actor: Actor, *, person: str, period: str) -> Sheet:
    """The actor's own sheet; anybody else's looks as if it were not there."""
    sheet = _find(session, person=person, period=period)
    if sheet is None or sheet.person_id != actor.person_id:
        raise SheetNotFound(field="person", person=person, period=period)
    return sheet


def reviewable_sheet(session: Session, actor: Actor, *, person: str, period: str) -> Sheet:
    """A sheet that the actor decides on: up the person's line, and never their own."""
    sheet = _find(session, person=person, period=period)
    if sheet is not None and sheet.person_id == actor.person_id:
        raise OwnSheet(field="person")
    if sheet is None or not may(actor, REVIEW, at=session.places.line(sheet.unit_id)):
        raise SheetNotFound(field="person", person=person, period=period)
    return sheet


def readable_units(session: Session, actor: Actor) -> tuple[str, ...] | None:
    """The units whose people's sheets the actor may see; None stands for all of them."""
    held = [grant for grant in actor.grants if grant.role in READ.roles]
    if any(grant.unit_id is None for grant in held):
        return None
    below = {unit for grant in held if grant.unit_id is not None for unit in session.places.below(grant.unit_id)}
    return tuple(sorted(below))


def _find(session: Session, *, person: str, period: str) -> Sheet | None:
    known = session.places.person(person)
    if known is None:
        return None
    pack = demand_period(session, period).rule_pack
    sheets = session.sheets(Which(periods=[period], people=[known.id]))
    return next((sheet for sheet in sheets if sheet.rule_pack == pack), None)
