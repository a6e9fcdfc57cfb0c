"""A line of a task's checklist."""

from dataclasses import dataclass, replace
from datetime import datetime

from hanoiwork_tasks.domain.talking.comment import said

MOST_LINES = 200
"""Lines of one checklist (our choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckItem:
    """Something to be ticked off; `position` orders a task's lines."""

    id: str
    task_id: str
    position: int
    text: str
    done_by: str | None = None
    done_at: datetime | None = None
    version: int = 1


def changed(
    item: CheckItem, *, text: str | None, done: bool | None, position: int | None, by: str, at: datetime
) -> CheckItem:
    """A line with another text, place or tick; what is None stays."""
    after = replace(item, version=item.version + 1)
    if text is not None:
        after = replace(after, text=said(text))
    if position is not None:
        after = replace(after, position=position)
    if done is not None and done is not (item.done_at is not None):
        after = replace(after, done_by=by if done else None, done_at=at if done else None)
    return after
