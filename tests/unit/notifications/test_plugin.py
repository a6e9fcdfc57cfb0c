"""The manifest."""

from hanoiwork_notifications.plugin import plugin
from hanoiwork_shared.plugins import part


def test_every_part_of_the_manifest_loads() -> None:
    for which in ("entrypoints", "graph", "tells", "settings", "migrations"):
        assert part(plugin, which) is not None, which
