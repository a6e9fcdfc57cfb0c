"""Queries: what is answered from the services, and what is said when they cannot."""

import asyncio

import pytest

from hanoiwork_gateway.testing import FakeCalls
from hanoiwork_shared.errors import Invalid, NotFound, Several, Unavailable
from hanoiwork_shared.identity import verify
from hanoiwork_shared.settings import Settings
from hanoiwork_shared.wire import flatten
from tests.unit.gateway.city import SECRET, SKHCN, TASK, post

pytestmark = pytest.mark.anyio


async def test_a_query_is_answered_from_the_services(make):
    calls = FakeCalls(
        answers={"tasks.task": TASK, "directory.units_by_ids": lambda given: [SKHCN for _ in given["keys"]]}
    )
    response = await post(make(calls), '{ task(key: "T-1") { code points due unit { code } helpers { code } } }')
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json() == {
        "data": {
            "task": {"code": "T-1", "points": "12.5", "due": "2026-06-25", "unit": {"code": "SKHCN"}, "helpers": []}
        }
    }
    assert calls.asked[0].input == {"key": "T-1"}


async def test_services_get_a_signed_identity_never_the_token(make, token, clock):
    calls = FakeCalls(answers={"tasks.task": TASK})
    await post(make(calls), '{ task(key: "T-1") { code } }', token=token, headers={"Accept-Language": "en"})
    caller = calls.asked[-1].caller
    identity = verify(caller.identity or "", secret=SECRET, now=clock.now())
    assert (identity.person_id, identity.account, identity.locale) == ("p-1", "nva", "en")
    assert caller.identity != token
    assert caller.locale == "en"


async def test_a_refusal_nulls_its_field_and_leaves_the_rest(make):
    calls = FakeCalls(
        answers={
            "tasks.task": flatten(NotFound(what="nhiệm vụ", key="T-9", field="key")),
            "directory.unit": SKHCN,
        }
    )
    response = await post(make(calls), '{ task(key: "T-9") { code } unit(key: "SKHCN") { code } }')
    body = response.json()
    assert response.status_code == 200
    assert body["data"] == {"task": None, "unit": {"code": "SKHCN"}}
    [error] = body["errors"]
    assert error["message"] == "Không tìm thấy nhiệm vụ “T-9”."
    assert error["path"] == ["task"]
    assert error["extensions"]["code"] == "shared.not_found"
    assert error["extensions"]["field"] == "key"
    assert error["extensions"]["details"] == {"what": "nhiệm vụ", "key": "T-9"}
    assert error["extensions"]["correlationId"] == response.headers["x-correlation-id"]


async def test_a_refusal_speaks_the_callers_language(make):
    calls = FakeCalls(answers={"tasks.task": flatten(NotFound(what="task", key="T-9"))})
    response = await post(make(calls), '{ task(key: "T-9") { code } }', headers={"Accept-Language": "en-GB, vi;q=0.5"})
    assert response.json()["errors"][0]["message"] == "There is no task “T-9”."


async def test_several_reasons_are_all_told(make):
    several = flatten(Several([Invalid(reason="a", field="from_date"), Invalid(reason="b")]))
    response = await post(make(FakeCalls(answers={"tasks.task": several})), '{ task(key: "T") { code } }')
    [error] = response.json()["errors"]
    assert error["extensions"]["field"] == "fromDate"
    assert [other["message"] for other in error["extensions"]["others"]] == ["Yêu cầu không hợp lệ: b."]


async def test_a_service_that_is_away_fails_only_its_own_fields(make):
    calls = FakeCalls(answers={"tasks.tasks": {"items": [TASK], "cursors": ["c1"], "has_next": False}})
    response = await post(make(calls), "{ tasks { edges { node { code unit { code } } } } units { code } }")
    body = response.json()
    assert body["data"] == {"tasks": {"edges": [{"node": {"code": "T-1", "unit": None}}]}, "units": None}
    assert {error["extensions"]["code"] for error in body["errors"]} == {"shared.unavailable"}


async def test_a_bug_is_masked_and_logged_with_its_traceback(make, caplog):
    calls = FakeCalls(answers={"tasks.task": RuntimeError("password is hunter2")})
    response = await post(make(calls), '{ task(key: "T-1") { code } }')
    assert response.status_code == 200
    assert "hunter2" not in response.text
    assert response.json()["errors"][0]["extensions"]["code"] == "shared.internal"
    assert "hunter2" in caplog.text


async def test_a_failed_batch_is_logged_once_however_many_fields_it_fails(make, caplog):
    page = {"items": [TASK | {"unit_id": f"u-{n}"} for n in range(50)], "cursors": ["c"] * 50, "has_next": False}
    calls = FakeCalls(answers={"tasks.tasks": page, "directory.units_by_ids": RuntimeError("boom")})
    response = await post(make(calls), "{ tasks(first: 50) { edges { node { unit { code } } } } }")
    assert len(response.json()["errors"]) == 50
    assert caplog.text.count("a bug was masked") == 1


async def test_a_value_that_is_not_what_the_schema_says_is_a_masked_bug(make):
    calls = FakeCalls(answers={"tasks.task": TASK | {"points": "a lot"}})
    response = await post(make(calls), '{ task(key: "T-1") { code points } }')
    assert response.json()["data"] == {"task": {"code": "T-1", "points": None}}
    assert response.json()["errors"][0]["extensions"]["code"] == "shared.internal"
    assert "a lot" not in response.text


async def test_a_slow_service_ends_at_the_deadline_and_the_rest_is_answered(make, settings):
    async def slow(_given):
        await asyncio.sleep(30)

    class Impatient(FakeCalls):
        async def call(self, method, *, caller, input, deadline):
            try:
                async with asyncio.timeout(deadline):
                    return await FakeCalls.call(self, method, caller=caller, input=input, deadline=deadline)
            except TimeoutError as error:
                raise Unavailable(what=method) from error

    quick = Settings(secret=SECRET, call_seconds=1)
    calls = Impatient(answers={"tasks.task": slow, "directory.unit": SKHCN})
    response = await post(make(calls, settings=quick), '{ task(key: "T") { code } unit(key: "U") { code } }')
    assert response.json()["data"] == {"task": None, "unit": {"code": "SKHCN"}}


async def test_a_request_past_every_deadline_is_refused_as_a_whole(make):
    async def stuck(_given):
        await asyncio.sleep(30)

    quick = Settings(secret=SECRET, call_seconds=0)
    calls = FakeCalls(answers={"tasks.task": stuck})
    response = await post(make(calls, settings=quick), '{ task(key: "T") { code } }')
    assert response.json()["errors"][0]["extensions"]["code"] == "gateway.deadline"
