"""The objective tree with all joins: time, bytes and calls by size, against the cheapest request of the same run."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.bench.report import show
from tests.journeys.conftest import Suite
from tests.journeys.counting import calls_made
from tests.journeys.story import CITY_TREE, Story
from tests.journeys.suites import PASSWORD

pytestmark = pytest.mark.bench

SIZES = (100, 1000, 2000)
REPEATS = 5


def test_the_tree_by_size(suite: Suite):
    story = Story(suite.url)
    try:
        story.load_the_city()
        rows = [_measured(suite, story, size) for size in SIZES]
    finally:
        story.close()
    heading = ("objectives", "ms (median)", "× cheapest request", "KB", "RPC calls")
    show(f"objectiveTree with all joins ({type(suite).__name__})", heading, rows)
    assert len({row[-1] for row in rows}) == 1, "the number of calls depends on the number of objectives"


def _measured(suite: Suite, story: Story, size: int) -> tuple[int, float, float, float, int]:
    story.person("operator").do("importObjectives", {"content": _city_of(size)})
    with _client(suite) as http:
        document = {"query": CITY_TREE.replace('"2026"', f'"{3000 - size}"'), "variables": {"period": "2026-06"}}
        answer = http.post("/graphql", json=document)
        assert "errors" not in answer.json(), answer.text[:500]
        before = calls_made(http)
        http.post("/graphql", json=document)
        calls = calls_made(http) - before
        tree = _median(lambda: http.post("/graphql", json=document))
        least = _median(lambda: http.post("/graphql", json={"query": "{ __typename }"}))
    return size, tree * 1000, tree / least, len(answer.content) / 1024, calls


def _city_of(size: int) -> str:
    objectives = [
        {
            "code": f"B{number}",
            "unit": "HN",
            "title": f"Mục tiêu {number}",
            "measures": [
                {
                    "code": f"B{number}-KR",
                    "kind": "KR",
                    "title": "Chỉ tiêu",
                    "direction": "at_least",
                    "target": "100",
                    "unit": "%",
                }
            ],
        }
        for number in range(size)
    ]
    return json.dumps({"cycle": str(3000 - size), "objectives": objectives}, ensure_ascii=False)


@contextmanager
def _client(suite: Suite) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=suite.url, timeout=120, trust_env=False) as http:
        token = http.post("/auth/token", json={"username": "lanhdao.tp", "password": PASSWORD}).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield http


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[REPEATS // 2]
