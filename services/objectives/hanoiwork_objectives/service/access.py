"""Who may do what to objectives: the roles of each action, decided in the line of the objective's unit."""

from datetime import date

from hanoiwork_objectives.service.ports import Placed
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Action, Decision, Resource, Role, demand, may

LEADING = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.OFFICE, Role.DIVISION_HEAD, Role.OPERATOR})
"""Who leads a unit, acts for its leader or keeps its papers; and the operator."""

APPROVING = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD})
"""Who decides for a unit: those who lead it or act for its leader, not those who only keep papers or run the suite."""

CREATE = Action("objectives.create", LEADING)
CHANGE = Action("objectives.change", LEADING)
MOVE = Action("objectives.move", LEADING)
SUBMIT = Action("objectives.submit", LEADING, own=True)
"""The owner hands in too."""
APPROVE = Action("objectives.approve", APPROVING)
ACTIVATE_DRAFT = Action("objectives.activate_draft", LEADING)
"""Asked at the unit above: a draft becomes active without approval only by those who lead the level above, or who
lead a unit that nothing is above (our choice)."""
MEASURE = Action("objectives.measure", LEADING)
KPI = Action("objectives.kpi", LEADING)
CHECK_IN = Action("objectives.check_in", LEADING, own=True)
"""The owners of the measure and of its objective report too."""
ACKNOWLEDGE = Action("objectives.acknowledge", LEADING)
"""Asked at the unit above, where an objective names no reviewer."""
REVIEW = Action("objectives.review", frozenset(), own=True)
"""Only the objective's own reviewer takes note of its check-ins, where it names one."""
FEED = Action("objectives.feed", frozenset({Role.SYSTEM}))
"""A service account may feed what lies under its unit, and do nothing else."""
IMPORT = Action("objectives.import", LEADING)
CLONE = Action("objectives.clone", LEADING)


def demand_at(
    session: Placed,
    identity: Identity,
    action: Action,
    *,
    unit_id: str,
    on: date,
    people: frozenset[str | None] = frozenset(),
    otherwise: Refused | None = None,
) -> Decision:
    """Refuse unless `identity` may do `action` on this day to what belongs to this unit and is these people's own.

    The refusal is Forbidden, or `otherwise`; the decision says on behalf of whom it is allowed.
    """
    resource = Resource(line=session.line(unit_id), people=people)
    return demand(session.actor(identity.person_id, on), action, resource, otherwise=otherwise)


def may_at(session: Placed, person_id: str, action: Action, *, unit_id: str, on: date) -> bool:
    """Whether a person may do `action` at this unit on this day."""
    return may(session.actor(person_id, on), action, Resource(line=session.line(unit_id))).allowed


def unit_above(session: Placed, unit_id: str) -> str:
    """The unit directly above, or the unit itself when nothing is above it."""
    return (*session.line(unit_id)[1:2], unit_id)[0]
