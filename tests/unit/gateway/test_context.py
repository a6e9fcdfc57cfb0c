"""Batching: how many calls a query takes does not depend on how many objects it answers."""

from time import monotonic

import pytest

from hanoiwork_gateway.context import LARGEST_BATCH, Context
from hanoiwork_gateway.limits import DeadlinePassed
from hanoiwork_gateway.testing import FakeCalls, browsing

pytestmark = pytest.mark.anyio


def context(calls: FakeCalls, *, ends: float | None = None) -> Context:
    return Context(
        calls=calls,
        identity=None,
        locale="vi",
        correlation_id="a-request",
        ends=monotonic() + 10 if ends is None else ends,
    )


def echo(given):
    return [{"code": key, "parent_id": f"up-{key}", "unit_id": f"of-{key}"} for key in given["keys"]]


QUERY = """{ tasks(first: 100) { edges { node {
  unit { code parent { code parent { code } } } helpers { code } parts(first: 2) { edges { node { unit { code } } } }
} } } }"""


async def calls_for(make, size: int) -> list[str]:
    def parts(given):
        page = [{"unit_id": f"part-{n}"} for n in range(given["first"])]
        return [{"items": page, "cursors": ["a", "b"], "has_next": True} for _ in given["keys"]]

    tasks = [{"id": f"t-{n}", "unit_id": f"u-{n}", "helper_ids": [f"h-{n}", "h-0"]} for n in range(size)]
    page = {"items": tasks, "cursors": [str(n) for n in range(size)], "has_next": False}
    calls = FakeCalls(answers={"tasks.tasks": page, "directory.units_by_ids": echo, "tasks.parts_by_tasks": parts})
    async with browsing(make(calls)) as client:
        response = await client.post("/graphql", json={"query": QUERY})
    body = response.json()
    assert "errors" not in body
    last = body["data"]["tasks"]["edges"][-1]["node"]
    assert last["unit"]["parent"]["parent"]["code"] == f"up-up-u-{size - 1}"
    assert last["helpers"] == [{"code": f"h-{size - 1}"}, {"code": "h-0"}]
    return calls.methods()


async def test_the_number_of_calls_is_the_same_for_one_object_and_for_a_hundred(make):
    few, many = await calls_for(make, 1), await calls_for(make, 100)
    assert many == few
    assert len(many) == 5


async def test_the_same_key_is_asked_once_for_the_whole_request():
    calls = FakeCalls(answers={"directory.units_by_ids": echo})
    ours = context(calls)
    first = await ours.load("directory.units_by_ids", "u-1", {})
    again = await ours.load("directory.units_by_ids", "u-1", {})
    assert first == again
    assert len(calls.asked) == 1


async def test_other_arguments_are_another_batch():
    calls = FakeCalls(answers={"evaluation.scores": lambda given: [given["period"]] * len(given["keys"])})
    ours = context(calls)
    assert await ours.load("evaluation.scores", "o-1", {"period": "5"}) == "5"
    assert await ours.load("evaluation.scores", "o-1", {"period": "6"}) == "6"
    assert [asked.input for asked in calls.asked] == [
        {"period": "5", "keys": ["o-1"]},
        {"period": "6", "keys": ["o-1"]},
    ]


async def test_a_batch_past_the_largest_becomes_several_calls(make):
    sizes = []

    def count(given):
        sizes.append(len(given["keys"]))
        return [None] * len(given["keys"])

    helpers = [f"u-{n}" for n in range(LARGEST_BATCH + 1)]
    calls = FakeCalls(answers={"tasks.task": {"helper_ids": helpers}, "directory.units_by_ids": count})
    async with browsing(make(calls)) as client:
        response = await client.post("/graphql", json={"query": '{ task(key: "T") { helpers { code } } }'})
    assert response.json() == {"data": {"task": {"helpers": []}}}
    assert sorted(sizes) == [1, LARGEST_BATCH]


async def test_a_batch_that_is_not_aligned_with_its_keys_is_a_bug(make, caplog):
    calls = FakeCalls(answers={"tasks.task": {"unit_id": "u-1"}, "directory.units_by_ids": [None, None]})
    async with browsing(make(calls)) as client:
        response = await client.post("/graphql", json={"query": '{ task(key: "T") { unit { code } } }'})
    assert response.json()["errors"][0]["extensions"]["code"] == "shared.internal"
    assert "same length" in caplog.text


async def test_past_the_deadline_no_service_is_asked():
    calls = FakeCalls(answers={"tasks.task": {}})
    with pytest.raises(DeadlinePassed):
        await context(calls, ends=monotonic() - 1).call("tasks.task", {})
    assert calls.asked == []


async def test_each_call_gets_the_time_that_is_left():
    calls = FakeCalls(answers={"tasks.task": {}})
    await context(calls, ends=monotonic() + 3).call("tasks.task", {})
    assert 2.5 < calls.asked[0].deadline <= 3
