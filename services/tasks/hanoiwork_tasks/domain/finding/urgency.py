"""How urgent a person's work is: the heads under which “my tasks” stand."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=3)
"""A deadline within three calendar days is soon (our choice)."""


class Urgency(StrEnum):
    """Where a task stands among those that somebody has to handle."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    TO_REVIEW = "to_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToHandle:
    """How many tasks stand under each head; `to_answer` are requests and difficulties that wait for a word."""

    overdue: int
    today: int
    soon: int
    later: int
    undated: int
    to_review: int
    to_answer: int = 0


def dues(urgency: Urgency, *, today: date) -> tuple[date | None, date | None]:
    """The first and last deadline of tasks of an urgency; None where it has no such end."""
    if urgency is Urgency.OVERDUE:
        return None, today - timedelta(days=1)
    if urgency is Urgency.TODAY:
        return today, today
    if urgency is Urgency.SOON:
        return today + timedelta(days=1), today + SOON
    return today + SOON + timedelta(days=1), None
