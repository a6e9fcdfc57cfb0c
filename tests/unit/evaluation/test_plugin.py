"""The manifest is inert, and what it names is there."""

from pathlib import Path

import pytest

import hanoiwork_evaluation
from hanoiwork_evaluation.events import TELLS
from hanoiwork_evaluation.plugin import plugin
from hanoiwork_shared.plugins import part

README = Path(str(hanoiwork_evaluation.__file__)).parents[1] / "README.md"


@pytest.mark.parametrize("which", ["graph", "tells", "migrations"])
def test_every_part_loads(which):
    assert part(plugin, which) is not None


def test_the_readme_names_every_event_told():
    text = README.read_text(encoding="utf-8")
    assert [fact.type for fact in TELLS if fact.type not in text] == []
