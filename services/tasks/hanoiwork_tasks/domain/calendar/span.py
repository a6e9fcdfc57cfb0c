"""Days from one to another, as they may be asked for."""

from datetime import date

from hanoiwork_tasks.domain.refusals import DatesReversed, TooManyDays

MOST_DAYS = 400
"""Days that are answered one by one at once (our choice): a year and some."""


def in_order(from_: date | None, to: date | None) -> None:
    """Refuse an end before the start, where both are given."""
    if from_ is not None and to is not None and from_ > to:
        raise DatesReversed(field="to", starts=from_.isoformat(), due=to.isoformat())


def day_by_day(from_: date, to: date) -> int:
    """How many days these are, both included; refuses an end before the start, and more than MOST_DAYS."""
    in_order(from_, to)
    days = (to - from_).days + 1
    if days > MOST_DAYS:
        raise TooManyDays(field="to", most=MOST_DAYS)
    return days
