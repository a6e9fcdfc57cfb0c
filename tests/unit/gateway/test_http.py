"""GraphQL over HTTP: what is answered, in which media type, with which status."""

import asyncio
import json

import pytest

from hanoiwork_gateway.testing import FakeCalls, browsing
from hanoiwork_shared.errors import Conflict, Invalid, NotFound, Several, Unavailable
from hanoiwork_shared.identity import verify
from hanoiwork_shared.settings import Settings
from hanoiwork_shared.wire import flatten

pytestmark = pytest.mark.anyio

SECRET = "for tests only, and long enough to be one"
RESPONSE = "application/graphql-response+json"
TASK = {"id": "t-1", "code": "T-1", "points": "12.5", "due": "2026-06-25", "unit_id": "u-1", "helper_ids": []}
UNITS = {
    "u-1": {"id": "u-1", "code": "SKHCN", "parent_id": None},
    "u-2": {"id": "u-2", "code": "HN", "parent_id": "u-1"},
}


def units(given):
    return [UNITS.get(key) for key in given["keys"]]


async def post(app, query: str, *, token: str | None = None, headers=None, **more):
    async with browsing(app, token=token) as client:
        return await client.post("/graphql", json={"query": query, **more}, headers=headers)


async def test_a_query_is_answered_from_the_services(make):
    calls = FakeCalls(answers={"tasks.task": TASK, "directory.units_by_ids": units})
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
    caller = calls.asked[0].caller
    identity = verify(caller.identity or "", secret=SECRET, now=clock.now())
    assert (identity.person_id, identity.account, identity.locale) == ("p-1", "nva", "en")
    assert caller.identity != token
    assert caller.locale == "en"


async def test_without_a_token_services_hear_of_nobody(make):
    calls = FakeCalls(answers={"tasks.task": TASK})
    await post(make(calls), '{ task(key: "T-1") { code } }')
    assert calls.asked[0].caller.identity is None


@pytest.mark.parametrize("scheme", ["Bearer nonsense", "Basic bnZhOnNlY3JldA==", "Bearer"])
async def test_a_token_that_is_none_of_ours_is_refused_with_401(make, scheme):
    response = await post(make(FakeCalls()), "{ __typename }", headers={"Authorization": scheme})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["errors"][0]["extensions"]["code"] == "gateway.token_invalid"


async def test_an_expired_token_says_so(make, token, clock):
    clock.moment = clock.moment.replace(hour=23)
    response = await post(make(FakeCalls()), "{ __typename }", token=token)
    assert response.status_code == 401
    assert response.json()["errors"][0]["extensions"]["code"] == "gateway.token_expired"


async def test_a_refusal_nulls_its_field_and_leaves_the_rest(make):
    calls = FakeCalls(
        answers={
            "tasks.task": flatten(NotFound(what="nhiệm vụ", key="T-9", field="key")),
            "directory.unit": UNITS["u-1"],
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


CREATE = """mutation Create($input: CreateTaskInput!, $key: String) {
  createTask(input: $input, idempotencyKey: $key) { task { code } errors { code message field } }
}"""


async def test_a_mutation_answers_the_changed_object(make, token):
    calls = FakeCalls(answers={"tasks.create_task": TASK})
    given = {"title": "Kế hoạch", "points": "12.5", "onBehalfOf": None}
    response = await post(make(calls), CREATE, token=token, variables={"input": given, "key": "k-1"})
    assert response.json() == {"data": {"createTask": {"task": {"code": "T-1"}, "errors": []}}}
    assert calls.asked[0].input == {"title": "Kế hoạch", "points": "12.5", "on_behalf_of": None}
    assert calls.asked[0].caller.idempotency_key == "k-1"


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
    calls = Impatient(answers={"tasks.task": slow, "directory.unit": UNITS["u-1"]})
    response = await post(make(calls, settings=quick), '{ task(key: "T") { code } unit(key: "U") { code } }')
    assert response.json()["data"] == {"task": None, "unit": {"code": "SKHCN"}}


async def test_a_request_past_every_deadline_is_refused_as_a_whole(make):
    async def stuck(_given):
        await asyncio.sleep(30)

    quick = Settings(secret=SECRET, call_seconds=0)
    calls = FakeCalls(answers={"tasks.task": stuck})
    response = await post(make(calls, settings=quick), '{ task(key: "T") { code } }')
    assert response.json()["errors"][0]["extensions"]["code"] == "gateway.deadline"


# --- the protocol -------------------------------------------------------------------------------------------------


async def test_the_answer_has_the_media_type_that_is_asked_for(make):
    app = make(FakeCalls())
    wishes = {
        RESPONSE: RESPONSE,
        f"{RESPONSE}, application/json;q=0.9": RESPONSE,
        "application/json": "application/json",
        "application/*": "application/json",
        "*/*": "application/json",
    }
    for wish, kind in wishes.items():
        response = await post(app, "{ __typename }", headers={"Accept": wish})
        assert response.headers["content-type"] == f"{kind}; charset=utf-8", wish
        assert response.json() == {"data": {"__typename": "Query"}}


async def test_an_answer_nobody_can_give_is_refused_with_406(make):
    response = await post(make(FakeCalls()), "{ __typename }", headers={"Accept": "text/html"})
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "gateway.not_acceptable"


async def test_queries_may_be_asked_by_get_and_mutations_may_not(make):
    calls = FakeCalls(answers={"tasks.task": TASK, "tasks.create_task": TASK})
    async with browsing(make(calls)) as client:
        given = {"query": "query($k: String!) { task(key: $k) { code } }", "variables": json.dumps({"k": "T-1"})}
        response = await client.get("/graphql", params=given)
        assert response.json() == {"data": {"task": {"code": "T-1"}}}
        response = await client.get(
            "/graphql", params={"query": 'mutation { createTask(input: {title: "x"}) { task { code } } }'}
        )
        assert response.status_code == 405
        assert response.headers["allow"] == "GET, POST"
    assert calls.methods() == ["tasks.task"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_refused_with_405(make, method):
    async with browsing(make(FakeCalls())) as client:
        response = await client.request(method, "/graphql", json={"query": "{ __typename }"})
    assert response.status_code == 405
    assert response.json()["errors"][0]["extensions"]["code"] == "gateway.method_not_allowed"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
async def test_a_body_of_another_kind_is_refused_with_415(make, kind):
    async with browsing(make(FakeCalls())) as client:
        response = await client.post("/graphql", content=b'{"query": "{ __typename }"}', headers={"Content-Type": kind})
    assert response.status_code == 415


async def test_a_body_without_a_kind_is_refused(make):
    async with browsing(make(FakeCalls())) as client:
        response = await client.post("/graphql", content=b'{"query": "{ __typename }"}')
    assert response.status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "7",
        "null",
        "{}",
        '{"query": 7}',
        '{"query": null}',
        '{"query": ""}',
        '{"query": "{ __typename }", "variables": "x"}',
        '{"query": "{ __typename }", "variables": []}',
        '{"query": "{ __typename }", "operationName": {}}',
        '{"query": "{ __typename }", "extensions": 7}',
        '{"query": "{ __typename }", "variables": {"n": NaN}}',
        '{"query": "{ __typename }", "variables": ' + "[" * 5000 + "]" * 5000 + "}",
        "\xff\xfe",
    ],
)
async def test_a_malformed_request_is_refused_with_400(make, body):
    async with browsing(make(FakeCalls())) as client:
        content = body.encode("latin-1")
        response = await client.post("/graphql", content=content, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "gateway.request_malformed"


async def test_get_without_a_query_or_with_broken_variables_is_refused_with_400(make):
    async with browsing(make(FakeCalls())) as client:
        for given in (
            {},
            {"query": "{ __typename }", "variables": "{"},
            {"query": "{ __typename }", "extensions": "7"},
        ):
            assert (await client.get("/graphql", params=given)).status_code == 400


async def test_null_parameters_count_as_not_given(make):
    response = await post(make(FakeCalls()), "{ __typename }", variables=None, operationName=None, extensions=None)
    assert response.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "gateway.syntax"),
        ("{ nonsense }", "gateway.document_invalid"),
        ("query($k: String!) { task(key: $k) { code } }", "gateway.document_invalid"),
        ("query A { __typename } query B { __typename }", "gateway.document_invalid"),
        ('{ tasks(from: "yesterday") { edges { cursor } } }', "gateway.document_invalid"),
    ],
)
async def test_a_wrong_document_is_400_for_graphql_clients_and_200_for_json_clients(make, query, code):
    app = make(FakeCalls())
    strict = await post(app, query, headers={"Accept": RESPONSE})
    lenient = await post(app, query, headers={"Accept": "application/json"})
    assert (strict.status_code, lenient.status_code) == (400, 200)
    for response in (strict, lenient):
        assert "data" not in response.json()
        assert response.json()["errors"][0]["extensions"]["code"] == code


async def test_an_operation_is_chosen_by_name(make):
    response = await post(make(FakeCalls()), "query A { a: __typename } query B { b: __typename }", operationName="B")
    assert response.json() == {"data": {"b": "Query"}}


async def test_introspection_is_a_setting(make):
    query = "{ __schema { queryType { name } } }"
    closed = Settings(secret=SECRET, graphql_introspection=False)
    assert (await post(make(FakeCalls()), query)).json()["data"] == {"__schema": {"queryType": {"name": "Query"}}}
    refused = (await post(make(FakeCalls(), settings=closed), query)).json()
    assert refused["errors"][0]["extensions"]["code"] == "gateway.document_invalid"
