"""How much one request may ask for; whatever passes a bound is refused before any service hears of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
)
from graphql.language import SelectionNode

from hanoiwork_gateway.cost import Cost
from hanoiwork_shared.errors import Invalid, Unavailable
from hanoiwork_shared.settings import Settings

INTROSPECTION = ("__schema", "__type")


class TooManyTokens(Invalid):
    """The document is too long to be parsed."""

    code = "gateway.too_many_tokens"
    vi = "Câu truy vấn dài quá {most} từ tố; hãy rút gọn hoặc tách ra."
    en = "The document has more than {most} tokens; shorten or split it."


class TooDeep(Invalid):
    """Fields are nested too deeply."""

    code = "gateway.too_deep"
    vi = "Câu truy vấn lồng sâu quá {most} tầng; hãy tách thành nhiều truy vấn."
    en = "The document nests deeper than {most} fields; split it into several."


class TooManyAliases(Invalid):
    """The same fields are asked for again and again."""

    code = "gateway.too_many_aliases"
    vi = "Câu truy vấn dùng quá {most} bí danh; hãy tách thành nhiều truy vấn."
    en = "The document uses more than {most} aliases; split it into several."


class TooCostly(Invalid):
    """So much data at once would slow everybody down."""

    code = "gateway.too_costly"
    vi = "Truy vấn quá tốn kém ({cost}, tối đa {most}); hãy giảm “first”, độ sâu hoặc số trường."
    en = "The query costs too much ({cost}, at most {most}); lower `first`, the depth or the number of fields."


class BodyTooLarge(Invalid):
    """The request is too large."""

    code = "gateway.body_too_large"
    vi = "Yêu cầu lớn hơn {most} byte; hãy chia nhỏ."
    en = "The request is larger than {most} bytes; split it."


class DeadlinePassed(Unavailable):
    """The answer took too long."""

    code = "gateway.deadline"
    vi = "Truy vấn không xong trong thời gian cho phép; hãy thu hẹp hoặc thử lại sau."
    en = "The request did not finish in time; narrow it or try again later."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one gateway: bytes, tokens, levels of fields, aliases, computed cost, seconds."""

    body: int
    tokens: int
    depth: int
    aliases: int
    cost: int
    seconds: float

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Take the bounds from the settings."""
        return cls(
            body=settings.graphql_body_limit,
            tokens=settings.graphql_token_limit,
            depth=settings.graphql_depth_limit,
            aliases=settings.graphql_alias_limit,
            cost=settings.graphql_cost_limit,
            seconds=settings.call_seconds,
        )

    def parsed(self, query: str) -> DocumentNode:
        """Parse a document; raises TooManyTokens, TooDeep or GraphQLSyntaxError."""
        try:
            return parse(query, max_lexical_tokens=self.tokens, max_comments=self.tokens)
        except GraphQLSyntaxError as error:
            # graphql-core has one class for all of these and tells them apart by text only
            if "contains more than" in error.message:
                raise TooManyTokens(most=self.tokens) from error
            if "nested too deeply" in error.message:
                raise TooDeep(most=self.depth) from error
            raise

    def demand(self, document: DocumentNode, *, schema: GraphQLSchema, variables: Mapping[str, Any]) -> None:
        """Raise the refusal of whichever bound the document passes."""
        try:
            self._demand(document, schema=schema, variables=variables)
        except RecursionError as error:  # fragments within fragments, hundreds of them
            raise TooDeep(most=self.depth) from error

    def _demand(self, document: DocumentNode, *, schema: GraphQLSchema, variables: Mapping[str, Any]) -> None:
        fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        shape = _Shape(fragments)
        operations = [given for given in document.definitions if isinstance(given, OperationDefinitionNode)]
        if any(shape.depth(operation.selection_set) > self.depth for operation in operations):
            raise TooDeep(most=self.depth)
        if _aliases(document) > self.aliases:
            raise TooManyAliases(most=self.aliases)
        for operation in operations:
            cost = Cost(schema, fragments=fragments, variables=variables).of(operation)
            if cost > self.cost:
                raise TooCostly(cost=cost, most=self.cost)


class _Shape:
    """Measures nesting through fragments, each fragment once; introspection has its own bound (see `documents`)."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[str, int] = {}

    def depth(self, selections: SelectionSetNode | None) -> int:
        """Count the levels of fields in a selection set."""
        return max((self._below(one) for one in selections.selections), default=0) if selections else 0

    def _below(self, selection: SelectionNode) -> int:
        if isinstance(selection, FieldNode):
            return 0 if selection.name.value in INTROSPECTION else 1 + self.depth(selection.selection_set)
        if isinstance(selection, FragmentSpreadNode):
            return self._spread(selection.name.value)
        return self.depth(selection.selection_set) if isinstance(selection, InlineFragmentNode) else 0

    def _spread(self, name: str) -> int:
        if name not in self._known:
            self._known[name] = 0  # a fragment within itself: validation refuses it later
            fragment = self._fragments.get(name)
            self._known[name] = self.depth(fragment.selection_set) if fragment else 0
        return self._known[name]


def _aliases(document: DocumentNode) -> int:
    return sum(1 for definition in document.definitions for field in _fields(definition) if field.alias)


def _fields(node: Any) -> Iterator[FieldNode]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, FieldNode):
            yield one
        selections = getattr(one, "selection_set", None)
        if selections is not None:
            waiting.extend(selections.selections)
