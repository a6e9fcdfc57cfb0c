"""The manifest of this service."""

from hanoiwork_shared.plugins import Plugin

plugin = Plugin(
    name="objectives",
    entrypoints="hanoiwork_objectives.entrypoints:ObjectivesEntrypoints",
    graph="hanoiwork_objectives.graph:part",
    tells="hanoiwork_objectives.events:TELLS",
    migrations="hanoiwork_objectives.migrations",
)
