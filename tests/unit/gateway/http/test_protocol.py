"""GraphQL over HTTP: methods, media types, statuses, tokens."""

import json

import pytest

from hanoiwork_gateway.testing import FakeCalls, browsing
from hanoiwork_shared.settings import Settings
from tests.unit.gateway.city import SECRET, TASK, post

pytestmark = pytest.mark.anyio

RESPONSE = "application/graphql-response+json"


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
