"""The directory's manifest."""

from hanoiwork_shared.plugins import Plugin

plugin = Plugin(
    name="directory",
    entrypoints="hanoiwork_directory.entrypoints:DirectoryEntrypoints",
    graph="hanoiwork_directory.graph:part",
    tells="hanoiwork_directory.events:TELLS",
    migrations="hanoiwork_directory.migrations",
    imports={"units": "directory.import_units", "people": "directory.import_people"},
)
