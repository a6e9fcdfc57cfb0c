"""Facts about where work is kept."""

from dataclasses import dataclass
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFact(Fact):
    """A workspace, plan or list (`kind`) of a unit; `person_id` archived or restored it."""

    about: ClassVar[str] = "place_id"

    place_id: str
    kind: str
    unit_id: str
    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceArchived(PlaceFact):
    """It is only read from now on, with all that is in it."""

    type: ClassVar[str] = "tasks.place.archived.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRestored(PlaceFact):
    """Work goes on in it."""

    type: ClassVar[str] = "tasks.place.restored.v1"
