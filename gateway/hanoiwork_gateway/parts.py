"""Who brings which type and which field: the parts of all plug-ins, side by side, without conflict."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from graphene import ObjectType
from graphene.types.structures import Structure

from hanoiwork_shared.graph import GraphPart, Ref
from hanoiwork_shared.plugins import PluginRefused

ROOTS = ("Query", "Mutation")


class Parts:
    """The graph parts by plug-in name; raises PluginRefused when two bring the same type or field."""

    def __init__(self, parts: Mapping[str, GraphPart]) -> None:
        self._parts = parts
        self._owners: dict[str, tuple[str, Any]] = {}
        self._added: dict[str, list[type[ObjectType]]] = {}
        for plugin, given in parts.items():
            for found in _types_of(given):
                self._own(plugin, found)
        self._add_fields()

    def type_named(self, name: str) -> Any:
        """Find the graphene type of this name, or None."""
        return self._owners.get(name, (None, None))[1]

    def added_to(self, name: str) -> tuple[type[ObjectType], ...]:
        """List the classes whose fields join the type of this name."""
        return tuple(self._added.get(name, ()))

    def types(self) -> Iterator[Any]:
        """List the types that parts name beside those their fields lead to."""
        return chain.from_iterable(given.types for given in self._parts.values())

    def _own(self, plugin: str, found: Any) -> None:
        name = name_of(found)
        first, known = self._owners.setdefault(name, (plugin, found))
        if known is not found:
            raise PluginRefused(plugin=plugin, reason=f"the GraphQL type {name} is brought by “{first}” already")

    def _add_fields(self) -> None:
        givers: dict[tuple[str, str], str] = {}
        for name, (plugin, owned) in self._owners.items():
            givers.update({(name, field): plugin for field in fields_of(owned)})
        for plugin, given in self._parts.items():
            for name, added in _extensions(given):
                if name in ROOTS or name in self._owners:
                    _claim(givers, plugin, name, added)
                    self._added.setdefault(name, []).append(added)


def lists(graphene_type: Any) -> Any:
    """Say what a connection type lists; None for any other type."""
    listed = getattr(graphene_type, "listed", None) if isinstance(graphene_type, type) else None
    return listed if isinstance(listed, type | Ref) else None


def name_of(graphene_type: Any) -> str:
    """Give the GraphQL name of a graphene type."""
    return str(graphene_type._meta.name)  # noqa: SLF001 - graphene's own way to it


def fields_of(graphene_type: Any) -> Mapping[str, Any]:
    """Give the fields that a graphene type declares; none for scalars, enums and unions."""
    return getattr(graphene_type._meta, "fields", None) or {}  # noqa: SLF001 - graphene's own way to them


def _claim(givers: dict[tuple[str, str], str], plugin: str, name: str, added: type[ObjectType]) -> None:
    for field in fields_of(added):
        first = givers.setdefault((name, field), plugin)
        if first != plugin:
            raise PluginRefused(plugin=plugin, reason=f"the field {name}.{field} is given by “{first}” already")


def _extensions(given: GraphPart) -> Iterator[tuple[str, type[ObjectType]]]:
    if given.query is not None:
        yield "Query", given.query
    if given.mutation is not None:
        yield "Mutation", given.mutation
    yield from given.extends.items()


def _types_of(given: GraphPart) -> Iterator[Any]:
    """Walk from what a part gives to every named type that its fields and arguments lead to, each once."""
    waiting = [inner for _, added in _extensions(given) for inner in _led_to(added)] + list(given.types)
    seen: set[int] = set()
    while waiting:
        found = _unwrapped(waiting.pop())
        if isinstance(found, Ref) or id(found) in seen:
            continue
        seen.add(id(found))
        node = lists(found)
        if node is not None:
            waiting.append(node)
            continue
        yield found
        waiting += _led_to(found)


def _led_to(graphene_type: Any) -> list[Any]:
    meta = graphene_type._meta  # noqa: SLF001 - graphene's own way to what a type is made of
    fields = list(fields_of(graphene_type).values())
    arguments = [argument for field in fields for argument in getattr(field, "args", {}).values()]
    relatives = [*(getattr(meta, "interfaces", None) or ()), *(getattr(meta, "types", None) or ())]
    return [given.type for given in (*fields, *arguments)] + relatives


def _unwrapped(graphene_type: Any) -> Any:
    while isinstance(graphene_type, Structure):
        graphene_type = graphene_type.of_type
    return graphene_type
