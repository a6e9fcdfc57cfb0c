"""The manifest of notifications: the only name that others load."""

from hanoiwork_shared.plugins import Plugin

plugin = Plugin(
    name="notifications",
    entrypoints="hanoiwork_notifications.entrypoints:NotificationsEntrypoints",
    graph="hanoiwork_notifications.graph:part",
    tells="hanoiwork_notifications.events:TELLS",
    settings="hanoiwork_notifications.channels.settings:NotificationsSettings",
    migrations="hanoiwork_notifications.migrations",
)
