"""The service on a fake store and on real ones, with the city's tree of 2026 at hand."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from hanoiwork_objectives.domain.check_in import CheckIn, Said
from hanoiwork_objectives.domain.life import Closing
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective, Result
from hanoiwork_objectives.plugin import plugin
from hanoiwork_objectives.service import (
    Approving,
    Cloning,
    Feeding,
    Hanging,
    Importing,
    Kpis,
    Life,
    Listening,
    MeasureReading,
    MeasureWanted,
    Measuring,
    Objectives,
    ObjectiveWanted,
    Planning,
    Reading,
    Reporting,
    Wanted,
    Watching,
)
from hanoiwork_objectives.service.measure_views import MeasureView
from hanoiwork_objectives.store import Store
from hanoiwork_shared.facts import Fact, plain
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.places import Places, UnitSlice
from hanoiwork_shared.policy import Role
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand, tell_places, told
from tests.databases import TablesOf
from tests.unit.objectives.memory import MemoryStore

UNITS = {"HN": None, "SKHCN": "HN", "SKHCN-CDS": "SKHCN"}
PEOPLE = {"OP": None, "GD": "SKHCN", "TP": "SKHCN-CDS", "NVA": "SKHCN-CDS", "CT": "HN", "MAY": None}
GRANTS = (
    ("OP", Role.OPERATOR, None),
    ("CT", Role.UNIT_LEADER, "HN"),
    ("GD", Role.UNIT_LEADER, "SKHCN"),
    ("TP", Role.DIVISION_HEAD, "SKHCN-CDS"),
    ("NVA", Role.SPECIALIST, "SKHCN-CDS"),
    ("MAY", Role.SYSTEM, "SKHCN"),
)
CITY: dict[str, Any] = {
    "cycle": "2026",
    "objectives": [
        {"code": "T1", "parent": None, "unit": "HN", "title": "Mục tiêu Thành phố"},
        {
            "code": "O2", "parent": "T1", "unit": "HN", "title": "Thủ tục hành chính",
            "measures": [{"code": "O2-KR1", "kind": "KR", "title": "Trực tuyến", "direction": "at_least",
                          "target": "100", "unit": "%"}],
        },
        {
            "code": "O2-S", "parent_key_result": "O2-KR1", "unit": "SKHCN", "title": "Xử lý hồ sơ", "owner": "GD",
            "measures": [{"code": "O2-S-KR1", "kind": "KR", "title": "Đúng hạn", "direction": "at_least",
                          "target": "98", "unit": "%", "owner": "NVA", "illustrative": True}],
        },
        {"code": "O2-P", "parent_key_result": "O2-S-KR1", "unit": "SKHCN-CDS", "title": "Tại phòng"},
    ],
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Suite:
    """The service over some store; `ids` are the identifiers of units and people by code."""

    service: Objectives
    store: Any
    clock: FixedClock
    ids: dict[str, str]
    told: Callable[[], list[tuple[str, dict[str, Any]]]]
    runtime: Runtime | None = None

    city = CITY

    def as_(self, person: str) -> Identity:
        """Somebody signed in."""
        return Identity(person_id=self.ids[person], account=person)

    def load(self, document: Any = CITY, *, by: str = "OP", dry_run: bool = False) -> Any:
        """Import a file."""
        content = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
        return self.service.importing.import_objectives(self.as_(by), content=content, dry_run=dry_run)

    def create(self, by: str, **wanted: Any) -> Objective:
        """Draft an objective."""
        return self.service.planning.create(self.as_(by), ObjectiveWanted(**wanted))

    def add_measure(self, by: str, *, objective: str, version: int | None = None, **wanted: Any) -> Measure:
        """Give an objective a measure."""
        planning = self.service.planning
        return planning.add_measure(self.as_(by), MeasureWanted(**wanted), objective=objective, version=version)

    def change(self, by: str, *, measure: str, version: int | None = None, **changes: Any) -> Measure:
        """Plan a measure again."""
        measuring = self.service.measuring
        return measuring.change(self.as_(by), measure=measure, changes=changes, version=version)

    def close_unit(self, code: str) -> None:
        """The directory closes a unit."""
        if self.runtime is None:
            self.store.closed |= {code}
            return
        above = UNITS[code]
        parent_id = self.ids[above] if above is not None else None
        told = UnitSlice(unit_id=self.ids[code], code=code, parent_id=parent_id, kind="division", closed=True)
        with self.runtime.database.begin() as connection:
            Places(connection).hear_unit(told, sequence=2)

    def create_kpi(self, by: str, *, of: str, **wanted: Any) -> Measure:
        """Give a unit a standing KPI."""
        return self.service.kpis.create(self.as_(by), MeasureWanted(**wanted), of=of)

    def use_kpi(self, by: str, **given: Any) -> Objective:
        """Let a standing KPI count in an objective."""
        return self.service.kpis.use(self.as_(by), **given)

    def measure(self, code: str, **given: Any) -> MeasureView:
        """A measure as people see it."""
        return self.service.reading.measure(key=code, **given)

    def step(self, code: str, step: str, *, by: str = "OP", **given: Any) -> Objective:
        """Take an objective a step on: activate, close, archive, restore, submit, approve or send_back."""
        if step == "close":
            given.setdefault("closing", Closing(result=Result.PARTLY, retrospective="Bắt đầu muộn."))
        cases = self.service.life if hasattr(self.service.life, step) else self.service.approving
        changed: Objective = getattr(cases, step)(self.as_(by), objective=code, **given)
        return changed

    def hang(self, code: str, *, by: str = "OP", **given: Any) -> Objective:
        """Hang an objective elsewhere."""
        return self.service.hanging.hang(self.as_(by), objective=code, **given)

    def check_in(
        self, by: str, *, measure: str, on: date | None = None, version: int | None = None, **said: Any
    ) -> tuple[Measure, CheckIn]:
        """Report a value."""
        reporting = self.service.reporting
        return reporting.check_in(self.as_(by), measure=measure, said=Said(**said), on=on, version=version)

    def check_in_many(self, by: str, items: Sequence[Wanted]) -> list[tuple[Measure, CheckIn]]:
        """Report many values."""
        paths = [f"items[{index}]" for index in range(len(items))]
        return self.service.reporting.check_in_many(self.as_(by), items, paths=paths)

    def percent(self, code: str) -> str | None:
        """How far an objective is, as people read it."""
        shown = self.service.reading.objective(key=code).progress.percent
        return None if shown is None else str(shown)

    def types(self) -> list[str]:
        """The types of the facts told."""
        return [kind for kind, _ in self.told()]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def suite(clock: FixedClock) -> Suite:
    """The service on the store in memory."""
    return _in_memory(clock)


@pytest.fixture(scope="session")
def in_memory() -> Callable[[FixedClock], Suite]:
    """Make the service on a fresh store in memory, as often as wished."""
    return _in_memory


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, clock: FixedClock) -> Suite:
    """The service on each of the stores."""
    if request.param == "memory":
        return _in_memory(clock)
    made: Suite = request.getfixturevalue(f"on_{request.param}")
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Suite:
    """The service on each of the real databases."""
    made: Suite = request.getfixturevalue(f"on_{request.param}")
    return made


@pytest.fixture
def on_sqlite(clock: FixedClock, sqlite_tables: TablesOf) -> Iterator[Suite]:
    with _on_database(clock, sqlite_tables(plugin)) as suite:
        yield suite


@pytest.fixture
def on_postgresql(clock: FixedClock, postgres_tables: TablesOf) -> Iterator[Suite]:
    with _on_database(clock, postgres_tables(plugin)) as suite:
        yield suite


@contextmanager
def _on_database(clock: FixedClock, url: str) -> Iterator[Suite]:
    runtime = stand(plugin, url, clock=clock)
    store = Store(runtime.database, runtime.outbox, clock)
    yield Suite(
        service=over(store, clock),
        store=store,
        clock=clock,
        ids=tell_places(runtime, units=UNITS, people=PEOPLE, grants=GRANTS),
        told=lambda: [(envelope.type, dict(envelope.data)) for envelope in told(runtime)],
        runtime=runtime,
    )
    runtime.database.close()


def _in_memory(clock: FixedClock) -> Suite:
    store = MemoryStore(units=UNITS, people=frozenset(PEOPLE), grants=GRANTS, clock=clock)
    return Suite(
        service=over(store, clock),
        store=store,
        clock=clock,
        ids={code: code for code in (*UNITS, *PEOPLE)},
        told=lambda: [_plain(fact) for fact in store.facts],
    )


def over(store: Any, clock: FixedClock) -> Objectives:
    return Objectives(
        planning=Planning(begin=store.begin, clock=clock),
        approving=Approving(begin=store.begin, clock=clock),
        life=Life(begin=store.begin, clock=clock),
        hanging=Hanging(begin=store.begin, clock=clock),
        cloning=Cloning(begin=store.begin, clock=clock),
        reporting=Reporting(begin=store.begin, clock=clock),
        importing=Importing(begin=store.begin, clock=clock),
        listening=Listening(begin=store.begin, clock=clock),
        reading=Reading(read=store.read, clock=clock),
        measuring=Measuring(begin=store.begin, clock=clock),
        kpis=Kpis(begin=store.begin, clock=clock),
        measure_reading=MeasureReading(read=store.read, clock=clock),
        feeding=Feeding(begin=store.begin, clock=clock),
        watching=Watching(begin=store.begin, clock=clock),
    )


def _plain(fact: Fact) -> tuple[str, dict[str, Any]]:
    return fact.type, plain(fact)
