"""What a query costs, before anything is asked."""

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, build_schema, parse

from hanoiwork_gateway.cost import Cost

SCHEMA = build_schema("""
type Query { tree(depth: Int = 3): [Node] list: [Node!]! one: Node things(first: Int = 20): ThingConnection }
type Node { code: String tags: [Tag] children: [Node] one: Node things(first: Int = 20): ThingConnection }
type ThingConnection { edges: [ThingEdge!]! }
type ThingEdge { node: Thing }
type Tag { name: String }
type Thing { code: String name: String }
""")


def cost(query: str, **variables) -> int:
    document = parse(query)
    fragments = {given.name.value: given for given in document.definitions if isinstance(given, FragmentDefinitionNode)}
    [operation] = [given for given in document.definitions if isinstance(given, OperationDefinitionNode)]
    return Cost(SCHEMA, fragments=fragments, variables=variables).of(operation)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ one { code } }", 2),
        ("{ one { code one { code } } }", 4),
        ("{ list { code } }", 6),
        ("{ list { tags { name } } }", 31),
        ("{ list { children { code } } }", 21),
        ("{ tree(depth: 12) { code children { code children { code } } } }", 86),
        ("{ things { edges { node { code name } } } }", 81),
        ("{ things(first: 2) { edges { node { code name } } } }", 9),
        ("{ one { ...N } } fragment N on Node { code list: children { code } }", 6),
        ("{ one { ... on Node { code } ... { code } } }", 3),
        ("{ nonsense { code } __typename }", 2),
    ],
)
def test_a_field_costs_one_and_counts_as_often_as_the_lists_above_it_have_items(query, expected):
    assert cost(query) == expected


def test_variables_count_as_what_they_say_and_odd_ones_as_nothing():
    query = "query($n: Int) { things(first: $n) { edges { node { code } } } }"
    assert cost(query, n=100) == 301
    assert cost(query) == 61
    assert cost(query, n=-5) == 4
    assert cost(query, n="many") == 61


def test_fragments_that_double_each_other_cost_much_and_are_walked_once():
    doubling = " ".join(
        f"fragment F{n} on Node {{ a: one {{ ...F{n + 1} }} b: one {{ ...F{n + 1} }} }}" for n in range(60)
    )
    assert cost(f"{{ one {{ ...F0 }} }} {doubling} fragment F60 on Node {{ code }}") > 10**8
