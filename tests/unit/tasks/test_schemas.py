from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_shared.doors import load
from hanoiwork_shared.errors import Refused
from hanoiwork_tasks import schemas
from hanoiwork_tasks.domain.task import Collaborator, Group, Status
from hanoiwork_tasks.schemas import finding, talking


def test_a_null_field_is_one_that_was_not_given() -> None:
    sent = {"title": "x", "points": "12.5", "start": "2026-06-01", "due": None, "group": "arising", "parent": None}
    assert load(schemas.CreateTask(), sent) == {
        "title": "x",
        "points": Decimal("12.5"),
        "starts": date(2026, 6, 1),
        "group": Group.ARISING,
    }


@pytest.mark.parametrize(
    ("schema", "sent", "fields"),
    [
        (schemas.CreateTask, {"titel": "x"}, ["titel"]),
        (schemas.CreateTask, {"points": 1.5, "due": "30/6", "group": "hobby"}, ["group", "points", "due"]),
        (schemas.CreateTask, {"title": "a\x00b", "unit": "\ud800"}, ["title", "unit"]),
        (schemas.BreakDown, {"parts": [{"title": "x"}]}, ["item"]),
        (schemas.BreakDown, {"item": "a", "task": "b", "parts": [{}]}, ["item"]),
        (schemas.BreakDown, {"item": "a", "parts": []}, ["parts"]),
        (schemas.BreakDown, {"item": "a", "parts": [{"points": "NaN"}]}, ["parts[0].points"]),
        (schemas.ReportProgress, {"task": "a", "percent": "50"}, ["percent"]),
        (schemas.CreateList, {"workspace": "a", "title": " "}, ["title"]),
        (finding.TasksWanted, {"first": 101}, ["first"]),
        (finding.TasksWanted, {"filter": {"status": ["done"]}}, ["filter.status[0]"]),
        (schemas.ReturnTask, {"task": "a"}, ["reason"]),
    ],
)
def test_a_wrong_field_is_refused_by_name(schema, sent, fields: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        load(schema(), sent)
    assert [problem.field for problem in refused.value.each()] == fields


def test_a_task_is_shown_with_its_status_in_words_and_its_clears(make_task) -> None:
    helping = (Collaborator(person_id="nvb"), Collaborator(unit_id="vp"))
    shown = schemas.shown(make_task(status=Status.IN_PROGRESS, authority="", collaborators=helping))
    assert shown is not None
    assert (shown["status"], shown["status_name"], shown["points"]) == ("in_progress", "Đang thực hiện", "10")
    assert (shown["clears"]["missing"], shown["clears"]["person"]) == (["authority"], True)
    assert (shown["collaborator_ids"], shown["coordinating_unit_ids"]) == (["nvb"], ["vp"])
    assert {"owner_id", "record"}.isdisjoint(shown)


@pytest.mark.parametrize("text", ["a\x07b", "a\x0bb", "\u202egpj.exe", "a\u2066b", "\x9f"])
def test_text_that_is_shown_as_something_else_than_it_says_is_refused(text: str) -> None:
    for schema, sent in (
        (talking.AddComment, {"task": "NV-1", "text": text}),
        (talking.AddCheckItem, {"task": "NV-1", "text": text}),
        (schemas.CreateTask, {"title": text}),
    ):
        with pytest.raises(Refused) as error:
            load(schema(), sent)
        assert error.value.code == "shared.field_invalid"


def test_lines_and_tabs_are_text() -> None:
    assert load(talking.AddComment(), {"task": "NV-1", "text": "một\n\thai\r\n"})["text"] == "một\n\thai\r\n"
