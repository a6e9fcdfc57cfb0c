"""Objectives by the ten thousand: loading them, reading the tree, one check-in by depth and by size.

Every figure stands beside a yardstick of the same run and database. Processor seconds are shown beside the clock's,
because a busy machine makes the clock's longer.
"""

import gc
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.entrypoints import build
from hanoiwork_objectives.plugin import plugin
from hanoiwork_objectives.service import Objectives, Wanted
from hanoiwork_objectives.service.collecting import uncollected
from hanoiwork_objectives.store import Store
from hanoiwork_shared.facts import plain
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import stand, tell_places
from tests.bench.report import show

pytestmark = pytest.mark.bench

OBJECTIVES, MEASURES_EACH, FANOUT = 10_000, 3, 5
SIZES = (1_000, 10_000, 50_000)
DEPTHS = (4, 8, 16)
REPEATS = 9
LIMIT_MS = 300
DIRECTIONS = ("at_least", "at_most", "exact", "count")


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The service over an empty database, without a broker."""

    runtime: Runtime
    service: Objectives
    operator: Identity

    @property
    def name(self) -> str:
        return self.runtime.database.dialect

    def load(self, entries: list[dict[str, Any]], *, cycle: str = "2026") -> None:
        content = json.dumps({"cycle": cycle, "objectives": entries}, ensure_ascii=False)
        self.service.importing.import_objectives(self.operator, content=content)
        with self.runtime.database.begin() as connection:
            connection.execute(text("ANALYZE"))

    def check_in(self, measure: str, value: int) -> None:
        self.service.reporting.check_in(self.operator, measure=measure, said=Said(value=Decimal(value)))

    def statements(self, work: Callable[[], object]) -> int:
        seen: list[str] = []
        engine = self.runtime.database.engine
        listener = lambda *given: seen.append(given[2])  # noqa: E731 - kept, so that it can be taken away again
        event.listen(engine, "before_cursor_execute", listener)
        work()
        event.remove(engine, "before_cursor_execute", listener)
        return len([one for one in seen if not one.startswith(("BEGIN", "NOTIFY"))])


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.live)])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    url = f"sqlite:///{tmp_path / 'bench.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")("bench")
    runtime = stand(plugin, url)
    ids = tell_places(runtime, units={"HN": None}, people={"OP": None}, grants=[("OP", Role.OPERATOR, None)])
    yield Bench(runtime=runtime, service=build(runtime), operator=Identity(person_id=ids["OP"], account="OP"))
    runtime.database.close()


def test_ten_thousand_objectives_are_loaded_and_their_tree_is_read(bench: Bench):
    entries = [_entry(number, parent=(number - 1) // FANOUT if number else None) for number in range(OBJECTIVES)]
    rows = OBJECTIVES * (1 + MEASURES_EACH)
    clock, processor = _took(lambda: bench.load(entries))
    bare = _bare_inserts(bench, rows)
    heading = ("objectives", "measures", "s", "processor s", "rows/s", "bare inserts/s", "× bare")
    loaded = (OBJECTIVES, OBJECTIVES * MEASURES_EACH, clock, processor, rows / clock, bare, bare * clock / rows)
    show(f"importObjectives ({bench.name})", heading, [loaded])
    wanted = [Wanted(measure=f"B{number}-0", said=Said(value=Decimal(number % 100))) for number in range(0, 10_000, 7)]
    paths = [str(number) for number in range(len(wanted))]
    many, _ = _took(lambda: bench.service.reporting.check_in_many(bench.operator, wanted, paths=paths))
    show(f"checkInMany ({bench.name})", ("check-ins", "s", "check-ins/s"), [(len(wanted), many, len(wanted) / many)])
    _show_the_tree(bench)


def _show_the_tree(bench: Bench) -> None:
    reading = bench.service.reading
    store = Store(bench.runtime.database, bench.runtime.outbox, bench.runtime.clock)
    with store.read() as session:
        objectives = _best(lambda: session.living_objectives("2026"))
        measures = _best(lambda: session.living_measures("2026"))
    bare, bare_measures = _bare_fetch(bench, "objective"), _bare_fetch(bench, "measure")
    without = _best(lambda: reading.tree(cycle="2026", depth=50, with_measures=False))
    whole = _best(lambda: reading.tree(cycle="2026", depth=50))
    unwarned = _best(lambda: reading.tree(cycle="2026", depth=50, with_warnings=False))
    answered = _best(lambda: _answer(bench, with_measures=False))
    everything = _best(lambda: _answer(bench))
    both, bare_both = _sum(objectives, measures), _sum(bare, bare_measures)
    rows = [
        ("store: objectives with progress", *objectives, objectives[0] / LIMIT_MS, objectives[1] / bare[1]),
        ("store: and their measures", *both, both[0] / LIMIT_MS, both[1] / bare_both[1]),
        ("use case: the nested tree", *without, without[0] / LIMIT_MS, without[1] / bare[1]),
        ("use case: with measures", *unwarned, unwarned[0] / LIMIT_MS, unwarned[1] / bare_both[1]),
        ("use case: and warnings", *whole, whole[0] / LIMIT_MS, whole[1] / bare_both[1]),
        ("answer as JSON, without measures", *answered, answered[0] / LIMIT_MS, answered[1] / bare[1]),
        ("answer as JSON, with everything", *everything, everything[0] / LIMIT_MS, everything[1] / bare_both[1]),
    ]
    heading = ("what", "ms", "processor ms", "× 300 ms", "× bare fetch (processor)")
    show(f"objectiveTree of {OBJECTIVES} ({bench.name})", heading, rows)


def _answer(bench: Bench, *, with_measures: bool = True) -> str:
    """What goes over the broker, made without collecting garbage, as serving processes nearly are."""
    with uncollected():
        answer = plain(bench.service.reading.tree(cycle="2026", depth=50, with_measures=with_measures))
    return json.dumps(answer)


def test_a_check_in_costs_its_depth_and_not_the_size_of_the_tree(bench: Bench):
    rows = [_branch(bench, cycle=str(2030 + place), depth=8, size=size) for place, size in enumerate(SIZES)]
    rows += [_branch(bench, cycle=str(2040 + depth), depth=depth, size=1_000) for depth in DEPTHS]
    first, shallow = rows[0][3], rows[len(SIZES)][3]
    told = [(*row, row[3] / (first if place < len(SIZES) else shallow)) for place, row in enumerate(rows)]
    heading = ("objectives", "depth", "statements", "ms", "processor ms", "ratio to the first of its kind")
    show(f"one check-in on a leaf ({bench.name})", heading, told)
    assert len({row[2] for row in rows[: len(SIZES)]}) == 1, "the number of statements depends on the size"


def _branch(bench: Bench, *, cycle: str, depth: int, size: int) -> tuple[int, int, int, float, float]:
    """Load chains of `depth` side by side until there are `size`, and report on the leaf of one."""
    bench.runtime.clock.move(_to_june(bench, int(cycle)))  # type: ignore[attr-defined] # the test's own clock
    entries = [
        {
            "code": f"C{cycle}-{chain}-{level}", "unit": "HN", "title": "Mục tiêu",
            **({"parent": f"C{cycle}-{chain}-{level - 1}"} if level else {}),
            "measures": [_measure(f"C{cycle}-{chain}-{level}-K", 0)] if level == depth - 1 else [],
        }
        for chain in range(size // depth)
        for level in range(depth)
    ]  # fmt: skip
    bench.load(entries, cycle=cycle)
    leaf = f"C{cycle}-{size // depth // 2}-{depth - 1}-K"
    values = iter(range(1, 100))
    bench.check_in(leaf, next(values))
    statements = bench.statements(lambda: bench.check_in(leaf, next(values)))
    took, processor = _best(lambda: bench.check_in(leaf, next(values)), repeats=25)
    return len(entries), depth, statements, took, processor


def _to_june(bench: Bench, year: int) -> Any:
    today = bench.runtime.clock.today()
    return today.replace(year=year) - today


def _entry(number: int, *, parent: int | None) -> dict[str, Any]:
    entry = {
        "code": f"B{number}",
        "unit": "HN",
        "title": f"Mục tiêu số {number} của Thành phố",
        "weight": number % 7 + 1,
    }
    measures = [_measure(f"B{number}-{place}", number + place) for place in range(MEASURES_EACH)]
    return {**entry, "measures": measures, **({} if parent is None else {"parent": f"B{parent}"})}


def _measure(code: str, number: int) -> dict[str, Any]:
    direction = DIRECTIONS[number % len(DIRECTIONS)]
    common = {"code": code, "kind": "KR", "title": "Tỷ lệ hồ sơ đúng hạn", "unit": "%", "direction": direction}
    return {**common, "target": str(number % 400 + 100)}


def _bare_inserts(bench: Bench, rows: int) -> float:
    """Rows per second that the same database takes in one transaction, with nothing decided about them."""
    with bench.runtime.database.begin() as connection:
        connection.execute(text("CREATE TABLE bare (id VARCHAR(36) PRIMARY KEY, title VARCHAR(500), n INTEGER)"))
    made = [{"id": f"{number:036}", "title": f"Mục tiêu số {number}", "n": number} for number in range(rows)]
    start = time.perf_counter()
    with bench.runtime.database.begin() as connection:
        connection.execute(text("INSERT INTO bare VALUES (:id, :title, :n)"), made)
    return rows / (time.perf_counter() - start)


def _bare_fetch(bench: Bench, table: str) -> tuple[float, float]:
    """What the driver alone takes to hand over the same rows, with nothing made of them."""
    with bench.runtime.database.engine.connect() as connection:
        driver: Any = connection.connection.cursor()
        query = f"SELECT * FROM {table} WHERE cycle = '2026'"  # noqa: S608 - one of our two tables

        def fetch() -> None:
            driver.execute(query)
            driver.fetchall()

        return _best(fetch)


def _took(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def _best(work: Callable[[], object], *, repeats: int = REPEATS) -> tuple[float, float]:
    """The least milliseconds by the clock and of the processor: what the others add, a busy machine added."""
    gc.collect()
    times = [_took(work) for _ in range(repeats)]
    return min(one[0] for one in times) * 1000, min(one[1] for one in times) * 1000


def _sum(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]
