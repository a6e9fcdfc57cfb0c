"""What one plug-in gives the schema, and how it names a type that another plug-in owns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphene import ObjectType


@dataclass(frozen=True, slots=True)
class Ref:
    """Another plug-in's type, or one of one's own that another module holds, by its GraphQL name.

    A field of an absent type disappears from the schema.
    """

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPart:
    """What one plug-in adds: fields of Query and of Mutation, further types, fields of others' types by name.

    `types` needs to name only what no field of `query`, `mutation` or another type leads to.
    """

    query: type[ObjectType] | None = None
    mutation: type[ObjectType] | None = None
    types: tuple[Any, ...] = ()
    extends: Mapping[str, type[ObjectType]] = field(default_factory=dict)
