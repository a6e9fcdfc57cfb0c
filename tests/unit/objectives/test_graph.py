"""What the schema gains has the names of the public contract; children come along or are asked for in one call."""

import asyncio
from types import SimpleNamespace

from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse

from hanoiwork_objectives.graph import part
from hanoiwork_objectives.graph.measure import FormulaPart, Measure
from hanoiwork_objectives.graph.objective import Objective

CONTRACT = "code title unit owner period progress measures children cycle status weight parent warnings"
OF_A_MEASURE = (
    "code kind title unit direction low target high strict baseline current weight source frequency owner progress "
    "status check_ins"
)


def fields_of(kind):
    return kind._meta.fields


def test_the_tree_query_of_the_design_can_be_asked():
    assert set(CONTRACT.split()) <= set(fields_of(Objective))
    assert set(OF_A_MEASURE.split()) <= set(fields_of(Measure))


def test_queries_and_mutations_name_the_rpc_that_answers_them():
    methods = {name: field.method for name, field in fields_of(part.query).items()}
    assert methods == {
        "objective_tree": "objectives.tree",
        "objective": "objectives.objective",
        "objectives": "objectives.objectives",
        "measure": "objectives.measure",
        "kpis": "objectives.kpis",
        "objective_changes": "objectives.changes",
    }
    assert all(field.method == f"objectives.{name}" for name, field in fields_of(part.mutation).items())


def test_units_are_extended_by_their_goals_in_one_batch():
    joins = {
        owner: {name: field.method for name, field in fields_of(kind).items()} for owner, kind in part.extends.items()
    }
    assert joins == {"Unit": {"objectives": "objectives.objectives_by_units"}}


def children_of(parent):
    async def load(method, key, arguments):
        return {"method": method, "id": key, **arguments}

    resolve = fields_of(Objective)["children"].resolver
    return asyncio.run(resolve(parent, SimpleNamespace(context=SimpleNamespace(load=load))))


def test_a_tree_brings_its_children_along():
    assert children_of({"children": [{"code": "O1"}], "child_ids": ["1"]}) == [{"code": "O1"}]
    assert children_of({"children": [], "child_ids": ["1"]}) == []


def test_elsewhere_children_are_loaded_by_their_identifiers():
    assert children_of({"child_ids": ["1"]}) == [{"method": "objectives.objectives_by_ids", "id": "1"}]


def test_things_known_by_identifier_elsewhere_are_asked_for_in_two_calls():
    async def load(method, key, _arguments):
        return ["k1", "k2"] if method == "objectives.kpis_under" else {"method": method, "id": key}

    resolve = fields_of(Measure)["children"].resolver
    found = asyncio.run(resolve({"id": "k"}, SimpleNamespace(context=SimpleNamespace(load=load))))
    assert found == [{"method": "objectives.measures_by_ids", "id": key} for key in ("k1", "k2")]


def test_children_of_an_earlier_day_are_those_of_that_day():
    asked = {"method": "objectives.objectives_by_ids", "id": "1", "as_of": "2026-06-01"}
    assert children_of({"child_ids": ["1"], "as_of": "2026-06-01"}) == [asked]


def test_everything_joined_to_an_earlier_day_is_asked_of_that_day():
    asked = []

    async def load(method, key, arguments):
        asked.append((method, arguments.get("as_of")))
        return [key] if method in ("objectives.kpis_under", "objectives.users_of") else key

    def ask(kind, name, **given):
        parent = {"id": "1", "measure_id": "1", "as_of": "2026-06-01"}
        info = SimpleNamespace(context=SimpleNamespace(load=load))
        asyncio.run(fields_of(kind)[name].resolver(parent, info, **given))

    for name in ("share", "approvals"):
        ask(Objective, name)
    for name in ("children", "used_by", "forecast"):
        ask(Measure, name)
    ask(Measure, "check_ins", first=3)
    ask(FormulaPart, "measure")
    assert {day for _, day in asked} == {"2026-06-01"}
    assert [method.removeprefix("objectives.") for method, _ in asked] == [
        "shares_by_ids", "approvals_by_objectives", "kpis_under", "measures_by_ids", "users_of", "objectives_by_ids",
        "forecasts_by_ids", "check_ins_by_measures", "measures_by_ids",
    ]  # fmt: skip


def tree_asked(selection):
    """What the tree's service is asked for a query."""
    called = []

    async def call(method, arguments):
        called.append((method, arguments))
        return []

    info = SimpleNamespace(context=SimpleNamespace(call=call), **selected(selection))
    asyncio.run(fields_of(part.query)["objective_tree"].resolver(None, info, cycle="2026"))
    return called[0][1]["with_measures"], called[0][1]["with_warnings"]


def selected(text):
    document = parse(text)
    named = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    operation = next(one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    return {"field_nodes": list(operation.selection_set.selections), "fragments": named}


def test_a_trees_measures_and_warnings_are_made_only_when_something_of_them_is_asked_for():
    assert tree_asked("{ objectiveTree { code progress { percent } children { title } } }") == (False, False)
    assert tree_asked("{ objectiveTree { code children { measures { code } } } }") == (True, False)
    fragment = "fragment O on Objective { warnings }"
    asked = "{ objectiveTree { ...O children { ... on Objective { code } } } }"
    assert tree_asked(f"{asked} {fragment}") == (True, True)
