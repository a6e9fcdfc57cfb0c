"""The manifest of tasks."""

from hanoiwork_shared.plugins import FileCalls, Plugin

plugin = Plugin(
    name="tasks",
    entrypoints="hanoiwork_tasks.entrypoints:TasksEntrypoints",
    graph="hanoiwork_tasks.graph:part",
    tells="hanoiwork_tasks.events:TELLS",
    settings="hanoiwork_tasks.settings:TasksSettings",
    migrations="hanoiwork_tasks.migrations",
    files=FileCalls(takes="attach_file", gives="attached_file", key="attachment"),
)
