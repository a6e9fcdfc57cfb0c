"""Every setting is in deploy/env.example, and nothing else is."""

import re
from collections.abc import Iterator
from pathlib import Path

from hanoiwork_shared.plugins import Plugin, part
from hanoiwork_shared.settings import PREFIX, Settings, describe


def test_env_example_lists_every_setting_and_no_other(root: Path, plugins: tuple[Plugin, ...]) -> None:
    text = (root / "deploy" / "env.example").read_text(encoding="utf-8")
    listed = re.findall(rf"^#? ?({PREFIX}[A-Z0-9_]+)=", text, flags=re.MULTILINE)
    assert sorted(listed) == sorted(_names(plugins))


def test_every_setting_says_what_it_is_for(plugins: tuple[Plugin, ...]) -> None:
    for cls, prefix in _groups(plugins):
        for name, _, doc in describe(cls, prefix=prefix):
            assert doc.endswith("."), f"{name}: {doc!r} is no sentence"


def _names(plugins: tuple[Plugin, ...]) -> Iterator[str]:
    for cls, prefix in _groups(plugins):
        yield from (name for name, _, _ in describe(cls, prefix=prefix))


def _groups(plugins: tuple[Plugin, ...]) -> Iterator[tuple[type, str]]:
    yield Settings, PREFIX
    for plugin in plugins:
        if plugin.settings is not None:
            yield part(plugin, "settings"), f"{PREFIX}{plugin.name.upper()}_"
