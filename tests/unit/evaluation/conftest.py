"""Evaluation standing alone: the city's own June 2026, and a session that keeps everything in memory."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.lines import Entry, Group
from hanoiwork_evaluation.domain.refusals import ChunkLost
from hanoiwork_evaluation.domain.run import Made
from hanoiwork_evaluation.domain.sheet import Post, Status
from hanoiwork_evaluation.plugin import plugin
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.flow import Flow, Target
from hanoiwork_evaluation.service.ledger import Ledger
from hanoiwork_evaluation.service.periods import Periods
from hanoiwork_evaluation.service.results import Results
from hanoiwork_evaluation.service.runs import Runs
from hanoiwork_evaluation.service.sheets import Sheets
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.places import PersonPlace, UnitPlace
from hanoiwork_shared.policy import Actor, Held, Role
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand

DECK = Path(__file__).parent / "deck_june_2026.json"


class MemoryPlaces:
    """Units, people and grants in dictionaries; the code of everything is its identifier."""

    def __init__(self) -> None:
        self.units: dict[str, UnitPlace] = {}
        self.people: dict[str, PersonPlace] = {}
        self.grants: list[tuple[str, Held]] = []

    def add_unit(self, unit: str, parent: str | None = None) -> None:
        self.units[unit] = UnitPlace(id=unit, code=unit, parent_id=parent, kind="division", closed=False)

    def add_person(self, person: str, unit: str | None, person_type: str = "civil_servant") -> None:
        self.people[person] = PersonPlace(id=person, code=person, unit_id=unit, person_type=person_type, active=True)

    def grant(self, person: str, role: Role, unit: str | None) -> None:
        self.grants.append((person, Held(role, unit)))

    def unit(self, key: str) -> UnitPlace | None:
        return self.units.get(key)

    def person(self, key: str) -> PersonPlace | None:
        return self.people.get(key)

    def line(self, unit_id: str) -> tuple[str, ...]:
        unit = self.units.get(unit_id)
        if unit is None:
            return ()
        return (unit.id, *(self.line(unit.parent_id) if unit.parent_id else ()))

    def below(self, unit_id: str) -> tuple[str, ...]:
        return tuple(unit for unit in self.units if unit_id in self.line(unit))

    def actor(self, person_id: str, on: date) -> Actor:
        return Actor(person_id=person_id, grants=tuple(held for person, held in self.grants if person == person_id))


class MemorySession:
    """Everything the use cases keep, in dictionaries; fits `service.ports.Session`."""

    def __init__(self) -> None:
        self.places = MemoryPlaces()
        self.entries: dict[str, Entry] = {}
        self.kept: dict[str, Any] = {}
        self.months: dict[str, Any] = {}
        self.started: list[str] = []
        self.run_by_id: dict[str, Any] = {}
        self.chunks: dict[tuple[str, int], Any] = {}
        self.read: list[tuple[str, str]] = []
        self.told: list[Any] = []

    @contextmanager
    def begin(self) -> Iterator["MemorySession"]:
        yield self

    def learn(self, entry):
        before = self.entries.get(entry.task_id)
        if before is None or before.sequence < entry.sequence:
            self.entries[entry.task_id] = entry

    def posts(self, period, people=None):
        workers = sorted({entry.person_id for entry in self._counting(period) if entry.person_id})
        workers = [worker for worker in workers if people is None or worker in people]
        known = [self.places.people[person] for person in workers if person in self.places.people]
        posts = tuple(
            Post(person_id=person.id, unit_id=person.unit_id, person_type=person.person_type)
            for person in known
            if person.unit_id
        )
        return posts, len(workers) - len(posts)

    def lines(self, period, people):
        counting = sorted(self._counting(period), key=lambda entry: (list(Group).index(entry.group), entry.code))
        return {person: tuple(entry.line() for entry in counting if entry.person_id == person) for person in people}

    def serving(self, period, objectives):
        return {
            key: frozenset(entry.person_id for entry in self._counting(period) if key in entry.objective_ids)
            for key in objectives
        }

    def period(self, code):
        return self.months.get(code)

    def periods(self):
        return tuple(self.months[code] for code in sorted(self.months, reverse=True))

    def add_period(self, period):
        self.months[period.code] = period

    put_period = add_period

    def add_run(self, run, parts):
        self.started.insert(0, run.id)
        self.run_by_id[run.id] = run
        self.chunks |= {(chunk.run_id, chunk.number): chunk for chunk in parts}

    def runs(self, period):
        return tuple(run for key in self.started if (run := self.run_by_id[key]) and period in (None, run.period))

    def waiting_chunk(self, now):
        free = [chunk for chunk in self.chunks.values() if chunk.lent_until is None or chunk.lent_until < now]
        return (self.run_by_id[free[0].run_id], free[0]) if free else None

    def lend_chunk(self, chunk):
        self.chunks[chunk.run_id, chunk.number] = chunk

    def finish_chunk(self, chunk, made, now):
        if self.chunks.get((chunk.run_id, chunk.number)) != chunk:
            raise ChunkLost(run=chunk.run_id, number=chunk.number)
        del self.chunks[chunk.run_id, chunk.number]
        run = self.run_by_id[chunk.run_id]
        left = any(other.run_id == run.id for other in self.chunks.values())
        sums = {name: getattr(run.made, name) + count for name, count in asdict(made).items()}
        self.run_by_id[run.id] = replace(
            run, chunks_done=run.chunks_done + 1, made=Made(**sums), finished=None if left else now
        )

    def sheets(self, which, *, after=None, first=None):
        return tuple(
            self.kept[key] for key in sorted(self.kept) if _wanted(self.kept[key], which) and (not after or key > after)
        )[:first]

    def heads(self, which):
        return tuple(replace(sheet, self_scores=(), leader_scores=(), lines=()) for sheet in self.sheets(which))

    def add_sheets(self, sheets):
        self.kept |= {sheet.id: sheet for sheet in sheets}

    def put_sheet(self, sheet):
        if self.kept[sheet.id].version != sheet.version - 1:
            raise Stale(current=self.kept[sheet.id].version, sent=sheet.version - 1)
        self.kept[sheet.id] = sheet

    def record_reads(self, reader, sheets):
        self.read += [(reader, sheet.person_id) for sheet in sheets]

    def tell(self, fact):
        self.told.append(fact)

    def _counting(self, period):
        return [entry for entry in self.entries.values() if entry.counts and period.starts <= entry.due <= period.ends]


def _wanted(sheet, which) -> bool:
    mine = sheet.person_id == which.or_person
    return (
        sheet.period in which.periods
        and (which.people is None or sheet.person_id in which.people)
        and (which.units is None or sheet.unit_id in which.units or mine)
        and (which.status is None or sheet.status is which.status)
    )


@dataclass
class City:
    """The service over a session in memory, with a small city: HN over SKHCN over CDS; NVA works in CDS."""

    session: MemorySession = field(default_factory=MemorySession)
    clock: FixedClock = field(default_factory=lambda: FixedClock(datetime(2026, 6, 26, 2, 0, tzinfo=UTC)))

    def __post_init__(self) -> None:
        common: dict[str, Any] = {"begin": self.session.begin, "packs": RulePacks([HANOI_2026]), "clock": self.clock}
        self.ledger = Ledger(self.session.begin)
        self.periods = Periods(**common, read=self.session.begin)
        self.runs = Runs(begin=self.session.begin, read=self.session.begin, clock=self.clock)
        self.sheets = Sheets(**common)
        self.flow = Flow(**common, sheets=self.sheets)
        self.results = Results(**common, read=self.session.begin)
        self._settle()

    def _settle(self) -> None:
        places = self.session.places
        for unit, parent in (("HN", None), ("SKHCN", "HN"), ("CDS", "SKHCN"), ("TCKT", "SKHCN")):
            places.add_unit(unit, parent)
        for person, unit in (("NVA", "CDS"), ("NVB", "CDS"), ("HEAD", "CDS"), ("CLERK", "HN")):
            places.add_person(person, unit)
        places.add_person("DIRECTOR", "SKHCN", "leader")
        places.grant("HEAD", Role.DIVISION_HEAD, "CDS")
        places.grant("DIRECTOR", Role.UNIT_LEADER, "SKHCN")
        places.grant("CLERK", Role.OFFICE, "HN")
        places.grant("OPERATOR", Role.OPERATOR, None)
        places.grant("AUDITOR", Role.AUDITOR, None)


def identity(person: str) -> Identity:
    """Who asks."""
    return Identity(person_id=person, account=person.lower())


def full(maximum_less: Decimal = Decimal(0)) -> tuple[RowScore, ...]:
    """Every row at its maximum, the first one `maximum_less` below it."""
    rows = HANOI_2026.form("civil_servant").rows
    return tuple(
        RowScore(code=row.code, score=row.maximum - (maximum_less if place == 0 else 0))
        for place, row in enumerate(rows)
    )


def entry(code: str = "T", **changes: Any) -> Entry:
    """A completed ten-point task of NVA, due in June 2026."""
    values: dict[str, Any] = {
        "task_id": f"task-{code}",
        "sequence": 1,
        "code": code,
        "group": Group.ROUTINE,
        "unit_id": "CDS",
        "person_id": "NVA",
        "points": Decimal(10),
        "quantity": Decimal(1),
        "accepted_quantity": Decimal(1),
        "quality_failures": 0,
        "late_days": 0,
        "due": date(2026, 6, 10),
        "status": "completed",
        "objective_ids": (),
    }
    return Entry(**{**values, **changes})


def deck_entries(deck: dict[str, Any], **changes: Any) -> list[Entry]:
    """The deck's twelve tasks as ledger entries."""
    return [
        entry(
            task["code"],
            group=Group(task["group"]),
            points=Decimal(task["points"]),
            status="completed" if task["completed"] else "in_progress",
            accepted_quantity=Decimal(int(task["completed"])),
            quality_failures=task["quality_failures"],
            late_days=task["late_days"],
            **changes,
        )
        for task in deck["tasks"]
    ]


@pytest.fixture
def deck() -> dict[str, Any]:
    """The city's June 2026, as parsed JSON."""
    parsed: dict[str, Any] = json.loads(DECK.read_text(encoding="utf-8"), parse_float=Decimal)
    return parsed


@pytest.fixture
def packs() -> RulePacks:
    return RulePacks([HANOI_2026])


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def make() -> SimpleNamespace:
    """Builders."""
    return SimpleNamespace(
        entry=entry,
        deck_entries=deck_entries,
        full=full,
        identity=identity,
        role=Role,
        row=lambda code, score: RowScore(code=code, score=Decimal(score)),
        status=Status,
        target=lambda period, **more: Target(period=period, **more),
    )


@pytest.fixture
def scored_city(city: City, deck: dict[str, Any]) -> City:
    """June 2026 opened, the deck's tasks in the ledger, draft sheets made."""
    for told in deck_entries(deck, objective_ids=("O3", "O3.1")):
        city.session.learn(told)
    city.periods.open(identity("OPERATOR"), code="2026-06")
    city.runs.start(identity("OPERATOR"), period="2026-06")
    return city


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.live)])
def runtime(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Runtime]:
    """A migrated database of this service on each kind of server."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/evaluation.db"
    else:
        make_url: Callable[[str], str] = request.getfixturevalue("postgres_url")
        url = make_url("evaluation")
    runtime = stand(plugin, url, clock=FixedClock(datetime(2026, 6, 26, 2, 0, tzinfo=UTC)))
    yield runtime
    runtime.database.close()
