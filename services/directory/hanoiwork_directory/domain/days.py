"""Days of validity: both ends included, an open end is None, and nothing is done ahead of its day."""

from datetime import date, timedelta

from hanoiwork_directory.domain.refusals import DayAhead, ValidityReversed

ONE_DAY = timedelta(days=1)


def holds(starts: date, ends: date | None, *, on: date) -> bool:
    """Whether a time of validity holds on a day."""
    return starts <= on and lasts(ends, until=on)


def lasts(ends: date | None, *, until: date) -> bool:
    """Whether an end is no earlier than a day."""
    return ends is None or ends >= until


def meet(starts: date, ends: date | None, others_start: date, others_end: date | None) -> bool:
    """Whether two times of validity share a day."""
    return lasts(others_end, until=starts) and lasts(ends, until=others_start)


def demand_order(starts: date, ends: date | None, *, field: str = "valid_to") -> None:
    """Refuse a time of validity that is over before it begins."""
    if ends is not None and ends < starts:
        raise ValidityReversed(field=field, starts=starts.isoformat(), ends=ends.isoformat())


def demand_arrived(on: date, *, today: date, field: str = "on") -> None:
    """Refuse a day that is still to come.

    Our choice: a change of units or posts is applied when it is ordered, with effect from that day or an earlier one.
    What is only planned is no fact yet, and no event would tell of the day on which it became one.
    """
    if on > today:
        raise DayAhead(field=field, on=on.isoformat())


def as_far_back(today: date) -> date:
    """Since when that holds which a file tells us for the first time (our choice): 1 January of last year.

    A file says what is so, not since when. This way every month of this year finds its unit and its post, also the one
    whose period begins in December, and so do the months of a year that is classified in the next one.
    """
    return date(today.year - 1, 1, 1)
