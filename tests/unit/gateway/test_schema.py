"""Folding graph parts into one schema."""

from typing import Any

import pytest
from graphene import Enum, Field, InputObjectType, Int, Interface, List, NonNull, ObjectType, String
from graphql import GraphQLSchema

from hanoiwork_gateway.schema import fold, installed, printed
from hanoiwork_shared.graph import GraphPart, Ref, asked, commanded, joined, paged
from hanoiwork_shared.plugins import Plugin, PluginRefused


class Unit(ObjectType):
    code = String()


class UnitQuery(ObjectType):
    unit = asked(Unit, "directory.unit", key=String(required=True))


class Task(ObjectType):
    code = String()
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id")
    helpers = joined(NonNull(List(NonNull(Ref("Unit")))), "directory.units_by_ids", key="helper_ids")
    around = paged(Ref("Unit"), "directory.around_tasks", key="id")


class TaskQuery(ObjectType):
    task = asked(Task, "tasks.task", key=String(required=True))
    units_with_tasks = paged(Ref("Unit"), "tasks.units")


class UnitTasks(ObjectType):
    open_tasks = Int()

    def resolve_open_tasks(self, _info):
        return 7


DIRECTORY = GraphPart(query=UnitQuery)
TASKS = GraphPart(query=TaskQuery, extends={"Unit": UnitTasks})


def declared(schema: GraphQLSchema, name: str) -> dict[str, Any]:
    found: Any = schema.get_type(name)
    return found.fields


def fields(schema: GraphQLSchema, name: str) -> dict[str, str]:
    return {field: str(given.type) for field, given in declared(schema, name).items()}


def test_a_reference_is_found_by_name_also_inside_lists_and_connections():
    schema = fold({"directory": DIRECTORY, "tasks": TASKS})
    assert fields(schema, "Task") == {
        "code": "String",
        "unit": "Unit",
        "helpers": "[Unit!]",
        "around": "UnitConnection",
    }
    assert fields(schema, "Query") == {"unit": "Unit", "task": "Task", "unitsWithTasks": "UnitConnection"}
    assert fields(schema, "UnitEdge") == {"cursor": "String!", "node": "Unit!"}


def test_the_order_of_the_plugins_makes_no_difference_to_what_is_found():
    there = fold({"directory": DIRECTORY, "tasks": TASKS})
    back = fold({"tasks": TASKS, "directory": DIRECTORY})
    assert fields(there, "Task") == fields(back, "Task")
    assert fields(there, "Unit") == fields(back, "Unit")


def test_fields_of_an_absent_type_disappear_and_nothing_else():
    schema = fold({"tasks": TASKS})
    assert fields(schema, "Task") == {"code": "String"}
    assert fields(schema, "Query") == {"task": "Task"}
    assert schema.get_type("Unit") is None
    assert schema.get_type("Absent") is None


def test_a_plugin_adds_fields_and_their_resolvers_to_anothers_type():
    schema = fold({"directory": DIRECTORY, "tasks": TASKS})
    assert fields(schema, "Unit") == {"code": "String", "openTasks": "Int"}
    assert declared(schema, "Unit")["openTasks"].resolve({}, None) == 7


def test_folding_again_with_other_plugins_starts_from_nothing():
    fold({"directory": DIRECTORY, "tasks": TASKS})
    assert fields(fold({"directory": DIRECTORY}), "Unit") == {"code": "String"}
    assert fields(fold({"tasks": TASKS}), "Task") == {"code": "String"}
    assert fields(fold({"directory": DIRECTORY, "tasks": TASKS}), "Unit") == {"code": "String", "openTasks": "Int"}


def test_two_connections_over_one_type_are_one_type():
    class Query(ObjectType):
        units = paged(Unit, "directory.units")

    schema = fold({"directory": GraphPart(query=Query), "tasks": TASKS})
    assert fields(schema, "Query")["units"] == fields(schema, "Query")["unitsWithTasks"] == "UnitConnection"


def test_two_plugins_with_the_same_type_stop_the_startup_naming_both():
    class Other(ObjectType):
        class Meta:
            name = "Unit"

        code = String()

    class Query(ObjectType):
        other = Field(Other)

    with pytest.raises(PluginRefused) as refused:
        fold({"directory": DIRECTORY, "rival": GraphPart(query=Query)})
    assert "“rival”" in refused.value.message("en")
    assert "Unit is brought by “directory”" in refused.value.message("en")


def test_two_plugins_with_the_same_root_field_stop_the_startup_naming_both():
    class Query(ObjectType):
        unit = Int()

    with pytest.raises(PluginRefused, match=r"“rival”.*Query\.unit is given by “directory”"):
        fold({"directory": DIRECTORY, "rival": GraphPart(query=Query)})


def test_an_extension_may_not_repeat_a_field():
    class Mine(ObjectType):
        code = Int()

    with pytest.raises(PluginRefused, match=r"Unit\.code is given by “directory”"):
        fold({"directory": DIRECTORY, "rival": GraphPart(extends={"Unit": Mine})})


def test_two_plugins_extending_with_the_same_field_stop_the_startup():
    with pytest.raises(PluginRefused, match=r"Unit\.open_tasks is given by “tasks”"):
        fold({"directory": DIRECTORY, "tasks": TASKS, "rival": GraphPart(extends={"Unit": UnitTasks})})


def test_enums_inputs_and_interfaces_of_two_plugins_conflict_like_any_type():
    def part(answer):
        class Colour(Enum):
            RED = answer

        class Query(ObjectType):
            pass

        field = asked(Int, "x.y", colour=Colour())
        return GraphPart(query=type("Query", (ObjectType,), {f"one{answer}": field}))

    with pytest.raises(PluginRefused, match="type Colour"):
        fold({"a": part(1), "b": part(2)})


def test_types_that_no_field_leads_to_are_taken_in_with_their_interface():
    class Named(Interface):
        name = String()

    class Ward(ObjectType):
        class Meta:
            interfaces = (Named,)

    class Query(ObjectType):
        named = Field(Named)

    schema = fold({"directory": GraphPart(query=Query, types=(Ward,))})
    assert fields(schema, "Ward") == {"name": "String"}


def test_without_mutations_there_is_no_mutation_type():
    assert fold({"directory": DIRECTORY}).mutation_type is None


def test_mutations_of_all_plugins_come_together():
    class RenameInput(InputObjectType):
        from_ = String()

    class Mutation(ObjectType):
        rename_unit = commanded("directory.rename_unit", RenameInput, unit=Unit)

    class Others(ObjectType):
        close_unit = commanded("tasks.close_unit", RenameInput, unit=Ref("Unit"))

    schema = fold({"directory": GraphPart(query=UnitQuery, mutation=Mutation), "tasks": GraphPart(mutation=Others)})
    assert fields(schema, "Mutation") == {"renameUnit": "RenameUnitPayload", "closeUnit": "CloseUnitPayload"}
    assert fields(schema, "CloseUnitPayload") == {"unit": "Unit", "errors": "[UserError!]!"}
    assert fields(schema, "RenameInput") == {"from": "String"}


def test_plugins_without_a_graph_part_add_nothing(plugins):
    schema = installed(plugins)
    assert "openTasks" in fields(schema, "Unit")
    assert schema.get_type("Objective") is None


def test_a_graph_part_that_does_not_load_stops_the_startup_by_name():
    with pytest.raises(PluginRefused, match="“broken”"):
        installed([Plugin(name="broken", graph="no_such_module:part")])


def test_the_printed_schema_is_the_same_every_time(plugins):
    assert printed(installed(plugins)) == printed(installed(plugins))
