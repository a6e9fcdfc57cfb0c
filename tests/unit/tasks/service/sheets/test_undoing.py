"""Taking loaded tables back: all of one, once, and not over what somebody has gone on from."""

from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden
from hanoiwork_tasks.domain.sheets.refusals import BatchUndone, BatchUnknown, ChangedSince
from hanoiwork_tasks.domain.task import Status

TABLE = (
    "code,title,unit,person,product,points,authority,due,status,parent\n"
    "W,Cả việc,SKHCN-CDS,,,10,,,,\n"
    "P,Một phần,SKHCN-CDS,NVA,Báo cáo,4,Giám đốc,2026-06-24,todo,W\n"
)


def undo(city, report, *, by: str = "GD"):
    return city.desk.undoing.undo(city.who(by), batch=report.batch)


def test_what_a_table_made_is_cancelled_and_its_codes_are_free_again(stored_city, loaded):
    report = loaded(TABLE)
    undone = undo(stored_city, report)
    assert undone.undone_by == stored_city.ids["GD"]
    assert {task.status for task in stored_city.desk.finding.tasks(named={}).items} == {Status.CANCELLED}
    assert stored_city.told()[-2:] == ["cancelled", "cancelled"]
    assert loaded(TABLE).created == 2


def test_what_a_table_changed_says_again_what_it_said(stored_city, loaded):
    loaded(TABLE)
    before = stored_city.desk.reading.task("W")
    report = loaded("code,title,unit,points,due\nW,Việc khác,SKHCN-CDS,20,2026-12-31\n")
    undo(stored_city, report)
    after = stored_city.desk.reading.task("W")
    assert (after.title, after.points, after.due) == (before.title, Decimal(10), None)
    assert after.version == before.version + 2
    assert stored_city.told()[-2:] == ["changed", "changed"]


def test_helpers_that_a_table_named_help_no_more(stored_city, loaded):
    loaded(TABLE)
    report = loaded("code,title,unit,collaborators\nP,Một phần,SKHCN-CDS,NVB\n")
    assert len(stored_city.desk.reading.task("P").collaborators) == 1
    undo(stored_city, report)
    assert stored_city.desk.reading.task("P").collaborators == ()


def test_a_whole_whose_parts_are_taken_back_counts_for_itself_again(stored_city, loaded):
    whole = stored_city.assigned(points=Decimal(20))
    report = loaded(f"code,title,unit,parent,points\nP1,A,SKHCN-CDS,{whole.code},5\n")
    assert stored_city.facts("progressed")[-1]["broken_down"] is True
    undo(stored_city, report)
    assert stored_city.facts("progressed")[-1]["broken_down"] is False


def test_what_was_worked_on_since_is_named_and_nothing_is_taken_back(stored_city, loaded):
    report = loaded(TABLE)
    stored_city.desk.working.report(stored_city.who("NVA"), task="P", percent=10)
    with pytest.raises(ChangedSince) as error:
        undo(stored_city, report)
    assert error.value.details["key"] == "P"
    assert stored_city.desk.reading.task("W").status is Status.DRAFT


def test_a_table_is_taken_back_once_by_those_who_plan_there(stored_city, loaded):
    report = loaded(TABLE)
    for who in ("NVA", "STRANGER"):
        with pytest.raises(Forbidden):
            undo(stored_city, report, by=who)
    undo(stored_city, report)
    with pytest.raises(BatchUndone):
        undo(stored_city, report)
    with pytest.raises(BatchUnknown):
        stored_city.desk.undoing.undo(stored_city.who("GD"), batch="nothing")


def test_what_was_loaded_is_listed_for_those_who_plan_there(stored_city, loaded):
    first = loaded(TABLE)
    second = loaded("code,title,unit\nX,Khác,SKHCN-CDS\n")
    undo(stored_city, second)
    listed = stored_city.desk.undoing.batches(stored_city.who("MAYOR"), unit="HN")
    assert [(one.id, one.created, one.undone_at is None) for one in listed] == [
        (second.batch, 1, False), (first.batch, 2, True),
    ]  # fmt: skip
    with pytest.raises(Forbidden):
        stored_city.desk.undoing.batches(stored_city.who("NVA"), unit="SKHCN")
