"""What an operator tells tasks: the city's own days in the working calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from hanoiwork_shared.settings import setting
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays

MOST_DAYS = 366
"""Days that one range may name (our choice)."""


def days(text: str) -> frozenset[date]:
    """Days from `2026-02-16..2026-02-20, 2026-05-02`; raises ValueError for anything else."""
    found: set[date] = set()
    for part in filter(None, (one.strip() for one in text.split(","))):
        first, _, last = part.partition("..")
        start, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
        if not 0 <= (end - start).days < MOST_DAYS:
            raise ValueError(part)
        found |= {start + timedelta(days=step) for step in range((end - start).days + 1)}
    return frozenset(found)


def _named(text: str) -> str | None:
    try:
        days(text)
    except ValueError as error:
        return f"{error} is not a list of days such as 2026-02-16..2026-02-20, 2026-05-02"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksSettings:
    """Settings of the working calendar."""

    days_off: str = setting(
        "Days that are not worked besides weekends and public holidays, such as 2026-02-16..2026-02-20.",
        default="",
        check=_named,
    )
    days_worked: str = setting(
        "Weekend days or holidays that are worked instead (swapped days), such as 2026-08-22.",
        default="",
        check=_named,
    )

    def working_days(self) -> WorkingDays:
        """The calendar they make."""
        return WorkingDays(off=days(self.days_off), worked=days(self.days_worked))
