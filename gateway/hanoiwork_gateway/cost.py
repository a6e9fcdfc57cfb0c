"""What a query costs: the number of fields it may answer, estimated before anything is asked.

A field costs 1. What is below a list counts as often as the list may have items: a connection's `first`, otherwise
a guess. A tree grows with the levels of `children` that are selected, whatever `depth` its field is given. All
numbers here are our choice.
"""

from collections.abc import Mapping
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    IntValueNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)
from graphql.language import SelectionNode, ValueNode

from hanoiwork_shared.pages import FIRST

GUESS = 5
"""Items supposed in a list that has no `first`."""
CHILDREN = 3
"""Items supposed in a list of the type that it belongs to: trees are narrower below."""
CEILING = 1_000_000_000

Parent = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType | None


class Cost:
    """Estimates operations of one document; every fragment is walked once, so the walk itself stays cheap."""

    def __init__(
        self,
        schema: GraphQLSchema,
        *,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._known: dict[str, int] = {}

    def of(self, operation: OperationDefinitionNode) -> int:
        """Estimate one operation."""
        return self._all(operation.selection_set, self._schema.get_root_type(operation.operation))

    def _all(self, selections: SelectionSetNode | None, parent: Parent) -> int:
        total = sum(self._one(one, parent) for one in selections.selections) if selections else 0
        return min(total, CEILING)

    def _one(self, selection: SelectionNode, parent: Parent) -> int:
        if isinstance(selection, FieldNode):
            return self._field(selection, parent)
        if isinstance(selection, FragmentSpreadNode):
            return self._spread(selection.name.value)
        if isinstance(selection, InlineFragmentNode):
            condition = cast("NamedTypeNode | None", selection.type_condition)
            return self._all(selection.selection_set, self._named(condition.name.value) if condition else parent)
        return 0

    def _spread(self, name: str) -> int:
        if name not in self._known:
            self._known[name] = 0  # a fragment within itself: validation refuses it later
            fragment = self._fragments.get(name)
            if fragment is not None:
                self._known[name] = self._all(fragment.selection_set, self._named(fragment.type_condition.name.value))
        return self._known[name]

    def _field(self, node: FieldNode, parent: Parent) -> int:
        declared = getattr(parent, "fields", {}).get(node.name.value)
        if declared is None:
            return 1  # introspection, or unknown and refused by validation
        below = self._all(node.selection_set, _composite(get_named_type(declared.type)))
        return 1 + below * self._times(node, declared, parent)

    def _times(self, node: FieldNode, declared: GraphQLField, parent: Parent) -> int:
        if "first" in declared.args:
            return self._first(node)
        if not _is_list(declared) or _is_connection(parent):
            return 1
        return CHILDREN if get_named_type(declared.type) is parent else GUESS

    def _first(self, node: FieldNode) -> int:
        given: ValueNode | None = next((one.value for one in node.arguments if one.name.value == "first"), None)
        value: object = None
        if isinstance(given, IntValueNode):
            value = int(given.value)
        elif isinstance(given, VariableNode):
            value = self._variables.get(given.name.value)
        return min(max(value, 1), CEILING) if isinstance(value, int) else FIRST

    def _named(self, name: str) -> Parent:
        return _composite(self._schema.get_type(name))


def _composite(graphql_type: Any) -> Parent:
    known = isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
    return graphql_type if known else None


def _is_list(declared: GraphQLField) -> bool:
    answer = declared.type.of_type if isinstance(declared.type, GraphQLNonNull) else declared.type
    return isinstance(answer, GraphQLList)


def _is_connection(parent: Parent) -> bool:
    return parent is not None and parent.name.endswith("Connection")
