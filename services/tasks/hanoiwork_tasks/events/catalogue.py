"""Facts about the catalogue."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFact(Fact):
    """A revision of an entry of a unit's catalogue: `points` weigh one unit of product, from `effective_from` on.

    `person_id` proposed it, `decided_by` approved or returned it; `retired_from` is the first day without it.
    """

    about: ClassVar[str] = "entry_id"

    entry_id: str
    unit_id: str
    code: str
    revision: int
    points: Decimal
    effective_from: date
    retired_from: date | None
    person_id: str
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySubmitted(EntryFact):
    """Somebody proposed a new entry or a change of one."""

    type: ClassVar[str] = "tasks.entry.submitted.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryApproved(EntryFact):
    """It takes effect on its day."""

    type: ClassVar[str] = "tasks.entry.approved.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReturned(EntryFact):
    """It went back to whoever proposed it."""

    type: ClassVar[str] = "tasks.entry.returned.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRetired(EntryFact):
    """It is not to be used from a day on."""

    type: ClassVar[str] = "tasks.entry.retired.v1"
