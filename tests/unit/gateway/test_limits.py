"""The bounds of one request: refused with a stable code, for little of the processor's time, and never with a 500."""

from time import process_time

import pytest
from graphql import get_introspection_query

from hanoiwork_gateway.testing import FakeCalls, browsing
from hanoiwork_shared.settings import Settings

pytestmark = pytest.mark.anyio


async def refused(make, query: str, **more) -> dict:
    app = make(FakeCalls(), settings=Settings(secret="x" * 40, graphql_cost_limit=10_000))
    async with browsing(app) as client:
        await client.post("/graphql", json={"query": "{ __typename }"})
        started = process_time()
        response = await client.post("/graphql", json={"query": query, **more})
        seconds = process_time() - started
    assert seconds < 0.5
    assert response.status_code == 200
    return response.json()["errors"][0]


def nested(levels: int, inner: str = "code") -> str:
    return '{ unit(key: "U") ' + "{ parent " * (levels - 2) + "{ " + inner + " }" + " }" * (levels - 2) + " }"


async def test_as_many_levels_as_allowed_are_answered_and_one_more_is_refused(make):
    unit = {"code": "U", "parent_id": None}
    async with browsing(make(FakeCalls(answers={"directory.unit": unit}))) as client:
        response = await client.post("/graphql", json={"query": nested(12)})
        assert "errors" not in response.json()
    error = await refused(make, nested(13))
    assert error["extensions"]["code"] == "gateway.too_deep"
    assert error["message"] == "Câu truy vấn lồng sâu quá 12 tầng; hãy tách thành nhiều truy vấn."


async def test_levels_are_counted_through_fragments(make):
    query = '{ unit(key: "U") { ...A } } fragment A on Unit { parent { parent { parent { parent { ...B } } } } } '
    query += "fragment B on Unit { parent { parent { parent { parent { parent { parent { parent { code } } } } } } } }"
    assert (await refused(make, query))["extensions"]["code"] == "gateway.too_deep"


@pytest.mark.parametrize(
    "query",
    [
        nested(300),
        "{ " + "... { " * 600 + "__typename" + " }" * 600 + " }",
        "{ units(kind: " + "[" * 900 + "]" * 900 + ") { code } }",
    ],
    ids=["fields", "fragments", "values"],
)
async def test_whatever_nests_without_end_is_refused_and_breaks_nothing(make, query):
    error = await refused(make, query)
    assert error["extensions"]["code"] == "gateway.too_deep"


async def test_a_long_chain_of_fragments_breaks_nothing(make):
    chain = "".join(f"fragment f{n} on Query{{...f{n + 1}}}" for n in range(230))
    async with browsing(make(FakeCalls())) as client:
        query = f"{{...f0}}{chain}fragment f230 on Query{{__typename}}"
        response = await client.post("/graphql", json={"query": query})
    assert response.status_code == 200
    assert "shared.internal" not in response.text


async def test_fragments_that_spread_each_other_end(make):
    query = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"
    assert (await refused(make, query))["extensions"]["code"] == "gateway.document_invalid"


async def test_more_than_thirty_aliases_are_refused(make):
    query = "{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }"
    assert (await refused(make, query))["extensions"]["code"] == "gateway.too_many_aliases"


async def test_more_than_two_thousand_tokens_are_refused_before_parsing(make):
    query = "{ " + "__typename " * 2001 + "}"
    assert (await refused(make, query))["extensions"]["code"] == "gateway.too_many_tokens"
    assert (await refused(make, "# x\n" * 3000 + "{ __typename }"))["extensions"]["code"] == "gateway.too_many_tokens"


async def test_the_worst_document_that_is_short_enough_is_still_judged_quickly(make):
    query = "{ " + 'unit(key: "U") { parent { code } } ' * 180 + "}"
    async with browsing(make(FakeCalls())) as client:
        started = process_time()
        response = await client.post("/graphql", json={"query": query})
    assert response.status_code == 200
    assert process_time() - started < 2


async def test_a_page_of_pages_of_pages_is_too_costly(make):
    inner = "edges { node { parts(first: 100) { edges { node { parts(first: 100) { edges { node { code } } } } } } } }"
    error = await refused(make, "{ tasks(first: 100) { " + inner + " } }")
    assert error["extensions"]["code"] == "gateway.too_costly"
    assert error["extensions"]["details"]["most"] == 10_000


async def test_what_variables_ask_for_is_counted_too(make):
    query = "query($n: Int) { tasks(first: $n) { edges { node { parts(first: $n) { edges { node { code } } } } } } }"
    assert (await refused(make, query, variables={"n": 100}))["extensions"]["code"] == "gateway.too_costly"


async def test_a_body_past_its_bound_is_refused_with_413(make):
    app = make(FakeCalls(), settings=Settings(secret="x" * 40, graphql_body_limit=1000))
    async with browsing(app) as client:
        response = await client.post("/graphql", json={"query": "{ __typename }", "extensions": {"x": "y" * 1000}})
        assert response.status_code == 413
        assert response.json()["errors"][0]["extensions"]["code"] == "gateway.body_too_large"
        response = await client.get("/graphql", params={"query": "{ __typename }" + " " * 1000})
        assert response.status_code == 413


async def test_what_tools_ask_of_the_schema_is_within_the_bounds(make):
    async with browsing(make(FakeCalls())) as client:
        query = get_introspection_query(
            input_value_deprecation=True, specified_by_url=True, directive_is_repeatable=True
        )
        response = await client.post("/graphql", json={"query": query})
    assert "errors" not in response.json()


async def test_introspection_in_circles_is_refused(make):
    query = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    assert (await refused(make, query))["extensions"]["code"] == "gateway.document_invalid"
