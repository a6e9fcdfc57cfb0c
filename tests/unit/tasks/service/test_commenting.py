"""Comments: who says them, who is told, what is kept of those that were changed or taken back."""

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain.refusals import ReasonMissing
from hanoiwork_tasks.domain.talking.comment import mentions
from hanoiwork_tasks.domain.talking.refusals import (
    AnswersAnswer,
    CommentEmpty,
    CommentGone,
    CommentUnknown,
    NotTheAuthor,
)


def said(city, task, text: str = "Xin ý kiến", *, by: str = "NVA", **given):
    return city.desk.commenting.add(city.who(by), task=task.id, text=text, **given)


def found(city, search: str) -> list[str]:
    return [task.id for task in city.desk.finding.tasks(named={}, search=search).items]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("@NVB xem giúp, @TP.", ("NVB", "TP")),
        ("gửi a@b.vn, x@NVB", ()),
        ("(@CB-0042) @CB-0042", ("CB-0042",)),
        ("@ @. nothing", ()),
    ],
)
def test_people_behind_an_at_are_mentioned_and_addresses_are_not(text: str, codes: tuple[str, ...]) -> None:
    assert mentions(text) == codes


def test_a_comment_tells_those_mentioned_and_those_who_follow(stored_city):
    city = stored_city
    task = city.assigned()
    city.desk.following.tasks(city.who("OFFICE"), tasks=[task.id], follow=True)
    said(city, task, "@nvb xem giúp @khongco")
    [fact] = city.facts("added")
    assert fact["mentioned_ids"] == [city.ids["NVB"]]
    assert set(fact["follower_ids"]) == {city.ids[one] for one in ("NVA", "TP", "OFFICE")}
    assert "text" not in fact


def test_comments_come_in_pages_with_their_answers(stored_city):
    city = stored_city
    task = city.assigned()
    first = said(city, task, "một")
    answer = said(city, task, "hai", by="TP", answers=first.id)
    [page] = city.desk.commenting.of_tasks(keys=[task.id], first=1)
    [rest] = city.desk.commenting.of_tasks(keys=[task.id], first=5, after=page.cursors[-1])
    assert [one.text for one in (*page.items, *rest.items)] == ["một", "hai"]
    assert (answer.answers_id, city.desk.commenting.counts([task.id, "?"])) == (first.id, [2, 0])
    with pytest.raises(AnswersAnswer):
        said(city, task, "ba", answers=answer.id)
    with pytest.raises(CommentUnknown):
        said(city, task, "ba", answers="?")


def test_a_comment_with_script_stays_the_text_it_is(city):
    text = "<script>alert(1)</script> **đậm**"
    assert said(city, city.assigned(), text).text == text


def test_its_author_changes_a_comment_and_what_it_said_is_kept(stored_city):
    city = stored_city
    comment = said(city, city.assigned(), "sai")
    after = city.desk.commenting.edit(city.who("NVA"), comment=comment.id, text="đúng @NVB", version=1)
    assert (after.text, after.version) == ("đúng @NVB", 2)
    assert city.desk.commenting.earlier([comment.id]) == [["sai"]]
    assert [fact["mentioned_ids"] for fact in city.facts("added")] == [[], [city.ids["NVB"]]]
    with pytest.raises(Stale):
        city.desk.commenting.edit(city.who("NVA"), comment=comment.id, text="x", version=1)
    with pytest.raises(NotTheAuthor):
        city.desk.commenting.edit(city.who("TP"), comment=comment.id, text="x")


def test_a_comment_is_taken_back_by_its_author_or_with_a_reason_from_above(stored_city):
    city = stored_city
    task = city.assigned()
    comment, other = said(city, task), said(city, task)
    with pytest.raises(Forbidden):
        city.desk.commenting.remove(city.who("NVB"), comment=comment.id, reason="x")
    with pytest.raises(ReasonMissing):
        city.desk.commenting.remove(city.who("TP"), comment=comment.id)
    city.desk.commenting.remove(city.who("TP"), comment=comment.id, reason="không đúng chỗ")
    city.desk.commenting.remove(city.who("NVA"), comment=other.id)
    assert city.desk.commenting.counts([task.id]) == [0]
    assert city.desk.commenting.earlier([comment.id]) == [[]]
    for gone in (
        lambda: city.desk.commenting.edit(city.who("NVA"), comment=comment.id, text="x"),
        lambda: city.desk.commenting.remove(city.who("NVA"), comment=comment.id),
        lambda: said(city, task, answers=comment.id),
    ):
        with pytest.raises(CommentGone):
            gone()


def test_who_has_nothing_to_do_with_a_task_comments_only_when_called(city):
    task = city.assigned()
    with pytest.raises(Forbidden):
        said(city, task, by="STRANGER")
    with pytest.raises(CommentEmpty):
        said(city, task, "  ")
    said(city, task, "@STRANGER cho ý kiến")
    assert said(city, task, "Được", by="STRANGER").text == "Được"


def test_a_task_is_found_by_what_was_said_of_it_as_long_as_it_stands(stored_city):
    city = stored_city
    task = city.assigned()
    comment = said(city, task, "Chờ số liệu của Sở Tài chính")
    assert found(city, "so tai chinh") == found(city, "ke hoach tai") == [task.id]
    city.desk.working.report(city.who("NVA"), task=task.id, percent=10, note="đang làm")
    assert found(city, "dang lam tai chinh") == [task.id]
    city.desk.commenting.edit(city.who("NVA"), comment=comment.id, text="Đã có")
    assert found(city, "tai chinh") == []
    city.desk.commenting.remove(city.who("NVA"), comment=comment.id)
    assert found(city, "da co") == []
    assert found(city, "dang lam") == [task.id]


def test_that_something_was_said_changed_and_taken_back_stands_in_the_history_and_what_was_said_does_not(stored_city):
    task = stored_city.assigned()
    comment = said(stored_city, task, "Bí mật")
    stored_city.desk.commenting.edit(stored_city.who("NVA"), comment=comment.id, text="Khác")
    stored_city.desk.commenting.remove(stored_city.who("GD"), comment=comment.id, reason="lộ thông tin")
    [history] = stored_city.desk.reading.histories_by_ids(stored_city.who("TP"), [task.id])
    lines = [(line.what, line.person_id, line.note) for line in history if line.what.startswith("comment")]
    assert lines == [
        ("commented", stored_city.ids["NVA"], ""), ("comment_changed", stored_city.ids["NVA"], ""),
        ("comment_removed", stored_city.ids["GD"], ""),
    ]  # fmt: skip
