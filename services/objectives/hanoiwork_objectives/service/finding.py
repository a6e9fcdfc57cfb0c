"""From what people call things to the things: every key is a code or an identifier, and an unknown one is refused."""

from collections.abc import Sequence

from hanoiwork_objectives.domain.measure_refusals import StandingKpi
from hanoiwork_objectives.domain.objective import Objective, demand_open
from hanoiwork_objectives.domain.refusals import (
    ParentAmbiguous,
    ParentUnknown,
    PersonUnknown,
    UnitClosed,
    UnitUnknown,
    objective_not_found,
)
from hanoiwork_objectives.service.holding import hold_measures
from hanoiwork_objectives.service.ports import Named, Planned


def objective_to_change(session: Planned, key: str) -> Objective:
    """The objective of this code or identifier, locked."""
    return session.objective_to_change(objective(session, key).id)


def objective_with_measures(session: Planned, key: str) -> Objective:
    """The objective of this code or identifier, locked after its measures, which are to follow it."""
    found = objective(session, key)
    hold_measures(session, session.measures_of(found.id))
    return session.objective_to_change(found.id)


def objective(session: Planned, key: str) -> Objective:
    """The objective of this code or identifier, not locked."""
    found = session.objective(key)
    if found is None:
        raise objective_not_found(key, field="objective")
    return found


def unit(session: Named, key: str, *, field: str = "unit") -> str:
    """The identifier of a unit."""
    unit_id = session.unit_id(key)
    if unit_id is None:
        raise UnitUnknown(field=field, key=key)
    return unit_id


def open_unit(session: Named, key: str, *, field: str = "unit") -> str:
    """The identifier of a unit that is to get something; raises UnitClosed for one that gets nothing new."""
    unit_id = unit(session, key, field=field)
    if session.is_closed(unit_id):
        raise UnitClosed(field=field, key=key)
    return unit_id


def person(session: Named, key: str | None, *, field: str = "owner") -> str | None:
    """The identifier of a person, if one is named."""
    person_id = None if key is None else session.person_id(key)
    if key is not None and person_id is None:
        raise PersonUnknown(field=field, key=key)
    return person_id


def people(session: Named, keys: Sequence[str], *, field: str) -> list[str]:
    """The identifiers of people, in their order."""
    found = (person(session, key, field=f"{field}[{index}]") for index, key in enumerate(keys))
    return [person_id for person_id in found if person_id is not None]


def parents(
    session: Planned, parent: str | None, key_result: str | None, *, cycle: str
) -> tuple[str | None, str | None]:
    """The objective to hang under and the key result to hang on, from what was named of the two."""
    if parent is not None and key_result is not None:
        raise ParentAmbiguous(field="parent_key_result")
    if parent is not None:
        above = session.objective(parent, cycle=cycle)
        if above is None or above.cycle != cycle:
            raise ParentUnknown(field="parent", key=parent, cycle=cycle)
        return above.id, None
    if key_result is not None:
        result = session.measure(key_result, cycle=cycle)
        if result is None or result.cycle != cycle or result.removed:
            raise ParentUnknown(field="parent_key_result", key=key_result, cycle=cycle)
        if result.objective_id is None:
            raise StandingKpi(field="parent_key_result", measure=result.code)
        return result.objective_id, result.id
    return None, None


def demand_place(session: Planned, above: str | None) -> None:
    """Refuse to hang anything under an objective that is closed or archived; it is locked, so that it stays open."""
    if above is not None:
        demand_open(session.objective_to_change(above))
