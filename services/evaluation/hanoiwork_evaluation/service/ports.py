"""What the use cases need of a store and of the projection of units and people; `store` fits these by shape."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from hanoiwork_evaluation.domain.lines import Entry, Line, Objective
from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.run import Chunk, Made, Run
from hanoiwork_evaluation.domain.sheet import Managed, Post, Sheet, Status
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.places import PersonPlace, UnitPlace
from hanoiwork_shared.policy import Actor


class Places(Protocol):
    """Units, people and their grants as this service was told of them; keys are codes or identifiers."""

    def unit(self, key: str) -> UnitPlace | None:
        """The unit, if it is known."""
        ...

    def person(self, key: str) -> PersonPlace | None:
        """The person, if they are known."""
        ...

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        ...

    def below(self, unit_id: str) -> tuple[str, ...]:
        """The unit and every unit under it."""
        ...

    def actor(self, person_id: str, on: date) -> Actor:
        """A person with the grants in force on a day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which sheets are meant: of these periods, people and units, in this status, and open to a reader.

    None narrows nothing. Open are a reader's own sheets, those they decide on and those they audit (`rights`).
    """

    periods: Sequence[str]
    people: Sequence[str] | None = None
    units: Sequence[str] | None = None
    reader: Actor | None = None
    status: Status | None = None


class By(StrEnum):
    """What people are counted by: the objective they served or the unit of their sheet, each with all below it."""

    OBJECTIVE = "objective"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many people of a group have the same total and level; neither without a sheet that was submitted."""

    people: int
    total: Decimal | None = None
    level: str | None = None


class Session(Protocol):
    """One transaction over the ledger, the periods, the sheets and the outbox."""

    @property
    def places(self) -> Places:
        """Units and people, in the same transaction."""
        ...

    def learn(self, entry: Entry) -> None:
        """Keep what was told of a task, unless something newer was told already."""
        ...

    def posts(self, period: Period, people: Sequence[str] | None = None) -> tuple[tuple[Post, ...], int]:
        """Everybody (or of these people) with work due in a period and a known post, and how many lack the post."""
        ...

    def lines(self, period: Period, people: Sequence[str]) -> Mapping[str, tuple[Line, ...]]:
        """The counting lines of each of these people that are due in a period, in the order of the score table."""
        ...

    def learn_objective(self, objective: Objective) -> None:
        """Keep under which other one an objective hangs, unless something newer was told already."""
        ...

    def tallies(self, month: Period, by: By, keys: Sequence[str]) -> Mapping[str, tuple[Tally, ...]]:
        """The people of each objective or unit (identifiers) in a month, counted by total and level."""
        ...

    def scored(self, month: Period, by: By, keys: Sequence[str]) -> Mapping[str, tuple[Sheet, ...]]:
        """The sheets with a total behind each count, without their rows and lines; meant for small groups."""
        ...

    def managed(self, leaders: Sequence[Sheet]) -> Mapping[str, tuple[Managed, ...]]:
        """What is under each of these leaders (by sheet identifier): the sheets of their unit and below, counted.

        Other leaders of the same unit are not managed by this one (our choice).
        """
        ...

    def period(self, code: str) -> Period | None:
        """The period with a code."""
        ...

    def held_period(self, code: str) -> Period | None:
        """The period with a code, which nobody closes before this transaction ends."""
        ...

    def taken_period(self, code: str) -> Period | None:
        """The period with a code, to be changed once everybody who holds it is done."""
        ...

    def periods(self) -> tuple[Period, ...]:
        """Every period, the newest first."""
        ...

    def add_period(self, period: Period) -> None:
        """Save a new period."""
        ...

    def put_period(self, period: Period) -> None:
        """Save a changed period; raises Stale when somebody else was faster."""
        ...

    def add_run(self, run: Run, parts: Sequence[Chunk]) -> None:
        """Save a planned run with its chunks."""
        ...

    def runs(self, period: str | None) -> tuple[Run, ...]:
        """The runs (of a period), the newest first."""
        ...

    def waiting_chunk(self, now: datetime) -> tuple[Run, Chunk] | None:
        """A chunk that nobody has, or whose borrower has been gone too long; held until this transaction ends."""
        ...

    def lend_chunk(self, chunk: Chunk) -> None:
        """Save that a worker has a chunk."""
        ...

    def finish_chunk(self, chunk: Chunk, made: Made, now: datetime) -> None:
        """Save what a chunk came to, and the end of the run with its last one; raises ChunkLost to a late worker."""
        ...

    def heads(self, which: Which) -> tuple[Sheet, ...]:
        """Sheets without their rows and lines: enough for counting, and cheap for many."""
        ...

    def sheets(self, which: Which, *, after: str | None = None, first: int | None = None) -> tuple[Sheet, ...]:
        """Whole sheets by their identifiers' order, at most `first` of them after the identifier `after`."""
        ...

    def add_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Save new sheets."""
        ...

    def put_sheet(self, sheet: Sheet) -> None:
        """Save a changed sheet with its rows and lines; raises Stale when somebody else was faster."""
        ...

    def record_reads(self, reader: str, sheets: Sequence[Sheet]) -> None:
        """Keep that somebody read other people's sheets."""
        ...

    def tell(self, fact: Fact) -> None:
        """Tell a fact with the rows of this transaction."""
        ...


Begin = Callable[[], AbstractContextManager[Session]]
