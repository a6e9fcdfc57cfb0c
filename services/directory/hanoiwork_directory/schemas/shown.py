"""Units and people as they are shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hanoiwork_directory.domain.unit import Unit
from hanoiwork_directory.service.lookup import UnitAt
from hanoiwork_shared.facts import plain


def shown_unit(unit: Unit | None, *, as_of: date | None = None) -> Any:
    """A unit with `at`, its identifier and the day it is shown for: what is asked of it is then of that day too."""
    if unit is None:
        return None
    return {**plain(unit), "at": unit.id if as_of is None else f"{unit.id}@{as_of.isoformat()}"}


def shown_units(units: Sequence[Unit | None], *, as_of: date | None = None) -> list[Any]:
    """Units, all of one day."""
    return [shown_unit(unit, as_of=as_of) for unit in units]


def shown_beside(units: Sequence[Unit | None], places: Sequence[UnitAt]) -> list[Any]:
    """A unit for each of these places, of its day."""
    return [shown_unit(unit, as_of=place.on) for unit, place in zip(units, places, strict=True)]
