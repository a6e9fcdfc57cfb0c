"""Mutations: the changed object, the reasons for a refusal, and the key that makes a repetition harmless."""

import pytest

from hanoiwork_gateway.testing import FakeCalls
from hanoiwork_shared.errors import Conflict, Invalid, Several
from hanoiwork_shared.wire import flatten
from tests.unit.gateway.city import TASK, post

pytestmark = pytest.mark.anyio


CREATE = """mutation Create($input: CreateTaskInput!, $key: String) {
  createTask(input: $input, idempotencyKey: $key) { task { code } errors { code message field } }
}"""


async def test_a_mutation_answers_the_changed_object(make, token):
    calls = FakeCalls(answers={"tasks.create_task": TASK})
    given = {"title": "Kế hoạch", "points": "12.5", "onBehalfOf": None}
    response = await post(make(calls), CREATE, token=token, variables={"input": given, "key": "k-1"})
    assert response.json() == {"data": {"createTask": {"task": {"code": "T-1"}, "errors": []}}}
    assert calls.asked[-1].input == {"title": "Kế hoạch", "points": "12.5", "on_behalf_of": None}
    assert calls.asked[-1].caller.idempotency_key == "k-1"


async def test_the_gateway_makes_a_key_when_the_client_gives_none(make):
    calls = FakeCalls(answers={"tasks.create_task": TASK, "tasks.task": TASK})
    await post(make(calls), CREATE, variables={"input": {"title": "x"}})
    await post(make(calls), CREATE, variables={"input": {"title": "x"}})
    await post(make(calls), '{ task(key: "T-1") { code } }')
    first, second, query = (asked.caller.idempotency_key for asked in calls.asked)
    assert first
    assert second
    assert first != second
    assert query is None


async def test_a_refused_mutation_lists_the_reasons_in_its_payload(make):
    refused = flatten(Several([Invalid(reason="trống", field="title"), Conflict(field="on_behalf_of")]))
    response = await post(
        make(FakeCalls(answers={"tasks.create_task": refused})), CREATE, variables={"input": {"title": "x"}}
    )
    assert response.json() == {
        "data": {
            "createTask": {
                "task": None,
                "errors": [
                    {"code": "shared.invalid", "message": "Yêu cầu không hợp lệ: trống.", "field": "title"},
                    {
                        "code": "shared.conflict",
                        "message": "Dữ liệu đã thay đổi; hãy tải lại rồi quyết định.",
                        "field": "onBehalfOf",
                    },
                ],
            }
        }
    }


async def test_a_mutation_of_an_absent_service_says_so_in_its_payload(make):
    response = await post(make(FakeCalls()), CREATE, variables={"input": {"title": "x"}})
    assert response.json()["data"]["createTask"]["errors"][0]["code"] == "shared.unavailable"


async def test_a_mutation_may_answer_several_objects(make):
    calls = FakeCalls(answers={"tasks.split_task": {"task": TASK, "parts": [TASK, TASK]}})
    response = await post(
        make(calls), 'mutation { splitTask(input: {title: "x"}) { task { code } parts { code } errors { code } } }'
    )
    assert response.json()["data"]["splitTask"] == {
        "task": {"code": "T-1"},
        "parts": [{"code": "T-1"}, {"code": "T-1"}],
        "errors": [],
    }


async def test_a_bug_in_a_mutation_is_masked_at_its_field(make):
    calls = FakeCalls(answers={"tasks.create_task": RuntimeError("boom")})
    response = await post(make(calls), CREATE, variables={"input": {"title": "x"}})
    assert response.json()["data"] == {"createTask": None}
    assert response.json()["errors"][0]["extensions"]["code"] == "shared.internal"
