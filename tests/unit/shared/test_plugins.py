"""The plug-in door: found by entry point, refused by name, loaded part by part."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from textwrap import dedent

import pytest

from hanoiwork_shared.plugins import GROUP, Plugin, PluginRefused, discover, part, told_by

Module = Callable[..., str]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Module]:
    """Write a module that can be imported while the test runs."""
    monkeypatch.syspath_prepend(str(tmp_path))
    made: list[str] = []

    def write(name: str, source: str) -> str:
        (tmp_path / f"{name}.py").write_text(dedent(source), encoding="utf-8")
        made.append(name)
        return name

    yield write
    for name in made:
        sys.modules.pop(name, None)


MANIFEST = """
    from hanoiwork_shared.plugins import Plugin
    plugin = Plugin(name={name!r}, tells={tells!r})
"""
FACTS = """
    from dataclasses import dataclass
    from typing import ClassVar
    from hanoiwork_shared.facts import Fact

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Made(Fact):
        "Something was made."
        type: ClassVar[str] = "made.thing.made.v1"
        about: ClassVar[str] = "thing_id"
        thing_id: str

    TELLS = (Made,)
"""


def point(name: str, value: str) -> EntryPoint:
    return EntryPoint(name=name, value=value, group=GROUP)


def manifest(module: Module, name: str, *, tells: str | None = None) -> EntryPoint:
    return point(name, f"{module(f'probe_of_{name}', MANIFEST.format(name=name, tells=tells))}:plugin")


def test_plugins_are_found_by_name(module):
    points = [manifest(module, "zebra"), manifest(module, "ant")]
    assert [plugin.name for plugin in discover(points)] == ["ant", "zebra"]


def test_a_name_taken_twice_is_refused_and_named(module):
    points = [manifest(module, "ant"), point("ant", "probe_of_ant:plugin")]
    with pytest.raises(PluginRefused, match=r"“ant”.*taken twice.*probe_of_ant:plugin"):
        discover(points)


@pytest.mark.parametrize(
    ("source", "value", "why"),
    [
        (None, "nowhere_at_all:plugin", "does not load"),
        ("raise RuntimeError('no licence')", "probe_broken:plugin", "no licence"),
        ("import a_library_that_is_not_there", "probe_broken:plugin", "a_library_that_is_not_there"),
        ("x = 1", "probe_broken:plugin", "does not load"),
        ("plugin = 7", "probe_broken:plugin", "is not a Plugin"),
        (
            "from hanoiwork_shared.plugins import Plugin; plugin = Plugin(name='other')",
            "probe_broken:plugin",
            "“other”",
        ),
    ],
    ids=["no module", "it raises", "a library is missing", "no such name in it", "no manifest", "another name"],
)
def test_a_broken_plugin_stops_the_start_and_is_named(module, source: str | None, value: str, why: str):
    if source is not None:
        module("probe_broken", source)
    with pytest.raises(PluginRefused) as refused:
        discover([point("broken", value)])
    assert "“broken”" in str(refused.value)
    assert why in str(refused.value)


def test_a_manifest_loads_none_of_its_parts(module):
    module("probe_bomb", "raise RuntimeError('loaded')")
    (plugin,) = discover([manifest(module, "calm", tells="probe_bomb:TELLS")])
    with pytest.raises(PluginRefused, match=r"“calm”.*probe_bomb:TELLS.*loaded"):
        part(plugin, "tells")


def test_a_part_that_a_plugin_does_not_have_is_none():
    assert part(Plugin(name="bare"), "graph") is None


def test_a_part_is_an_attribute_or_a_whole_package(module):
    module("probe_facts", FACTS)
    assert part(Plugin(name="made", tells="probe_facts:TELLS"), "tells")[0].__name__ == "Made"
    assert part(Plugin(name="made", migrations="probe_facts"), "migrations").__name__ == "probe_facts"


def test_every_event_type_has_one_teller(module):
    module("probe_facts", FACTS)
    one, two = (Plugin(name=name, tells="probe_facts:TELLS") for name in ("one", "two"))
    assert list(told_by([one])) == ["made.thing.made.v1"]
    with pytest.raises(PluginRefused, match=r"“two”.*made\.thing\.made\.v1"):
        told_by([one, two])
