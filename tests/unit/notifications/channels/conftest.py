"""A letter to carry."""

from datetime import UTC, datetime

import pytest

from hanoiwork_notifications.domain import Letter, Words


@pytest.fixture
def letter() -> Letter:
    return Letter(
        delivery_id="d-1",
        notice_id="n-1",
        kind="task_assigned",
        reference="NV-01",
        subject_id="t-1",
        recipient_id="p-1",
        recipient_code="NVA",
        person_id=None,
        created_at=datetime(2026, 6, 15, tzinfo=UTC),
        words={
            "vi": Words(title="Nhiệm vụ mới NV-01", message="Bạn được giao chủ trì."),
            "en": Words(title="New task NV-01", message="You lead the task."),
        },
    )
