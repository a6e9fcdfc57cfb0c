"""Who is told what."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hanoiwork_notifications.domain import Kind, Notice, mark_read, notices_of_sheet, notices_of_task
from hanoiwork_notifications.events import SheetSlice, TaskSlice
from hanoiwork_shared.errors import Stale

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def task(*, lead: str | None = "lead", assigner: str | None = "assigner") -> TaskSlice:
    return TaskSlice(task_id="t-1", code="NV-01", person_id=lead, assigner_id=assigner)


def sheet() -> SheetSlice:
    return SheetSlice(sheet_id="s-1", person_id="nva", unit_id="cds", period="2026-06")


def notice() -> Notice:
    (made,) = notices_of_task(Kind.TASK_RETURNED, task(), cause_id="e-1", at=NOW)
    return made


@pytest.mark.parametrize(
    ("kind", "recipient"),
    [
        (Kind.TASK_ASSIGNED, "lead"),
        (Kind.TASK_SUBMITTED, "assigner"),
        (Kind.TASK_RETURNED, "lead"),
        (Kind.TASK_COMPLETED, "lead"),
    ],
)
def test_a_product_handed_in_concerns_the_assigner_and_every_other_step_the_lead(kind: Kind, recipient: str) -> None:
    (made,) = notices_of_task(kind, task(), cause_id="e-1", at=NOW)
    assert (made.recipient_id, made.reference, made.task_id, made.cause_id) == (recipient, "NV-01", "t-1", "e-1")


@pytest.mark.parametrize("kind", [Kind.TASK_ASSIGNED, Kind.TASK_SUBMITTED])
def test_nobody_is_told_what_they_did_themselves(kind: Kind) -> None:
    assert notices_of_task(kind, task(assigner="lead"), cause_id="e-1", at=NOW) == ()


@pytest.mark.parametrize("kind", [Kind.TASK_ASSIGNED, Kind.TASK_COMPLETED])
def test_nobody_is_told_of_work_that_was_recorded_when_it_was_over(kind: Kind) -> None:
    assert notices_of_task(kind, replace(task(), recorded=True), cause_id="e-1", at=NOW) == ()


@pytest.mark.parametrize(("kind", "nobody"), [(Kind.TASK_ASSIGNED, "lead"), (Kind.TASK_SUBMITTED, "assigner")])
def test_a_task_without_that_person_tells_nobody(kind: Kind, nobody: str) -> None:
    assert notices_of_task(kind, task(**{nobody: None}), cause_id="e-1", at=NOW) == ()


@pytest.mark.parametrize("kind", [Kind.SHEET_GENERATED, Kind.SHEET_RETURNED, Kind.SHEET_APPROVED])
def test_a_sheet_concerns_its_person(kind: Kind) -> None:
    (made,) = notices_of_sheet(kind, sheet(), reviewers=(), cause_id="e-1", at=NOW)
    assert (made.recipient_id, made.reference, made.person_id, made.task_id) == ("nva", "2026-06", "nva", None)


def test_a_sheet_handed_in_concerns_every_reviewer() -> None:
    made = notices_of_sheet(Kind.SHEET_SUBMITTED, sheet(), reviewers=("head", "deputy"), cause_id="e-1", at=NOW)
    assert [one.recipient_id for one in made] == ["head", "deputy"]
    assert {one.person_id for one in made} == {"nva"}


def test_reading_a_notice_twice_changes_it_once() -> None:
    once = mark_read(notice(), at=NOW, version=1)
    assert (once.read_at, once.version) == (NOW, 2)
    assert mark_read(once, at=NOW, version=None) == once


def test_a_stale_view_is_refused() -> None:
    with pytest.raises(Stale):
        mark_read(notice(), at=NOW, version=7)


def test_a_follower_hears_of_what_others_did_and_not_of_what_they_did_themselves() -> None:
    told = replace(task(), follower_ids=("director", "office"))
    heard = notices_of_task(Kind.TASK_COMPLETED, told, by="director", cause_id="e-1", at=NOW)
    assert [(one.recipient_id, one.kind) for one in heard] == [
        ("lead", Kind.TASK_COMPLETED),
        ("office", Kind.TASK_NEWS),
    ]
