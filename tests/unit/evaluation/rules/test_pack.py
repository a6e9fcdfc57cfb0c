"""A pack whose parts do not fit together is refused by name, with every reason."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.pack import PERSON_TYPES, Level
from hanoiwork_evaluation.rules.refusals import PackBroken


def form_with(**changes):
    return (replace(HANOI_2026.forms[0], **changes), *HANOI_2026.forms[1:])


ROWS = HANOI_2026.forms[0].rows


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": ""}, "its code has not 1 to"),
        ({"general_maximum": Decimal(40)}, "do not sum to 100"),
        ({"quality_step": Decimal(2)}, "quality_step is not from 0 to 1"),
        ({"progress_step": 0.25}, "progress_step is not a finite Decimal"),
        ({"period_first_day": 31}, "period_first_day is not from 1 to 28"),
        ({"levels": HANOI_2026.levels[:-1]}, "the last level does not begin at 0"),
        ({"levels": HANOI_2026.levels[::-1]}, "the levels do not fall"),
        ({"levels": (HANOI_2026.levels[0], Level(code="excellent", vi="", en="", lowest=Decimal(0)))}, "share a code"),
        ({"forms": HANOI_2026.forms[1:]}, "person type civil_servant has 0 forms"),
        ({"forms": form_with(rows=ROWS[:-1])}, "rows sum to 28 instead of 30"),
        ({"forms": form_with(rows=(*ROWS[:-1], replace(ROWS[-1], code="1.1")))}, "two rows share a code"),
        ({"forms": form_with(groups=HANOI_2026.forms[0].groups[:2])}, "a group that the form does not have"),
    ],
)
def test_a_broken_pack_is_refused_with_the_reason(changes, reason):
    with pytest.raises(PackBroken, match=reason) as caught:
        replace(HANOI_2026, **changes).check()
    assert caught.value.details["pack"] == changes.get("code", "hanoi-2026")


def test_every_person_type_has_a_form_of_30_points_and_three_groups():
    HANOI_2026.check()
    for person_type in PERSON_TYPES:
        form = HANOI_2026.form(person_type)
        assert sum(row.maximum for row in form.rows) == 30
        assert len(form.groups) == 3


def test_the_civil_servants_form_has_the_decks_rows_and_says_which_are_ours():
    form = HANOI_2026.form("civil_servant")
    assert form.code == "Mẫu số 03"
    assert form.groups[0].maximum == 15
    decks = {row.code: row.maximum for row in form.rows if row.source == "deck"}
    assert decks == {"1.1": 2, "1.2": 2}
    assert all(row.source == "ours" for row in form.rows if row.code not in decks)
