"""Turning the codes people write into what the service knows, or into a refusal that names the field."""

from collections.abc import Sequence
from typing import Protocol

from hanoiwork_shared.errors import Stale
from hanoiwork_shared.places import PersonPlace, UnitPlace
from hanoiwork_tasks.domain.links import ARCHIVED, KnownMeasure, Links, links
from hanoiwork_tasks.domain.refusals import (
    MeasureUnknown,
    ObjectiveUnknown,
    PersonUnitUnknown,
    PersonUnknown,
    UnitUnknown,
)
from hanoiwork_tasks.domain.task import Collaborator
from hanoiwork_tasks.service.ports import LinkBook, PlaceBook


class Versioned(Protocol):
    """Anything that counts its changes."""

    @property
    def version(self) -> int:
        """How many changes it has seen."""
        ...


def current(thing: Versioned, sent: int | None) -> None:
    """Refuse a change that was decided on an older version than the current one."""
    if sent is not None and sent != thing.version:
        raise Stale(field="version", current=thing.version, sent=sent)


def unit_for(places: PlaceBook, key: str, *, field: str = "unit", past: bool = False) -> UnitPlace:
    """An open unit by code or id; with `past` a closed one too, for looking back."""
    unit = places.unit(key)
    if unit is None or (unit.closed and not past):
        raise UnitUnknown(field=field, key=key)
    return unit


def person_for(places: PlaceBook, key: str, *, field: str = "person", past: bool = False) -> PersonPlace:
    """An active person by code or id; with `past` one who has left too."""
    person = places.person(key)
    if person is None or not (person.active or past):
        raise PersonUnknown(field=field, key=key)
    return person


def line_of(places: PlaceBook, person: PersonPlace, *, field: str = "person") -> tuple[str, ...]:
    """The units from a person's own up to the root; refused while their unit is not known."""
    line = places.line(person.unit_id) if person.unit_id is not None else ()
    if not line:
        raise PersonUnitUnknown(field=field, key=person.code)
    return line


def helpers(places: PlaceBook, *, people: Sequence[str], units: Sequence[str]) -> tuple[Collaborator, ...]:
    """Collaborating people and co-ordinating units, each once."""
    found = [
        Collaborator(person_id=person_for(places, key, field=f"collaborators[{place}]").id)
        for place, key in enumerate(people)
    ]
    found += [
        Collaborator(unit_id=unit_for(places, key, field=f"coordinating_units[{place}]").id)
        for place, key in enumerate(units)
    ]
    return tuple(dict.fromkeys(found))


def links_for(book: LinkBook, *, objective: str | None, measure: str | None, at: str = "", past: bool = False) -> Links:
    """What a task serves, by code or id; `at` is the path of the place that names them."""
    known = book.objective(objective) if objective is not None else None
    if objective is not None and (known is None or (known.status == ARCHIVED and not past)):
        raise ObjectiveUnknown(field=f"{at}objective", key=objective)
    measured = measure_for(book, measure, at=at, past=past) if measure is not None else None
    return links(known, measured)


def measure_for(book: LinkBook, key: str, *, at: str = "", past: bool = False) -> KnownMeasure:
    """A measure by code or id; with `past` an archived one too."""
    found = book.measure(key)
    if found is None or (found.status == ARCHIVED and not past):
        raise MeasureUnknown(field=f"{at}measure", key=key)
    return found
