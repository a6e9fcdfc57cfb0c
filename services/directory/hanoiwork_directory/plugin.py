"""The directory's manifest."""

from hanoiwork_shared.plugins import Plugin

plugin = Plugin(
    name="directory",
    entrypoints="hanoiwork_directory.entrypoints:DirectoryEntrypoints",
    graph="hanoiwork_directory.graph:part",
    tells="hanoiwork_directory.events:TELLS",
    settings="hanoiwork_directory.settings:DirectorySettings",
    migrations="hanoiwork_directory.migrations",
)
