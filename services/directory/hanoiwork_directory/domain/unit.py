"""Units: a tree of free depth, and how each stood in it from day to day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hanoiwork_directory.domain.days import ONE_DAY
from hanoiwork_directory.domain.refusals import (
    DayTooEarly,
    MergeWithin,
    RootStays,
    UnderItself,
    UnitClosed,
    UnitNotEmpty,
    UnitOpen,
)
from hanoiwork_directory.events import UnitChanged
from hanoiwork_shared.identifiers import new_id


class UnitKind(StrEnum):
    """Where a unit stands in the city (domain: city → department, ward or commune → division)."""

    CITY = "city"
    DEPARTMENT = "department"
    WARD = "ward"
    COMMUNE = "commune"
    DIVISION = "division"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of the city's administration, under another one unless it is the root.

    `merged_into` is the unit that took over when this one was closed.
    """

    id: str
    code: str
    name: str
    kind: UnitKind
    parent_id: str | None
    closed: bool = False
    merged_into: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a unit stood from a day to a day, both included; `valid_to` None means still."""

    id: str
    unit_id: str
    code: str
    name: str
    kind: UnitKind
    parent_id: str | None
    closed: bool
    merged_into: str | None
    valid_from: date
    valid_to: date | None = None


def unit_told(unit: Unit) -> UnitChanged:
    """The fact that says what a unit now is."""
    return UnitChanged(
        unit_id=unit.id,
        code=unit.code,
        parent_id=unit.parent_id,
        kind=unit.kind.value,
        closed=unit.closed,
        merged_into=unit.merged_into,
        version=unit.version,
    )


def standing(unit: Unit, *, since: date) -> Standing:
    """How a unit stands from a day on."""
    return Standing(
        id=new_id(),
        unit_id=unit.id,
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent_id=unit.parent_id,
        closed=unit.closed,
        merged_into=unit.merged_into,
        valid_from=since,
    )


def next_standings(last: Standing, now: Unit, *, on: date) -> tuple[Standing, ...]:
    """How a unit stood until the day before, and how it stands from this day on; a second change on a day replaces the
    first. Raises DayTooEarly before the day of the last change.
    """
    if on < last.valid_from:
        raise DayTooEarly(field="on", key=last.code, since=last.valid_from.isoformat())
    new = standing(now, since=on)
    if on == last.valid_from:
        return (replace(new, id=last.id),)
    return replace(last, valid_to=on - ONE_DAY), new


def renamed(unit: Unit, *, name: str, code: str) -> Unit:
    """The unit under another name or code."""
    return next_unit(unit, replace(unit, name=name, code=code))


def moved(unit: Unit, *, under: Sequence[str]) -> Unit:
    """The unit under another one, whose line upwards (itself first) is `under`; everything below it goes along."""
    if unit.parent_id is None:
        raise RootStays(field="unit", key=unit.code)
    if unit.id in under:
        raise UnderItself(field="parent", key=unit.code)
    return next_unit(unit, replace(unit, parent_id=under[0]))


def merged(unit: Unit, *, into: Sequence[str]) -> Unit:
    """The unit closed in favour of another one, whose line upwards (itself first) is `into`."""
    if unit.id in into:
        raise MergeWithin(field="into", key=unit.code)
    return next_unit(unit, replace(unit, closed=True, merged_into=into[0]))


def closed(unit: Unit, *, people: int, units: int) -> Unit:
    """The unit closed; refused while people or open units are in it."""
    if people or units:
        raise UnitNotEmpty(field="unit", key=unit.code, people=people, units=units)
    return next_unit(unit, replace(unit, closed=True))


def reopened(unit: Unit) -> Unit:
    """The unit open again, and nobody's predecessor; what went to a successor stays there."""
    if not unit.closed:
        raise UnitOpen(field="unit", key=unit.code)
    return next_unit(unit, replace(unit, closed=False, merged_into=None))


def demand_open(unit: Unit, *, on: date, field: str) -> None:
    """Refuse a unit that is closed."""
    if unit.closed:
        raise UnitClosed(field=field, key=unit.code, on=on.isoformat())


def next_unit(before: Unit, now: Unit) -> Unit:
    """The unit as it was when nothing changed, or its next version."""
    return before if now == before else replace(now, version=before.version + 1)
