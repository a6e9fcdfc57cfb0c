"""The schema, folded from the graph parts of whatever plug-ins are installed.

    python -m hanoiwork_gateway.schema      prints it; what is committed as schema.graphql

No class of a plug-in is changed: folding again, with other plug-ins, starts from nothing.
"""

import sys
from collections.abc import Iterable, Mapping
from typing import Any

from graphene import ObjectType
from graphene.types.schema import TypeMap
from graphql import GraphQLObjectType, GraphQLSchema, assert_valid_schema, get_named_type, print_schema

from hanoiwork_gateway.parts import Parts, lists
from hanoiwork_shared.graph import GraphPart, Ref
from hanoiwork_shared.plugins import Plugin, discover, part

ABSENT = GraphQLObjectType("Absent", {})
"""Stands for a type that no plug-in brings, until the fields that name it are dropped."""


class Folding(TypeMap):  # type: ignore[misc]  # graphene ships no types
    """Makes GraphQL types of graphene's, looks references up by name, and adds what parts give to others' types."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        query = type("Query", (ObjectType,), {"__doc__": "What can be asked."})
        mutation = type("Mutation", (ObjectType,), {"__doc__": "What can be changed."})
        super().__init__(
            query=query, mutation=mutation if parts.added_to("Mutation") else None, types=list(parts.types())
        )

    def add_type(self, graphene_type: Any) -> Any:
        """Resolve a reference, a connection or a type; what no plug-in brings becomes `ABSENT`."""
        if isinstance(graphene_type, Ref):
            owned = self._parts.type_named(graphene_type.name)
            return ABSENT if owned is None else self.add_type(owned)
        node = lists(graphene_type)
        if isinstance(node, Ref) and self._parts.type_named(node.name) is None:
            return ABSENT
        return super().add_type(graphene_type)

    def create_fields_for_type(self, graphene_type: Any, is_input_type: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - graphene's signature
        """Make the type's own fields and those that other parts add to it, without the absent ones."""
        fields = dict(super().create_fields_for_type(graphene_type, is_input_type=is_input_type))
        for added in self._parts.added_to(graphene_type._meta.name):  # noqa: SLF001 - graphene's way to a type's name
            fields.update(super().create_fields_for_type(added))
        return {name: field for name, field in fields.items() if get_named_type(field.type) is not ABSENT}

    def get_name(self, name: str) -> str:
        """Write a Python name as GraphQL does: `from_` is `from`."""
        return str(super().get_name(name.rstrip("_")))


def fold(parts: Mapping[str, GraphPart]) -> GraphQLSchema:
    """Make one schema of parts by plug-in name; raises PluginRefused when two give the same type or field."""
    types = Folding(Parts(parts))
    schema = GraphQLSchema(types.query, types.mutation, types.subscription, types.types)
    assert_valid_schema(schema)
    return schema


def installed(plugins: Iterable[Plugin]) -> GraphQLSchema:
    """Make the schema of these plug-ins; those without a graph part add nothing."""
    parts = {plugin.name: part(plugin, "graph") for plugin in plugins}
    return fold({name: given for name, given in parts.items() if given is not None})


def printed(schema: GraphQLSchema) -> str:
    """Write a schema as it is committed and served."""
    return print_schema(schema) + "\n"


if __name__ == "__main__":
    sys.stdout.write(printed(installed(discover())))
