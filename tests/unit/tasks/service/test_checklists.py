"""Checklists: lines of a task, ticked off by its people."""

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain.refusals import WrongStatus
from hanoiwork_tasks.domain.talking.checklist import MOST_LINES
from hanoiwork_tasks.domain.talking.refusals import CheckItemUnknown, ChecklistFull, CommentEmpty


def lines(city, task) -> list[tuple[str, bool]]:
    [found] = city.desk.checklists.of_tasks([task.id])
    return [(item.text, item.done_at is not None) for item in found]


def added(city, task, text: str):
    return city.desk.checklists.add(city.who("NVA"), task=task.id, text=text)


def test_lines_are_added_ticked_moved_and_taken_off_and_the_history_says_so(stored_city):
    city = stored_city
    task = city.assigned()
    first, second, third = (added(city, task, text) for text in ("một", "hai", "ba"))
    ticked = city.desk.checklists.change(city.who("TP"), item=second.id, done=True, version=1)
    assert (ticked.done_by, ticked.version) == (city.ids["TP"], 2)
    city.desk.checklists.change(city.who("NVA"), item=first.id, text="một lần nữa", position=9)
    city.desk.checklists.remove(city.who("NVA"), item=third.id)
    assert lines(city, task) == [("hai", True), ("một lần nữa", False)]
    city.desk.checklists.change(city.who("NVA"), item=second.id, done=False)
    assert lines(city, task)[0] == ("hai", False)
    [history] = city.desk.reading.histories_by_ids(city.who("TP"), [task.id])
    assert [line.what for line in history or ()][2:] == [
        "check_added", "check_added", "check_added", "checked", "check_changed", "check_removed", "unchecked",
    ]  # fmt: skip
    assert city.desk.reading.task(task.id).version == task.version


def test_what_cannot_be_is_refused(city):
    task = city.assigned()
    item = added(city, task, "một")
    with pytest.raises(Forbidden):
        city.desk.checklists.change(city.who("STRANGER"), item=item.id, done=True)
    with pytest.raises(CommentEmpty):
        added(city, task, "  ")
    with pytest.raises(CheckItemUnknown):
        city.desk.checklists.remove(city.who("NVA"), item="?")
    city.desk.checklists.change(city.who("NVA"), item=item.id, done=True)
    with pytest.raises(Stale):
        city.desk.checklists.remove(city.who("NVA"), item=item.id, version=1)
    for number in range(MOST_LINES - 1):
        added(city, task, f"việc {number}")
    with pytest.raises(ChecklistFull):
        added(city, task, "thêm")


def test_the_checklist_of_what_is_over_or_archived_stays_as_it_is(stored_city):
    task = stored_city.assigned()
    line = added(stored_city, task, "một")
    stored_city.desk.working.cancel(stored_city.who("TP"), task=task.id, reason="thôi")
    for change in (
        lambda: added(stored_city, task, "hai"),
        lambda: stored_city.desk.checklists.change(stored_city.who("NVA"), item=line.id, done=True),
        lambda: stored_city.desk.checklists.remove(stored_city.who("NVA"), item=line.id),
    ):
        with pytest.raises(WrongStatus):
            change()
    assert lines(stored_city, task) == [("một", False)]
