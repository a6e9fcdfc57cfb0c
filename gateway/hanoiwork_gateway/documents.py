"""Documents as clients send them: parsed and validated once, as a client sends the same ones again and again."""

from collections.abc import Sequence
from functools import lru_cache

from ariadne.validation.introspection_disabled import IntrospectionDisabledRule
from graphql import DocumentNode, GraphQLError, GraphQLSchema, specified_rules, validate
from graphql.validation import ASTValidationRule, MaxIntrospectionDepthRule

from hanoiwork_gateway.limits import Limits

KEPT = 200
"""Documents remembered (our choice)."""
LONGEST_KEPT = 8_000
"""Characters of a document that is remembered (our choice): real ones are shorter, and memory stays bounded."""


class Documents:
    """Parses and validates the documents of one schema."""

    def __init__(self, schema: GraphQLSchema, *, limits: Limits, introspection: bool) -> None:
        self._schema = schema
        self._rules: tuple[type[ASTValidationRule], ...] = (*specified_rules, MaxIntrospectionDepthRule)
        if not introspection:
            self._rules = (*self._rules, IntrospectionDisabledRule)
        self._parse = limits.parsed
        self._parsed = lru_cache(KEPT)(self._parse)
        self._faults = lru_cache(KEPT)(self._validate)

    def parsed(self, query: str) -> DocumentNode:
        """Parse a document; raises TooManyTokens, TooDeep or GraphQLSyntaxError."""
        return self._parsed(query) if len(query) <= LONGEST_KEPT else self._parse(query)

    def faults(self, query: str) -> list[GraphQLError]:
        """List what is wrong with a document that parses."""
        return list(self._faults(query) if len(query) <= LONGEST_KEPT else self._validate(query))

    def _validate(self, query: str) -> Sequence[GraphQLError]:
        return validate(self._schema, self.parsed(query), self._rules)
