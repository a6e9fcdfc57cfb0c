"""The family of refusals: one for one problem, a list for more, a sentence in both languages."""

import pytest

from hanoiwork_shared.errors import THINGS, Conflict, Invalid, NotFound, Refused, Several, Stale, refuse_all


def test_nothing_wrong_is_no_refusal():
    refuse_all([])


def test_one_problem_is_raised_as_itself():
    with pytest.raises(NotFound):
        refuse_all([NotFound(what="unit", key="X")])


def test_more_problems_are_raised_together_and_flat():
    with pytest.raises(Several) as refused:
        refuse_all([Several([Invalid(reason="a"), Invalid(reason="b")]), NotFound(what="unit", key="X")])
    assert [problem.code for problem in refused.value.each()] == [
        "shared.invalid",
        "shared.invalid",
        "shared.not_found",
    ]


def test_the_sentence_is_vietnamese_unless_english_is_asked_for():
    refusal = Stale(current=3, sent=2)
    assert "phiên bản 3" in refusal.message()
    assert refusal.message("fr") == refusal.message("vi")
    assert "version 3" in refusal.message("en")
    assert str(refusal).startswith("shared.stale: ")


@pytest.mark.parametrize("what", THINGS)
def test_what_is_not_found_is_named_in_the_readers_language(what: str):
    refusal = NotFound(what=what, key="X")
    assert refusal.message("vi") == f"Không tìm thấy {THINGS[what]} “X”."
    assert refusal.message("en") == f"There is no {what} “X”."


def test_a_stale_version_is_a_conflict_and_every_refusal_is_refused():
    assert issubclass(Stale, Conflict)
    assert issubclass(Several, Invalid)
    assert all(issubclass(kind, Refused) for kind in (Invalid, Conflict, NotFound))
