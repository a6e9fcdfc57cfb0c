"""The graph parts of all services together: the queries that name the product hold, and every call has a callee."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphene import ObjectType
from graphql import GraphQLObjectType, GraphQLSchema, get_named_type, parse, validate

from hanoiwork_gateway.limits import Limits
from hanoiwork_gateway.parts import fields_of
from hanoiwork_gateway.schema import installed
from hanoiwork_shared.graph import RpcField
from hanoiwork_shared.plugins import Plugin, part
from hanoiwork_shared.settings import Settings

CITY_TREE = """
query CityTree($period: String!) {
  objectiveTree(cycle: "2026") {
    code title unit { code name } owner { fullName } period { start end }
    progress { percent expectedPercent status }
    measures { code kind title unit direction low target high current progress { percent } }
    taskProgress { total completed onTime late overdue percent }
    scores(period: $period) { people scored averageTotal levels { level people } }
    children { code }
  }
}
"""
SHEET = """
query Sheet($person: String!, $period: String!) {
  sheet(person: $person, period: $period) {
    status assigned { tasks points } groups { group tasks points }
    quantity { points percent } quality { points percent } progress { points percent }
    resultPercent general result total level rulePack
    lines { code title group points completed qualityFailures lateDays quantityPoints qualityPoints progressPoints }
    explanation
  }
}
"""
NAMED = [CITY_TREE, SHEET]


@pytest.fixture(scope="module")
def schema(plugins: tuple[Plugin, ...]) -> GraphQLSchema:
    return installed(plugins)


@pytest.mark.parametrize("query", NAMED, ids=["CityTree", "Sheet"])
def test_the_queries_that_name_the_product_are_valid_and_within_the_bounds(schema, query):
    document = parse(query)
    assert validate(schema, document) == []
    limits = Limits.of(Settings(secret="x" * 40))
    limits.demand(document, schema=schema, variables={"period": "2026-06"})


def test_every_field_of_a_graph_part_asks_a_method_that_a_service_has(plugins):
    asked = {field.method for plugin in plugins for field in _rpc_fields(part(plugin, "graph"))}
    unknown = {method for method in asked if not _exists(method, plugins)}
    assert asked
    assert unknown == set()


def test_a_field_that_asks_a_service_can_be_null(schema):
    """A service that is away may null only its own fields, not what stands above them."""
    for name in ("Query", "Mutation"):
        root = schema.get_type(name)
        assert isinstance(root, GraphQLObjectType)
        assert [field for field, given in root.fields.items() if str(given.type).endswith("!")] == []


def test_every_type_and_root_field_says_what_it_is_for(schema):
    ours = [given for name, given in schema.type_map.items() if not name.startswith("__")]
    silent = [given.name for given in ours if not given.description and isinstance(given, GraphQLObjectType)]
    for root in (schema.query_type, schema.mutation_type):
        silent += [f"{root.name}.{name}" for name, field in root.fields.items() if not field.description]
    assert silent == []


def test_no_number_of_the_domain_is_a_binary_float(schema):
    floats = [
        f"{given.name}.{name}"
        for given in schema.type_map.values()
        if isinstance(given, GraphQLObjectType) and not given.name.startswith("__")
        for name, field in given.fields.items()
        if get_named_type(field.type).name == "Float"
    ]
    assert floats == []


def _exists(method: str, plugins: tuple[Plugin, ...]) -> bool:
    service, _, name = method.partition(".")
    entrypoints = next((part(plugin, "entrypoints") for plugin in plugins if plugin.name == service), None)
    return hasattr(entrypoints, name)


def _rpc_fields(given: Any) -> Iterator[RpcField]:
    if given is None:
        return
    waiting = [cls for cls in (given.query, given.mutation, *given.types, *given.extends.values()) if cls]
    seen: set[int] = set()
    while waiting:
        cls = waiting.pop()
        while hasattr(cls, "of_type"):
            cls = cls.of_type
        if id(cls) in seen or not (isinstance(cls, type) and issubclass(cls, ObjectType)):
            continue
        seen.add(id(cls))
        for field in fields_of(cls).values():
            waiting.append(field.type)
            if isinstance(field, RpcField):
                yield field
