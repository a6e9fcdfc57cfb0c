"""Every service is met through its manifest, and nobody loads more of it than they need."""

import subprocess
import sys
from pathlib import Path

import pytest

from hanoiwork_shared.plugins import Plugin, part

PARTS = ("entrypoints", "graph", "tells", "settings", "migrations")


def test_every_service_of_the_workspace_is_an_installed_plug_in(root: Path, plugins: tuple[Plugin, ...]) -> None:
    folders = {manifest.parent.name for manifest in root.glob("services/*/pyproject.toml")}
    assert folders <= {plugin.name for plugin in plugins}


@pytest.mark.parametrize("which", PARTS)
def test_every_part_of_every_plug_in_loads(which: str, plugins: tuple[Plugin, ...]) -> None:
    for plugin in plugins:
        assert (part(plugin, which) is None) == (getattr(plugin, which) is None), f"{plugin.name}: {which}"


@pytest.mark.parametrize(
    ("which", "strangers"),
    [
        ("graph", ("nameko", "eventlet", "sqlalchemy")),
        ("entrypoints", ("graphene", "graphql")),
        ("tells", ("nameko", "eventlet", "sqlalchemy", "graphene", "marshmallow")),
    ],
    ids=["the gateway loads no broker framework", "a worker loads no graphene", "facts load no framework"],
)
def test_loading_one_part_of_every_plug_in_leaves_the_others_alone(which: str, strangers: tuple[str, ...]) -> None:
    program = f"""
import sys
from hanoiwork_shared.plugins import discover, part
for plugin in discover():
    part(plugin, {which!r})
print(*sorted(set(sys.modules) & set({strangers!r})))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
