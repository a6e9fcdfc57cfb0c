"""The days of a rule are those of RFC 5545, and no more is looked through than there is between start and end."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_shared.errors import Refused
from hanoiwork_tasks.domain.recurring import rule as rules
from hanoiwork_tasks.domain.recurring.rule import Rule, read_rule

START, LAST = date(2026, 1, 1), date(2036, 1, 1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def some(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.lists(numbers, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


NAMED = st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True).map(",".join)
NUMBERED = st.lists(
    st.builds(lambda number, day: f"{number or ''}{day}", st.integers(-2, 3), st.sampled_from(DAYS)),
    min_size=1, max_size=3, unique=True,
).map(",".join)  # fmt: skip
MONTHS = some(st.integers(1, 12))
MONTH_DAYS = some(st.sampled_from([-31, -2, -1, 1, 5, 28, 29, 30, 31]))
PLACES = some(st.sampled_from([-2, -1, 1, 2]))


def rule_of(frequency: str, **parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.fixed_dictionaries({"FREQ": st.just(frequency)}, optional=parts).map(
        lambda found: ";".join(f"{name}={part}" for name, part in found.items())
    )


def needs_days(text: str) -> str:
    """BYSETPOS stands beside another part (RFC 5545), and dateutil insists on that."""
    return (
        text if any(name in text for name in ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")) else f"{text};BYDAY=MO"
    )


COMMON: dict[str, Any] = {
    "INTERVAL": st.integers(1, 5).map(str),
    "WKST": st.sampled_from(DAYS),
    "BYMONTH": MONTHS,
    "BYSETPOS": PLACES,
}
RULES = st.one_of(
    rule_of("DAILY", BYDAY=NAMED, BYMONTHDAY=MONTH_DAYS, **COMMON),
    rule_of("WEEKLY", BYDAY=NAMED, **COMMON),
    rule_of("MONTHLY", BYDAY=NUMBERED, BYMONTHDAY=MONTH_DAYS, **COMMON),
    rule_of(
        "YEARLY", BYDAY=NAMED, BYMONTHDAY=MONTH_DAYS, BYYEARDAY=some(st.sampled_from([-366, -1, 1, 60, 366])),
        BYWEEKNO=some(st.sampled_from([-1, 1, 26, 53])), **COMMON,
    ),
).map(needs_days)  # fmt: skip


def begin_of_week(text: str, day: date) -> date:
    """dateutil counts places in a first week without the days before the start; RFC 5545 counts them in whole weeks."""
    first = DAYS.index(text.partition("WKST=")[2][:2] or "MO")
    return day - timedelta(days=(day.weekday() - first) % 7)


def test_places_are_counted_in_whole_weeks() -> None:
    wednesday = date(2020, 1, 1)
    rule = read_rule("FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1", starts=wednesday)
    assert list(rule.days(wednesday, date(2020, 1, 15))) == [date(2020, 1, 6), date(2020, 1, 13)]


@given(text=RULES, starts=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_its_days_are_those_that_dateutil_knows(text: str, starts: date) -> None:
    if "WEEKLY" in text and "BYSETPOS" in text:
        starts = begin_of_week(text, starts)
    last = starts + timedelta(days=1100)
    known = rrulestr(f"{text};UNTIL={last:%Y%m%d}", dtstart=datetime.combine(starts, time.min))
    wanted = [moment.date() for moment in takewhile(lambda moment: moment.date() <= last, known)]
    assert list(read_rule(text, starts=starts).days(starts, last)) == wanted


NEVER = (
    "FREQ=DAILY;BYSETPOS=2;BYDAY=MO",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=WEEKLY;BYSETPOS=7;BYDAY=MO,TU",
    "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
    "FREQ=MONTHLY;BYSETPOS=366;BYDAY=MO",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
)


@pytest.mark.parametrize("text", NEVER)
def test_a_rule_that_never_comes_is_looked_for_between_start_and_end_only(text, monkeypatch) -> None:
    looked = []

    def counted(one: str, **given: Any) -> Any:
        looked.append(one)
        return rrulestr(one, **given)

    placed = Rule._placed

    def counting(self: Rule, days: list[date]) -> list[date]:
        looked.append(str(days))
        return placed(self, days)

    rule = read_rule(text, starts=START)
    monkeypatch.setattr(rules, "rrulestr", counted)
    monkeypatch.setattr(Rule, "_placed", counting)
    assert list(rule.days(START, LAST)) == []
    assert len(looked) <= (LAST - START).days + 1


@pytest.mark.parametrize("text", NEVER)
def test_one_period_asked_of_dateutil_ends_with_it(text) -> None:
    if not text.startswith(("FREQ=MONTHLY", "FREQ=YEARLY")):
        return
    one = read_rule(text, starts=START)._of_one_period(START)
    begins = rrulestr(one, dtstart=datetime.combine(START, time.min))
    assert list(begins) == []


@given(text=st.text(alphabet="FREQ=DAILYWKMONTHBSPU;0123456789,-:", max_size=60))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    for begun in (text, f"FREQ=DAILY;{text}", f"FREQ=YEARLY;{text}"):
        try:
            rule = read_rule(begun, starts=START)
        except Refused:
            continue
        list(_first(rule.days(START, LAST)))


ODD = st.sampled_from(["-999", "-54", "-6", "0", "6", "13", "54", "99", "367", "9999", "120000", "9" * 20, "x", ""])
ODD_DAYS = st.builds(lambda number, day: f"{number}{day}", ODD, st.sampled_from(DAYS))
ODD_RULES = st.one_of(
    [
        rule_of(
            frequency, INTERVAL=ODD, COUNT=ODD, BYDAY=ODD_DAYS, BYMONTH=st.one_of(ODD, MONTHS), BYMONTHDAY=ODD,
            BYYEARDAY=ODD, BYWEEKNO=ODD, BYSETPOS=ODD,
        )
        for frequency in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
    ]
)  # fmt: skip


@given(text=ODD_RULES)
def test_a_rule_with_odd_numbers_is_refused_or_counted_to_its_end(text: str) -> None:
    try:
        rule = read_rule(text, starts=START)
    except Refused:
        return
    assert all(START <= day <= LAST for day in rule.days(START, LAST))


def _first(found: Iterator[date]) -> Iterator[date]:
    for _, day in zip(range(3), found, strict=False):
        yield day
