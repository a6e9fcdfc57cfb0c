"""Whom a step concerns, and that each is told once."""

from dataclasses import replace
from datetime import date

import pytest

from hanoiwork_notifications.domain import Kind
from hanoiwork_notifications.events import DifficultySlice, SheetSlice, TaskSlice
from hanoiwork_notifications.service import Notifications, Shown
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.places import GrantSlice, PersonSlice, Places, UnitSlice
from hanoiwork_shared.policy import Role
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import tell_places, told

TASK = TaskSlice(task_id="t-1", code="NV-01", person_id="nva", assigner_id="head")


def identity(person_id: str) -> Identity:
    return Identity(person_id=person_id, account=person_id)


def inbox_of(notifications: Notifications, person_id: str, *, unread: bool = False) -> tuple[Shown, ...]:
    return notifications.inbox.notices(identity(person_id), unread=unread, first=100, after=None, locale="vi").items


def city(runtime: Runtime) -> dict[str, str]:
    return tell_places(
        runtime,
        units={"HN": None, "SKHCN": "HN", "CDS": "SKHCN"},
        people={"LDTP": "HN", "GD": "SKHCN", "TP": "CDS", "NVA": "CDS"},
        grants=[
            ("LDTP", Role.UNIT_LEADER, "HN"),
            ("GD", Role.UNIT_LEADER, "SKHCN"),
            ("TP", Role.DIVISION_HEAD, "CDS"),
            ("NVA", Role.SPECIALIST, "CDS"),
        ],
    )


def sheet(ids: dict[str, str], person: str, unit: str) -> SheetSlice:
    return SheetSlice(sheet_id="s-1", person_id=ids[person], unit_id=ids[unit], period="2026-06")


def test_the_lead_finds_the_new_task_in_the_inbox(notifications: Notifications) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    (shown,) = inbox_of(notifications, "nva")
    assert (shown.kind, shown.title, shown.task_id, shown.read_at) == (
        "task_assigned",
        "Nhiệm vụ mới NV-01",
        "t-1",
        None,
    )


def test_the_same_event_heard_twice_is_one_notice_one_letter_one_fact(
    notifications: Notifications, runtime: Runtime, pigeon
) -> None:
    for _ in range(2):
        notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    notifications.delivering.deliver()
    assert len(inbox_of(notifications, "nva")) == len(pigeon.letters) == len(told(runtime)) == 1
    (fact,) = told(runtime)
    assert fact.type == "notifications.notice.created.v1"
    assert (fact.data["recipient_id"], fact.data["kind"], fact.data["cause_id"]) == ("nva", "task_assigned", "e-1")


def test_a_difficulty_reaches_those_who_lead_the_unit_asked_and_its_answer_whoever_raised_it(
    notifications: Notifications, runtime: Runtime
) -> None:
    ids = city(runtime)
    told_of = DifficultySlice(task_id="t-1", code="NV-01", person_id=ids["NVA"], asked_unit_id=ids["SKHCN"])
    notifications.noting.difficulty_moved(Kind.DIFFICULTY_RAISED, told_of, cause_id="e-1")
    notifications.noting.difficulty_moved(Kind.DIFFICULTY_ANSWERED, told_of, cause_id="e-2")
    assert {who: [shown.kind for shown in inbox_of(notifications, ids[who])] for who in ("GD", "TP", "NVA")} == {
        "GD": ["difficulty_raised"], "TP": [], "NVA": ["difficulty_answered"],
    }  # fmt: skip


def test_a_sheet_handed_in_reaches_the_nearest_head(notifications: Notifications, runtime: Runtime) -> None:
    ids = city(runtime)
    notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, sheet(ids, "NVA", "CDS"), cause_id="e-1")
    (shown,) = inbox_of(notifications, ids["TP"])
    assert "NVA" in shown.message
    assert inbox_of(notifications, ids["GD"]) == inbox_of(notifications, ids["LDTP"]) == ()


def test_the_sheet_of_a_head_reaches_the_leader_above(notifications: Notifications, runtime: Runtime) -> None:
    ids = city(runtime)
    notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, sheet(ids, "TP", "CDS"), cause_id="e-1")
    assert [shown.person_id for shown in inbox_of(notifications, ids["GD"])] == [ids["TP"]]
    assert inbox_of(notifications, ids["TP"]) == ()


def test_the_sheet_of_the_very_first_leader_has_no_reviewer(notifications: Notifications, runtime: Runtime) -> None:
    ids = city(runtime)
    notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, sheet(ids, "LDTP", "HN"), cause_id="e-1")
    assert told(runtime) == []


def test_a_delegate_reviews_too(notifications: Notifications, runtime: Runtime) -> None:
    ids = tell_places(
        runtime,
        units={"HN": None, "SKHCN": "HN"},
        people={"PGD": "SKHCN", "NVA": "SKHCN", "LDTP": "HN"},
        grants=[("PGD", Role.DELEGATE, "SKHCN"), ("LDTP", Role.UNIT_LEADER, "HN")],
    )
    notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, sheet(ids, "NVA", "SKHCN"), cause_id="e-1")
    assert len(inbox_of(notifications, ids["PGD"])) == 1
    assert inbox_of(notifications, ids["LDTP"]) == ()


def test_a_leaders_own_unit_is_not_asked_to_review_its_leader(notifications: Notifications, runtime: Runtime) -> None:
    ids = city(runtime)
    with runtime.database.begin() as connection:
        leader = PersonSlice(person_id=ids["GD"], code="GD", unit_id=ids["SKHCN"], person_type="leader", active=True)
        Places(connection).hear_person(leader, sequence=2)
        deputy = GrantSlice(
            grant_id="g", person_id=ids["NVA"], role="delegate", unit_id=ids["SKHCN"], valid_from=date(2026, 1, 1),
            valid_to=None, revoked=False,
        )  # fmt: skip
        Places(connection).hear_grant(deputy, sequence=1)
    notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, sheet(ids, "GD", "SKHCN"), cause_id="e-1")
    assert len(inbox_of(notifications, ids["LDTP"])) == 1
    assert inbox_of(notifications, ids["NVA"]) == ()


def test_a_sheet_made_anew_is_announced_once(notifications: Notifications, runtime: Runtime) -> None:
    ids = city(runtime)
    for event in ("e-1", "e-2"):
        notifications.noting.sheet_moved(Kind.SHEET_GENERATED, sheet(ids, "NVA", "CDS"), cause_id=event)
    assert len(inbox_of(notifications, ids["NVA"])) == len(told(runtime)) == 1


def test_a_sheet_returned_twice_is_told_twice(notifications: Notifications, runtime: Runtime) -> None:
    ids = city(runtime)
    for event in ("e-1", "e-2"):
        notifications.noting.sheet_moved(Kind.SHEET_RETURNED, sheet(ids, "NVA", "CDS"), cause_id=event)
    assert len(inbox_of(notifications, ids["NVA"])) == 2


@pytest.mark.parametrize("kind", [Kind.TASK_ASSIGNED, Kind.TASK_SUBMITTED, Kind.TASK_RETURNED, Kind.TASK_COMPLETED])
def test_nobody_is_told_of_work_that_was_recorded_when_it_was_over(notifications: Notifications, kind: Kind) -> None:
    notifications.noting.task_moved(kind, replace(TASK, recorded=True), cause_id="e-1")
    assert inbox_of(notifications, "nva") == inbox_of(notifications, "head") == ()


def test_a_sheet_is_heard_later_while_nobody_is_known_who_might_review_it(
    notifications: Notifications, runtime: Runtime
) -> None:
    ids = tell_places(runtime, units={"HN": None, "CDS": "HN"}, people={"NVA": "CDS"})
    with pytest.raises(Unavailable, match="reviewers"):
        notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, sheet(ids, "NVA", "CDS"), cause_id="e-1")


def test_a_sheet_is_heard_later_while_a_unit_above_is_not_known(notifications: Notifications, runtime: Runtime) -> None:
    ids = city(runtime)
    with runtime.database.begin() as connection:
        moved = UnitSlice(unit_id=ids["SKHCN"], code="SKHCN", parent_id="on its way", kind="department", closed=False)
        Places(connection).hear_unit(moved, sequence=2)
    with pytest.raises(Unavailable, match="unit"):
        notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, sheet(ids, "NVA", "CDS"), cause_id="e-1")


def test_a_sheet_of_somebody_not_known_yet_is_heard_later(notifications: Notifications, runtime: Runtime) -> None:
    unknown = replace(sheet(city(runtime), "NVA", "CDS"), person_id="on their way")
    with pytest.raises(Unavailable, match="person"):
        notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, unknown, cause_id="e-1")


def test_a_sheet_of_a_unit_not_known_yet_is_heard_later(notifications: Notifications) -> None:
    unknown = SheetSlice(sheet_id="s-1", person_id="nva", unit_id="cds", period="2026-06")
    with pytest.raises(Unavailable):
        notifications.noting.sheet_moved(Kind.SHEET_SUBMITTED, unknown, cause_id="e-1")
