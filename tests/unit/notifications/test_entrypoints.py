"""The broker surface: who may call, and that events come through to the inbox."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from nameko.testing.services import worker_factory

from hanoiwork_notifications.entrypoints import NotificationsEntrypoints, build
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import Malformed
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity, sign
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import SECRET
from hanoiwork_shared.wire import WireError

TASK = {"task_id": "t-1", "code": "NV-01", "person_id": "nva", "assigner_id": "head", "title_kept_out": "ignored"}
SHEET = {"sheet_id": "s-1", "person_id": "nva", "unit_id": "cds", "period": "2026-06", "status": "draft"}

EXTENSION = {"task_id": "t-1", "code": "NV-01", "person_id": "nva", "awaits_id": "head"}
DIFFICULTY = {"task_id": "t-1", "code": "NV-01", "person_id": "nva", "asked_unit_id": "cds"}
HAND_OVER = {"task_id": "t-1", "code": "NV-01", "awaits_ids": ["nvb", "head"]}


@pytest.fixture
def surface(runtime: Runtime) -> Iterator[NotificationsEntrypoints]:
    return worker_factory(NotificationsEntrypoints, runtime=runtime, service=build(runtime))


def envelope(kind: str, data: dict[str, Any]) -> Envelope:
    return Envelope(
        id=new_id(),
        source="/hanoiwork/test",
        type=kind,
        subject="x-1",
        sequence=1,
        time=datetime(2026, 6, 15, tzinfo=UTC),
        data=data,
    )


def caller(runtime: Runtime, person_id: str, *, locale: str = "vi") -> dict[str, str]:
    identity = Identity(person_id=person_id, account=person_id)
    return {"identity": sign(identity, secret=SECRET, now=runtime.clock.now()), "locale": locale}


def kinds(surface: NotificationsEntrypoints, person_id: str) -> list[str]:
    page = surface.notifications(caller=caller(surface.runtime, person_id), input={})
    return [item["kind"] for item in page["items"]]


def test_every_event_it_hears_reaches_somebody(surface) -> None:
    surface.task_assigned(envelope("tasks.task.assigned.v1", TASK))
    surface.task_submitted(envelope("tasks.task.submitted.v1", TASK))
    surface.task_returned(envelope("tasks.task.returned.v1", TASK))
    surface.task_completed(envelope("tasks.task.completed.v1", TASK))
    surface.sheet_generated(envelope("evaluation.sheet.generated.v1", SHEET))
    surface.sheet_returned(envelope("evaluation.sheet.returned.v1", SHEET))
    surface.sheet_approved(envelope("evaluation.sheet.approved.v1", SHEET))
    surface.task_extended(envelope("tasks.task.extended.v1", TASK))
    surface.task_waived(envelope("tasks.task.waived.v1", TASK))
    surface.extension_requested(envelope("tasks.extension.requested.v1", EXTENSION))
    surface.extension_refused(envelope("tasks.extension.refused.v1", EXTENSION))
    surface.hand_over_proposed(envelope("tasks.hand_over.proposed.v1", HAND_OVER))
    surface.difficulty_answered(envelope("tasks.difficulty.answered.v1", DIFFICULTY))
    assert kinds(surface, "head") == ["hand_over_proposed", "extension_requested", "task_submitted"]
    assert kinds(surface, "nvb") == ["hand_over_proposed"]
    assert kinds(surface, "nva") == [
        "difficulty_answered",
        "extension_refused",
        "task_waived",
        "task_extended",
        "sheet_approved",
        "sheet_returned",
        "sheet_generated",
        "task_completed",
        "task_returned",
        "task_assigned",
    ]
    surface.deliver()


def test_an_event_delivered_twice_is_heard_once(surface) -> None:
    same = envelope("tasks.task.assigned.v1", TASK)
    surface.task_assigned(same)
    surface.task_assigned(same)
    assert kinds(surface, "nva") == ["task_assigned"]


def test_an_event_without_its_fields_is_malformed_for_good(surface) -> None:
    with pytest.raises(Malformed, match="task_id"):
        surface.task_assigned(envelope("tasks.task.assigned.v1", {"code": "NV-01"}))


def test_a_stranger_reads_nothing(surface) -> None:
    with pytest.raises(WireError, match=r"shared\.unauthenticated"):
        surface.notifications(caller={}, input={})


def test_marking_is_answered_in_the_callers_language(surface, runtime: Runtime) -> None:
    surface.task_assigned(envelope("tasks.task.assigned.v1", TASK))
    (notice,) = surface.notifications(caller=caller(runtime, "nva"), input={"unread": True})["items"]
    marked = surface.mark_notification_read(caller=caller(runtime, "nva", locale="en"), input={"key": notice["id"]})
    assert (marked["title"], marked["version"]) == ("New task NV-01", 2)
    assert surface.notifications(caller=caller(runtime, "nva"), input={"unread": True})["items"] == []


def test_a_notice_of_somebody_else_is_refused_with_a_stable_code(surface, runtime: Runtime) -> None:
    surface.task_assigned(envelope("tasks.task.assigned.v1", TASK))
    (notice,) = surface.notifications(caller=caller(runtime, "nva"), input={})["items"]
    with pytest.raises(WireError, match=r"notifications\.notice_unknown"):
        surface.mark_notification_read(caller=caller(runtime, "head"), input={"key": notice["id"]})
