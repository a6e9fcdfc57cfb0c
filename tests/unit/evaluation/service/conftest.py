"""A session that keeps everything in memory, and a small city over it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from hanoiwork_evaluation.domain.lines import Entry, Group, Objective
from hanoiwork_evaluation.domain.refusals import ChunkLost
from hanoiwork_evaluation.domain.run import Made
from hanoiwork_evaluation.domain.sheet import LEADER, Managed, Post
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.pack import RulePack
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.flow import Flow
from hanoiwork_evaluation.service.ledger import Ledger
from hanoiwork_evaluation.service.periods import Periods
from hanoiwork_evaluation.service.ports import By, Tally
from hanoiwork_evaluation.service.results import Results
from hanoiwork_evaluation.service.rights import AUDIT, READ
from hanoiwork_evaluation.service.runs import Runs
from hanoiwork_evaluation.service.sheets import Sheets
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.policy import Resource, Role, may
from hanoiwork_shared.testing import FixedClock
from tests.unit.evaluation.service.memory_places import MemoryPlaces


class MemorySession:
    """Everything the use cases keep, in dictionaries; fits `service.ports.Session`."""

    def __init__(self) -> None:
        self.places = MemoryPlaces()
        self.entries: dict[str, Entry] = {}
        self.objectives: dict[str, Objective] = {}
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

    def learn_objective(self, objective):
        before = self.objectives.get(objective.objective_id)
        if before is None or before.sequence < objective.sequence:
            self.objectives[objective.objective_id] = objective

    def tallies(self, month, by, keys):
        sheets = self._of(month)
        counted = {
            key: Counter(
                (sheet.outcome.total, sheet.outcome.level) if (sheet := sheets.get(person)) else (None, None)
                for person in self._people(month, by, key)
            )
            for key in keys
        }
        return {
            key: tuple(Tally(people=people, total=total, level=level) for (total, level), people in group.items())
            for key, group in counted.items()
        }

    def scored(self, month, by, keys):
        sheets = self._of(month)
        return {
            key: tuple(
                sheets[person]
                for person in sorted(self._people(month, by, key))
                if person in sheets and sheets[person].outcome.total is not None
            )
            for key in keys
        }

    def managed(self, leaders):
        found = {}
        for leader in leaders:
            below = self.places.below(leader.unit_id)
            counted = Counter(
                (sheet.status, sheet.outcome.level)
                for sheet in self.kept.values()
                if (sheet.period, sheet.rule_pack) == (leader.period, leader.rule_pack)
                and sheet.unit_id in below
                and sheet.person_id != leader.person_id
                and not (sheet.person_type == LEADER and sheet.unit_id == leader.unit_id)
            )
            found[leader.id] = tuple(
                Managed(status=status, level=level, people=people) for (status, level), people in counted.items()
            )
        return found

    def _of(self, month):
        return {
            sheet.person_id: sheet
            for sheet in self.kept.values()
            if (sheet.period, sheet.rule_pack) == (month.code, month.rule_pack)
        }

    def _people(self, month, by, key):
        if by is By.UNIT:
            return {person for person, sheet in self._of(month).items() if sheet.unit_id in self.places.below(key)}
        return {entry.person_id for entry in self._counting(month) if key in self._above(entry.objective_id)}

    def _above(self, objective_id):
        above = []
        while objective_id is not None and objective_id not in above:
            above.append(objective_id)
            known = self.objectives.get(objective_id)
            objective_id = known.parent_id if known else None
        return above

    def period(self, code):
        return self.months.get(code)

    held_period = taken_period = period

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
        later = [key for key in sorted(self.kept) if not after or key > after]
        return tuple(self.kept[key] for key in later if self._wanted(self.kept[key], which))[:first]

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

    def _wanted(self, sheet, which) -> bool:
        return (
            sheet.period in which.periods
            and (which.people is None or sheet.person_id in which.people)
            and (which.units is None or sheet.unit_id in which.units)
            and (which.reader is None or self._open_to(which.reader, sheet))
            and (which.status is None or sheet.status is which.status)
        )

    def _open_to(self, reader, sheet) -> bool:
        line, own = self.places.line(sheet.unit_id), frozenset({sheet.person_id})
        deciding = (line[1:] or line) if sheet.person_type == LEADER else line
        return bool(may(reader, READ, Resource(line=deciding, people=own)) or may(reader, AUDIT, Resource(line=line)))


@dataclass
class City:
    """The service over a session in memory, with a small city: HN over SKHCN over CDS; NVA works in CDS."""

    session: MemorySession = field(default_factory=MemorySession)
    clock: FixedClock = field(default_factory=lambda: FixedClock(datetime(2026, 6, 26, 2, 0, tzinfo=UTC)))

    def __post_init__(self) -> None:
        self.under(HANOI_2026)
        self._settle()

    def under(self, *packs: RulePack) -> None:
        """Compose the service under these rule packs."""
        common: dict[str, Any] = {"begin": self.session.begin, "packs": RulePacks(packs), "clock": self.clock}
        self.ledger = Ledger(self.session.begin)
        self.periods = Periods(**common, read=self.session.begin)
        self.runs = Runs(begin=self.session.begin, read=self.session.begin, clock=self.clock)
        self.sheets = Sheets(**common)
        self.flow = Flow(**common, sheets=self.sheets)
        self.results = Results(**common, read=self.session.begin)

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


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def scored_city(city: City, deck: dict[str, Any], make: SimpleNamespace) -> City:
    """June 2026 opened, the deck's tasks in the ledger, draft sheets made."""
    city.session.learn_objective(make.objective("O3.1", "O3"))
    for told in make.deck_entries(deck, objective_id="O3.1"):
        city.session.learn(told)
    city.periods.open(make.identity("OPERATOR"), code="2026-06")
    city.runs.start(make.identity("OPERATOR"), period="2026-06")
    return city
