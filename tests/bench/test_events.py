"""Events per second from commit to effect in another service, against the bare transactions of the same database."""

import json
import time
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from hanoiwork_shared.database import Database
from tests.bench.report import show
from tests.journeys.conftest import Suite
from tests.journeys.story import Story
from tests.polling import until

pytestmark = pytest.mark.bench

TASKS = 1000
BARE_COMMITS = 300
HEARD = text("SELECT count(*) FROM inbox WHERE consumer LIKE 'evaluation.%' AND consumer NOT LIKE '%.place_%'")
TOLD = text("SELECT count(*) FROM outbox")


def test_events_from_commit_to_effect(suite: Suite):
    story = Story(suite.url)
    try:
        story.load_the_city()
        tell, hear = _counter(suite, "tasks", TOLD), _counter(suite, "evaluation", HEARD)
        told_before, heard_before = tell(), hear()
        start = time.perf_counter()
        story.retried(story.person("operator"), "importTasks", {"content": _work()})
        written = time.perf_counter()
        events = tell() - told_before
        until(lambda: hear() - heard_before >= events, seconds=300, what="the effects")
        rate = events / (time.perf_counter() - written)
    finally:
        story.close()
    bare = _bare_commits(suite.database_url("evaluation"))
    row = (events, (written - start), rate, bare, rate / bare)
    heading = ("events", "s to accept", "events/s to effect", "bare commits/s", "ratio")
    show(f"from commit to effect ({type(suite).__name__})", heading, [row])


def _work() -> str:
    tasks = [
        {
            "code": f"BENCH-{number}",
            "title": "Việc đo",
            "group": "routine",
            "points": 5,
            "completed": True,
            "quality_failures": 0,
            "late_days": 0,
        }
        for number in range(TASKS)
    ]
    person = {"code": "CB0042", "full_name": "Cán bộ 0042", "unit": "SKHCN-CDS", "person_type": "civil_servant"}
    period = {"code": "2026-06", "from": "2026-05-25", "to": "2026-06-24"}
    return json.dumps({"person": person, "period": period, "tasks": tasks}, ensure_ascii=False)


def _counter(suite: Suite, service: str, query: object) -> Callable[[], int]:
    engine = create_engine(suite.database_url(service))

    def count() -> int:
        with engine.connect() as connection:
            return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]

    return count


def _bare_commits(url: str) -> float:
    database = Database(url)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE bench_bare (n INTEGER)"))
    start = time.perf_counter()
    for number in range(BARE_COMMITS):
        with database.begin() as connection:
            connection.execute(text("INSERT INTO bench_bare VALUES (:n)"), {"n": number})
    rate = BARE_COMMITS / (time.perf_counter() - start)
    with database.begin() as connection:
        connection.execute(text("DROP TABLE bench_bare"))
    database.close()
    return rate
