"""The manifest is inert, and what it names is there."""

import pytest

from hanoiwork_objectives.plugin import plugin
from hanoiwork_shared.plugins import part


@pytest.mark.parametrize("which", ["entrypoints", "graph", "tells", "migrations"])
def test_every_part_loads(which):
    assert part(plugin, which) is not None
