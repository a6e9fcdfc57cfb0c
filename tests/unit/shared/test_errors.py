"""The family of refusals: one for one problem, a list for more, a sentence in both languages."""

import pytest

from hanoiwork_shared.errors import Conflict, Invalid, NotFound, Refused, Several, Stale, agree, refuse_all


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


def test_what_is_not_found_is_named_in_the_readers_language_by_whoever_looked_for_it():
    refusal = NotFound(what="lantern", what_vi="đèn lồng", key="X")
    assert refusal.message("vi") == "Không tìm thấy đèn lồng “X”."
    assert refusal.message("en") == "There is no lantern “X”."
    assert refusal.details == {"what": "lantern", "key": "X"}


def test_what_was_looked_for_by_one_word_has_it_in_both_languages():
    assert NotFound(what="KPI", key="X").message("vi") == "Không tìm thấy KPI “X”."


@pytest.mark.parametrize("sent", [None, 3])
def test_no_version_and_the_current_one_agree(sent: int | None):
    agree(3, sent)


def test_another_version_is_stale_whether_older_or_newer():
    for sent in (2, 4):
        with pytest.raises(Stale) as refused:
            agree(3, sent, field="seen")
        assert (refused.value.field, refused.value.details) == ("seen", {"current": 3, "sent": sent})


def test_a_stale_version_is_a_conflict_and_every_refusal_is_refused():
    assert issubclass(Stale, Conflict)
    assert issubclass(Several, Invalid)
    assert all(issubclass(kind, Refused) for kind in (Invalid, Conflict, NotFound))
