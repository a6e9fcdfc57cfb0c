"""Time as an argument: services ask a clock, tests hand them one."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    def today(self) -> date:
        """The calendar day in Hanoi."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The calendar day in Hanoi (UTC+7, no daylight saving)."""
        return datetime.now(HANOI).date()
