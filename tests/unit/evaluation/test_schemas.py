"""The door lets in what is well formed, and says of the rest which field is wrong."""

from decimal import Decimal

import pytest

from hanoiwork_evaluation import schemas
from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.sheet import Seen, Status
from hanoiwork_shared.doors import load
from hanoiwork_shared.errors import Refused


def fields(schema, data):
    with pytest.raises(Refused) as caught:
        load(schema(), data)
    return {(problem.code, problem.field) for problem in caught.value.each()}


def test_scores_are_exact_numbers():
    given = {"period": "2026-06", "rows": [{"code": "1.1", "score": "1.75"}]}
    loaded = load(schemas.SheetSubmitted(), given)
    assert loaded == {
        "period": "2026-06",
        "person": None,
        "version": None,
        "rows": [RowScore(code="1.1", score=Decimal("1.75"))],
        "seen": None,
    }


def test_what_was_seen_is_exact_and_whole():
    seen = {"quantity": "104", "quality": "97.5", "progress": "104"}
    loaded = load(schemas.SheetSubmitted(), {"period": "2026-06", "rows": [], "seen": seen})
    assert loaded["seen"] == Seen(quantity=Decimal(104), quality=Decimal("97.5"), progress=Decimal(104))
    short = {"period": "2026-06", "rows": [], "seen": {"quantity": "104", "quality": 0.5}}
    assert {field for _, field in fields(schemas.SheetSubmitted, short)} == {"seen.quality", "seen.progress"}


@pytest.mark.parametrize("score", [1.5, True, "NaN", "Infinity", "two", None])
def test_a_score_of_another_kind_is_refused(score):
    given = {"period": "2026-06", "rows": [{"code": "1.1", "score": score}]}
    [(_, field)] = fields(schemas.SheetSubmitted, given)
    assert field == "rows[0].score"


def test_every_wrong_field_of_a_review_is_named():
    given = {"period": "2026-06", "rows": [], "organising": "1.5", "surprise": 1, "version": "one"}
    assert fields(schemas.SheetReviewed, given) == {
        ("shared.field_missing", "person"),
        ("shared.field_invalid", "organising"),
        ("shared.field_invalid", "version"),
        ("shared.field_unknown", "surprise"),
    }


def test_a_list_has_its_defaults_and_bounds():
    loaded = load(schemas.SheetsWanted(), {"period": "2026-06", "status": "submitted"})
    assert loaded["status"] is Status.SUBMITTED
    assert (loaded["first"], loaded["after"], loaded["unit"]) == (20, None, None)
    assert fields(schemas.SheetsWanted, {"period": "2026-06", "status": "lost", "first": 101}) == {
        ("shared.field_invalid", "status"),
        ("shared.field_invalid", "first"),
    }
