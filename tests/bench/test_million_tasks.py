"""A million tasks in PostgreSQL: what people ask all day, by eight at once, and status changes by sixteen.

Every client is a process of its own, on the machine of the database. One table is of eight who ask ten times a second
each, the other of eight who ask again as soon as they were answered, which is what the machine can do at most.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from typing import Any

import pytest
from sqlalchemy import column, insert, table, text

from hanoiwork_shared.database import persist
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import encode_cursor
from hanoiwork_shared.policy import Role
from hanoiwork_shared.testing import stand, tell_places
from hanoiwork_tasks.domain.finding.words import words
from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.entrypoints import Desk, build
from hanoiwork_tasks.plugin import plugin
from tests.bench.report import show

pytestmark = [pytest.mark.bench, pytest.mark.live]

TASKS, UNITS, PEOPLE, DIVISIONS = 1_000_000, 1_500, 100_000, 10
CLIENTS, WRITERS, SECONDS, LIMIT_MS, WANTED_CHANGES = 8, 16, 8, 50, 200
PAUSE, WARM, STARTING = 0.1, 5, 120
GATE: list[Any] = []
"""In a client's process: where it waits until all are ready, as starting one takes the others' time."""
SHARED_TASKS = 40
VERBS = (
    "Xây dựng",
    "Rà soát",
    "Báo cáo",
    "Tham mưu",
    "Thẩm định",
    "Kiểm tra",
    "Tổng hợp",
    "Trình",
    "Công bố",
    "Cập nhật",
)
THINGS = (
    "kế hoạch chuyển đổi số", "quy hoạch thủy lợi", "đề án cấp nước sạch", "hồ sơ đất đai", "thủ tục hành chính",
    "dự toán ngân sách", "quy chế phối hợp", "chỉ tiêu giải ngân", "danh mục đầu tư", "phương án phòng chống thiên tai",
    "số liệu dân cư", "hợp đồng bảo trì", "báo cáo giám sát", "tiêu chí trường chuẩn", "chương trình khuyến nông",
)  # fmt: skip
PLACES = tuple(
    f"phường {name}" for name in ("Hoàn Kiếm", "Cửa Nam", "Ba Đình", "Ngọc Hà", "Giảng Võ", "Hai Bà Trưng")
) + tuple(f"xã số {number}" for number in range(120))
SEARCHES = (
    "ke hoach chuyen doi so",
    "thuy loi hoan kiem",
    "bao cao giam sat xa 77",
    "nv 123456",
    "de an cua nam",
    "ra soat dat dai ba dinh",
)


@dataclass(frozen=True, kw_only=True)
class Client:
    """One of those who ask: their own connection, and their own seeded choice of what."""

    desk: Desk
    pick: random.Random

    def unit(self) -> str:
        """A department with its divisions."""
        return f"U{self.pick.randrange(UNITS // (DIVISIONS + 1)) * (DIVISIONS + 1)}"

    def person(self) -> Identity:
        return Identity(person_id=f"P{self.pick.randrange(PEOPLE)}", account="p")

    def my_tasks(self) -> None:
        self.desk.finding.mine(self.person())

    def my_figures(self) -> None:
        self.desk.finding.to_handle(self.person())

    def filtered_page(self) -> None:
        named = {"unit": self.unit(), "status": (Status.TODO, Status.IN_PROGRESS)}
        self.desk.finding.tasks(named=named)

    def search(self) -> None:
        self.desk.finding.tasks(named={}, search=self.pick.choice(SEARCHES))

    def search_in_unit(self) -> None:
        self.desk.finding.tasks(named={"unit": self.unit()}, search=self.pick.choice(SEARCHES))

    def statistics(self) -> None:
        self.desk.reporting.whole(scope={"unit": self.unit()})

    def one_by_key(self) -> None:
        """The yardstick: one task by its primary key."""
        self.desk.reading.tasks_by_ids([f"T{self.pick.randrange(TASKS)}"])


QUESTIONS = ("one_by_key", "my_tasks", "my_figures", "filtered_page", "search", "search_in_unit", "statistics")


@pytest.fixture(scope="module")
def million(request: pytest.FixtureRequest) -> str:
    """The address of a database with all the tasks."""
    url: str = request.getfixturevalue("postgres_url")("million")
    runtime = stand(plugin, url)
    units: dict[str, str | None] = {"HN": None}
    for number in range(UNITS):
        head = number - number % (DIVISIONS + 1)
        units[f"U{number}"] = "HN" if number == head else f"U{head}"
    ids = tell_places(runtime, units=units, people={"OP": "HN"}, grants=[("OP", Role.UNIT_LEADER, "HN")])
    with runtime.database.begin() as connection:
        _make(connection, ids)
    with runtime.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("SELECT sum(length(title)) FROM task"))  # so that the disk is not what is measured
    runtime.database.close()
    return url


def _make(connection: Any, ids: dict[str, str]) -> None:
    """All the tasks in one statement: a year of deadlines, the past ones done, words by our own rule."""
    for name, texts in (("verb", VERBS), ("thing", THINGS), ("place", PLACES)):
        connection.execute(text(f"CREATE TEMP TABLE {name} (n int PRIMARY KEY, said text, words text[])"))
        rows = [{"n": n, "said": said, "words": list(words(said))} for n, said in enumerate(texts)]
        connection.execute(insert(table(name, column("n"), column("said"), column("words"))), rows)
    connection.execute(text("CREATE TEMP TABLE unit (n int PRIMARY KEY, id text)"))
    rows = [{"n": n, "id": ids[f"U{n}"]} for n in range(UNITS)]
    connection.execute(text("INSERT INTO unit VALUES (:n, :id)"), rows)
    connection.execute(
        text(MAKE),
        {
            "tasks": TASKS,
            "units": UNITS,
            "people": PEOPLE,
            "verbs": len(VERBS),
            "things": len(THINGS),
            "places": len(PLACES),
        },
    )


MAKE = """
INSERT INTO task (id, code, owner_id, title, title_order, words, "group", unit_id, created_by, created_at, status,
    person_id, assigner_id, product, quantity, accepted_quantity, points, authority, due, due_order, first_due, percent,
    progress_note, product_note, late_days, waived_days, quality_failures, version)
SELECT 'T' || g, 'NV-' || g, unit.id, verb.said || ' ' || thing.said || ' ' || place.said, lower(verb.said),
    array_to_tsvector(verb.words || thing.words || place.words || ARRAY['nv', g::text]),
    (ARRAY['okr_kpi', 'routine', 'arising'])[1 + g % 3], unit.id, 'head', now(),
    CASE WHEN g % 365 < 300 AND g % 50 > 0 THEN 'completed'
         ELSE (ARRAY['todo', 'in_progress', 'submitted'])[1 + g % 3] END,
    'P' || p.n, 'P' || (p.n / 20 * 20), 'Văn bản', '1', '1', 500 + g % 1000, 'Trưởng phòng',
    date '2026-01-01' + g % 365, date '2026-01-01' + g % 365, date '2026-01-01' + g % 365, 0,
    '', '', CASE WHEN g % 100 = 7 THEN 2 ELSE 0 END, 0, 0, 1
FROM generate_series(0, :tasks - 1) AS g
CROSS JOIN LATERAL (SELECT (g::bigint * 7919 % :people)::int AS n) AS p
JOIN unit ON unit.n = p.n % :units
JOIN verb ON verb.n = g % :verbs
JOIN thing ON thing.n = g / 7 % :things
JOIN place ON place.n = g / 11 % :places
"""


def test_what_people_ask_all_day_of_a_million_tasks(million: str):
    for pause in (PAUSE, 0.0):
        _show_answers(million, pause=pause)


def _show_answers(million: str, *, pause: float) -> None:
    rows: list[tuple[str, float, float, float, float, float]] = []
    for question in QUESTIONS:
        took = _at_once(_ask, CLIENTS, million, question, pause)
        times = sorted(one for client in took for one in client)
        middle, high = _middle_and_high(times)
        rows.append(
            (question, len(times) / SECONDS, middle, high, high / LIMIT_MS, high / (rows[0][3] if rows else high))
        )
    heading = ("question", "answers/s", "median ms", "95 % ms", "× 50 ms", "× one by key")
    show(f"{CLIENTS} clients, {TASKS:,} tasks, pausing {pause} s after each answer", heading, rows)


def test_a_page_costs_the_same_at_any_depth(million: str):
    desk = _desk(million)
    rows: list[tuple[int, float]] = []
    for depth in (1, 100, 10_000):
        after = _cursor_behind(million, (depth - 1) * 20) if depth > 1 else None
        rows.append((depth, _best(partial(desk.finding.tasks, named={}, after=after))))
    show("a page of 20 tasks", ("page", "ms", "ratio to the first"), [(*row, row[1] / rows[0][1]) for row in rows])


def test_status_changes_by_many_at_once_lose_nothing(million: str):
    desk = _desk(million)
    tasks = [f"T{number}" for number in range(300, 365) if number % 3 != 2][:SHARED_TASKS]
    before = {task.id: task.version for task in desk.reading.tasks_by_ids(tasks) if task is not None}
    counts = _at_once(_change, WRITERS, million, tasks)
    done, refused = (sum(one[place] for one in counts) for place in (0, 1))
    after = {task.id: task.version for task in desk.reading.tasks_by_ids(tasks) if task is not None}
    kept = sum(after[one] - before[one] for one in before)
    heading = ("clients", "changes/s", "× 200/s", "refused as stale, tried again", "lost")
    show(
        "progress reported on the same tasks",
        heading,
        [(WRITERS, done / SECONDS, done / SECONDS / WANTED_CHANGES, refused, done - kept)],
    )
    assert kept == done


def _ask(url: str, seed: int, question: str, pause: float) -> list[float]:
    client = Client(desk=_desk(url), pick=random.Random(seed))  # noqa: S311 - a choice of questions, no secret
    ask: Callable[[], None] = getattr(client, question)
    for _ in range(WARM):
        ask()
    times = []
    GATE[0].wait(STARTING)
    end = time.perf_counter() + SECONDS
    while (start := time.perf_counter()) < end:
        ask()
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(pause)
    return times


def _change(url: str, seed: int, tasks: list[str]) -> tuple[int, int]:
    desk, pick = _desk(url), random.Random(seed)  # noqa: S311 - a choice of tasks, no secret
    report, done, refused = desk.working.report, 0, 0
    desk.reading.task(tasks[0])
    GATE[0].wait(STARTING)
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        task = desk.reading.task(pick.choice(tasks))
        lead = Identity(person_id=task.person_id or "", account="p")
        try:
            persist(partial(report, lead, task=task.id, percent=pick.randrange(100), version=task.version))
            done += 1
        except Stale:
            refused += 1
    return done, refused


def _at_once(work: Callable[..., Any], clients: int, url: str, *given: Any) -> list[Any]:
    os.environ["PYTHONWARNINGS"] = "ignore"  # of what the processes import
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(clients)
    with ProcessPoolExecutor(clients, mp_context=context, initializer=_meet_at, initargs=(gate,)) as pool:
        return [one.result() for one in [pool.submit(_plainly, work, url, seed, *given) for seed in range(clients)]]


def _meet_at(gate: Any) -> None:
    GATE.append(gate)


def _plainly(work: Callable[..., Any], url: str, seed: int, *given: Any) -> Any:
    """What a process answers; a failure goes over as words, for not every error can."""
    try:
        return work(url, seed, *given)
    except Exception as error:  # noqa: BLE001 - whatever it is, it goes over
        raise RuntimeError(repr(error)) from None


def _desk(url: str) -> Desk:
    return build(stand(plugin, url))


def _cursor_behind(url: str, place: int) -> str:
    runtime = stand(plugin, url)
    with runtime.database.read() as connection:
        row = connection.execute(
            text("SELECT due_order, id FROM task ORDER BY due_order, id OFFSET :n - 1 LIMIT 1"), {"n": place}
        ).one()
    runtime.database.close()
    return encode_cursor(["due", row.due_order.isoformat(), row.id])


def _middle_and_high(times: list[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=20)
    return cuts[9], cuts[18]


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(15):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)
