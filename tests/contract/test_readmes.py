"""A service's README, with what lies beside it, says what it tells and what it refuses: all of it."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.plugins import Plugin, part


def test_every_readme_names_every_event_the_service_tells(root: Path, plugins: tuple[Plugin, ...]) -> None:
    unnamed = [
        f"{plugin.name}: {fact.type}"
        for plugin in plugins
        for fact in part(plugin, "tells") or ()
        if fact.type not in _written(root, plugin)
    ]
    assert unnamed == []


def test_every_readme_names_every_refusal_of_the_service(root: Path, plugins: tuple[Plugin, ...]) -> None:
    unnamed = [
        f"{plugin.name}: {code}"
        for plugin in plugins
        for code in _refusals(plugin)
        if f"`{code}`" not in _written(root, plugin)
    ]
    assert unnamed == []


def test_every_refusal_has_a_code_of_its_own_service_and_a_sentence_in_both_languages(
    plugins: tuple[Plugin, ...],
) -> None:
    for plugin in plugins:
        for refusal in _classes(plugin):
            assert refusal.code.startswith(f"{plugin.name}."), refusal
            assert refusal.vi != refusal.en, refusal


def test_every_page_fits_one_screen_or_two(root: Path, plugins: tuple[Plugin, ...]) -> None:
    pages = [page for plugin in plugins for page in _pages(root, plugin)]
    assert {str(page): lines for page in pages if (lines := page.read_text("utf-8").count("\n")) > 120} == {}


def _written(root: Path, plugin: Plugin) -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in _pages(root, plugin))


def _pages(root: Path, plugin: Plugin) -> list[Path]:
    return sorted((root / "services" / plugin.name).glob("*.md"))


def _refusals(plugin: Plugin) -> set[str]:
    return {refusal.code for refusal in _classes(plugin)}


def _classes(plugin: Plugin) -> Iterator[type[Refused]]:
    package = f"hanoiwork_{plugin.name}"
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if ".migrations" not in module.name:
            for found in vars(importlib.import_module(module.name)).values():
                if isinstance(found, type) and issubclass(found, Refused) and found.__module__ == module.name:
                    yield found
