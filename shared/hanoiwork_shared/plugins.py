"""The plug-in door: a service is an inert manifest, found by its entry point and loaded part by part.

Parts are dotted names, so the gateway loads graph parts only and a worker never loads graphene. The suite's own
services come through the same door as anybody's.
"""

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from hanoiwork_shared.errors import Invalid

GROUP = "hanoiwork.plugins"


class PluginRefused(Invalid):
    """A plug-in cannot be taken in; the start-up stops and names it."""

    code = "shared.plugin_refused"
    vi = "Phần mở rộng “{plugin}” không dùng được: {reason}."
    en = "The plug-in “{plugin}” cannot be used: {reason}."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCalls:
    """The calls by which files go in and out under /files/NAME of the gateway.

    `takes` is a command with `name`, `content_base64` and whatever the address says; `gives` answers `name`,
    `media_type` and `content_base64` for the `key` of a file.
    """

    takes: str
    gives: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """What a service brings. Every part but name and files is a dotted name, `module:attribute`, or a package.

    entrypoints: its broker surface, a class. graph: its GraphPart. tells: a tuple of the Fact classes it publishes.
    settings: a frozen dataclass of its own settings. migrations: the package of its Alembic revisions. files: the calls
    by which files go in and out.
    """

    name: str
    entrypoints: str | None = None
    graph: str | None = None
    tells: str | None = None
    settings: str | None = None
    migrations: str | None = None
    files: FileCalls | None = None


def discover(points: Iterable[EntryPoint] | None = None) -> tuple[Plugin, ...]:
    """Every installed plug-in, by name; raises PluginRefused for one that is broken or there twice."""
    found: dict[str, Plugin] = {}
    for point in entry_points(group=GROUP) if points is None else points:
        plugin = _open(point)
        if plugin.name in found:
            raise PluginRefused(plugin=plugin.name, reason=f"the name is taken twice, the second time by {point.value}")
        found[plugin.name] = plugin
    return tuple(found[name] for name in sorted(found))


def _open(point: EntryPoint) -> Plugin:
    try:
        plugin = point.load()
    except Exception as error:
        raise PluginRefused(plugin=point.name, reason=f"{point.value} does not load ({error!r})") from error
    if not isinstance(plugin, Plugin):
        raise PluginRefused(plugin=point.name, reason=f"{point.value} is not a Plugin")
    if plugin.name != point.name:
        raise PluginRefused(plugin=point.name, reason=f"its manifest calls it “{plugin.name}”")
    return plugin


def part(plugin: Plugin, which: str) -> Any:
    """Load one part of a plug-in, or None when it has none; raises PluginRefused when it does not load."""
    dotted = getattr(plugin, which)
    if dotted is None:
        return None
    module, _, attribute = dotted.partition(":")
    try:
        loaded = importlib.import_module(module)
        return getattr(loaded, attribute) if attribute else loaded
    except Exception as error:
        raise PluginRefused(plugin=plugin.name, reason=f"{dotted} does not load ({error!r})") from error


def told_by(plugins: Iterable[Plugin]) -> dict[str, type]:
    """Every event type told, with the Fact class that says it; raises PluginRefused when two tell the same."""
    told: dict[str, type] = {}
    for plugin in plugins:
        for fact in part(plugin, "tells") or ():
            if fact.type in told:
                raise PluginRefused(plugin=plugin.name, reason=f"{fact.type} is told by another plug-in as well")
            told[fact.type] = fact
    return told
