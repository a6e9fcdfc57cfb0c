"""Rule packs are found by entry point, chosen by date, and refused by name when they clash or break."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import hanoiwork_evaluation
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.refusals import NoPack, PackBroken, PackRepeated, PackUnknown
from hanoiwork_evaluation.rules.registry import GROUP, RulePacks, installed

LATER = replace(HANOI_2026, code="hanoi-2027", effective_from=date(2027, 1, 1), quality_step=Decimal("0.5"))

MODULE = """
from dataclasses import replace
from datetime import date
from hanoiwork_evaluation.rules.hanoi import HANOI_2026

PACK = replace(HANOI_2026, code="throw-away", effective_from=date(2040, 1, 1))
BROKEN = replace(HANOI_2026, code="broken", effective_from=date(2041, 1, 1), levels=())
TWICE = replace(HANOI_2026, code="throw-away", effective_from=date(2042, 1, 1))
TEXT = "not a pack"
"""


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch):
    """Install a throw-away distribution that declares the given rule packs."""

    def install(**points: str) -> None:
        (tmp_path / "throw_away_rules.py").write_text(MODULE)
        info = tmp_path / "throw_away_rules-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: throw-away-rules\nVersion: 1.0\n")
        lines = [f"{name} = {target}" for name, target in points.items()]
        (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *lines, ""]))
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


def test_hanois_own_pack_comes_by_the_same_door():
    project = Path(str(hanoiwork_evaluation.__file__)).parents[1] / "pyproject.toml"
    declared = tomllib.loads(project.read_text())["project"]["entry-points"][GROUP]
    assert declared == {"hanoi-2026": "hanoiwork_evaluation.rules.hanoi:HANOI_2026"}


def test_a_pack_of_another_distribution_is_picked_up_with_no_file_edited(distribution):
    distribution(extra="throw_away_rules:PACK")
    packs = installed()
    assert packs.on(date(2040, 6, 1)).code == "throw-away"
    assert packs.named("throw-away").effective_from == date(2040, 1, 1)


@pytest.mark.parametrize(
    ("points", "refusal", "named"),
    [
        ({"extra": "throw_away_rules:BROKEN"}, PackBroken, "broken"),
        ({"extra": "throw_away_rules:MISSING"}, PackBroken, "extra"),
        ({"extra": "throw_away_rules:TEXT"}, PackBroken, "extra"),
        ({"extra": "throw_away_rules:PACK", "more": "throw_away_rules:TWICE"}, PackRepeated, "throw-away"),
    ],
)
def test_a_bad_pack_stops_the_start_up_by_name(distribution, points, refusal, named):
    distribution(**points)
    with pytest.raises(refusal) as caught:
        installed()
    assert caught.value.details["pack"] == named


def test_a_month_has_the_newest_pack_in_force():
    packs = RulePacks([LATER, HANOI_2026])
    assert packs.on(date(2026, 12, 31)) is HANOI_2026
    assert packs.on(date(2027, 1, 1)) is LATER
    assert packs.newest() is LATER


def test_before_the_first_pack_there_is_none():
    with pytest.raises(NoPack):
        RulePacks([HANOI_2026]).on(date(2025, 12, 31))


def test_an_unknown_pack_is_refused_with_those_there_are():
    with pytest.raises(PackUnknown, match="hanoi-2026"):
        RulePacks([HANOI_2026]).named("other")


def test_two_packs_never_share_a_first_day():
    with pytest.raises(PackRepeated):
        RulePacks([HANOI_2026, replace(HANOI_2026, code="other")])
