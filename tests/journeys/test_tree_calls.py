"""A joined tree costs the same number of calls whatever its size: one per service and relationship."""

import json

import httpx
import pytest

from tests.journeys.conftest import Suite
from tests.journeys.counting import calls_made
from tests.journeys.story import CITY_TREE, PERIOD, Story
from tests.journeys.suites import PASSWORD

pytestmark = pytest.mark.journey


def test_the_number_of_calls_does_not_depend_on_the_number_of_objectives(suite: Suite):
    story = Story(suite.url)
    try:
        story.load_the_city()
        few = _calls_for_the_tree(suite.url)
        story.person("operator").do("importObjectives", {"content": _a_hundred_objectives()})
        many = _calls_for_the_tree(suite.url)
    finally:
        story.close()

    assert few == many
    assert few <= 5  # the tree, its units, its owners, task progress, scores


def _a_hundred_objectives() -> str:
    objectives = [{"code": f"N{number}", "unit": "W00004", "title": f"Mục tiêu {number}"} for number in range(100)]
    return json.dumps({"cycle": "2026", "objectives": objectives}, ensure_ascii=False)


def _calls_for_the_tree(url: str) -> int:
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as http:
        token = http.post("/auth/token", json={"username": "lanhdao.tp", "password": PASSWORD}).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        before = calls_made(http)
        answer = http.post("/graphql", json={"query": CITY_TREE, "variables": {"period": PERIOD}}).json()
        assert "errors" not in answer
        return calls_made(http) - before
