"""Who may do what to objectives: the roles of each action, decided in the line of the objective's unit."""

from datetime import date

from hanoiwork_objectives.service.ports import Placed
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Action, Resource, Role, demand

LEADING = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.OFFICE, Role.DIVISION_HEAD, Role.OPERATOR})
"""Who leads a unit, acts for its leader or keeps its papers; and the operator."""

CREATE = Action("objectives.create", LEADING)
MOVE = Action("objectives.move", LEADING)
MEASURE = Action("objectives.measure", LEADING)
KPI = Action("objectives.kpi", LEADING)
CHECK_IN = Action("objectives.check_in", LEADING, own=True)
"""The owners of the measure and of its objective report too."""
IMPORT = Action("objectives.import", LEADING)


def demand_at(
    session: Placed,
    identity: Identity,
    action: Action,
    *,
    unit_id: str,
    on: date,
    people: frozenset[str | None] = frozenset(),
) -> None:
    """Refuse unless `identity` may do `action` on this day to what belongs to this unit and is these people's own."""
    resource = Resource(line=session.line(unit_id), people=people)
    demand(session.actor(identity.person_id, on), action, resource)
