"""Fields that ask a service: one call for a root field, one batched call for a relationship of many parents."""

import asyncio
from collections.abc import Mapping
from enum import Enum
from typing import Any, Protocol

from graphene import Argument, Field, NonNull
from graphene.types.unmountedtype import UnmountedType
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLResolveInfo


class Asking(Protocol):
    """What these fields need of the request's context (`info.context`); the gateway provides it."""

    locale: str

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Any:
        """Ask `service.method` once."""
        ...

    async def load(self, method: str, key: Any, arguments: Mapping[str, Any]) -> Any:
        """Ask for one key; keys asked for in the same breath travel as one call with `keys=[...]`."""
        ...

    async def command(self, method: str, arguments: Mapping[str, Any], *, key: str | None) -> Any:
        """Order a change; `key` makes a repeated order one order."""
        ...


class RpcField(Field):
    """A field that is answered by the RPC `method`, which it names for those who check or draw the schema.

    Any call can fail, and a service that is away may null only its own fields: an outer `NonNull` is dropped.
    """

    def __init__(self, type_: Any, *, method: str, arguments: Mapping[str, Any], **options: Any) -> None:
        answer = type_.of_type if isinstance(type_, NonNull) else type_
        super().__init__(answer, args={name: _argument(name, kind) for name, kind in arguments.items()}, **options)
        self.method = method


def asked(type_: Any, method: str, /, *, description: str | None = None, **arguments: Any) -> RpcField:
    """Make a field answered by one call of `method`, whose input are the field's arguments as named here.

    A trailing underscore keeps clear of Python's words: `from_` is `from` in GraphQL and `from_` in the input.
    An argument that is null counts as not given.
    """

    async def resolve(_parent: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        return await info.context.call(method, said(given))

    return RpcField(type_, method=method, arguments=arguments, description=description, resolver=resolve)


def joined(type_: Any, method: str, /, *, key: str, description: str | None = None, **arguments: Any) -> RpcField:
    """Make a field of many parents answered by one call of `method` with `keys`, each the parent's value at `key`.

    The service answers a list aligned with the keys, null where there is nothing. A parent without a value gets
    null without a call; a parent with a list of keys gets the list of what was found.
    """

    async def resolve(parent: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        return await follow(info.context, method, parent[key], said(given))

    return RpcField(type_, method=method, arguments=arguments, description=description, resolver=resolve)


async def follow(context: Asking, method: str, key: Any, arguments: Mapping[str, Any]) -> Any:
    """Load what `key` points at: nothing for null, one thing for a key, those found for a list of keys."""
    if key is None:
        return None
    if isinstance(key, list | tuple):
        found = await asyncio.gather(*(context.load(method, one, arguments) for one in key))
        return [thing for thing in found if thing is not None]
    return await context.load(method, key, arguments)


def said(value: Any) -> Any:
    """Turn graphene's arguments of a question into plain data, without the nulls.

    Graphene sets its fields as attributes on top of a dictionary: one called `items` hides the method.
    """
    if isinstance(value, dict):
        return {name: said(part) for name, part in dict.items(value) if part is not None}
    return _plain_scalar(value, each=said)


def spelled(value: Any) -> Any:
    """Turn graphene's input of a command into plain data; a null stays: it says "make it empty"."""
    if isinstance(value, dict):
        return {name: spelled(part) for name, part in dict.items(value)}
    return _plain_scalar(value, each=spelled)


def _plain_scalar(value: Any, *, each: Any) -> Any:
    if isinstance(value, list | tuple):
        return [each(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def _argument(name: str, kind: Any) -> Argument:
    if not isinstance(kind, Argument):
        kind = Argument.mounted(kind) if isinstance(kind, UnmountedType) else Argument(kind)
    if name.endswith("_") and kind.name is None:
        kind.name = to_camel_case(name.rstrip("_"))
    return kind
