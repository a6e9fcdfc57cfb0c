"""Scoring periods: a month from the 25th to the 24th (deck)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hanoiwork_evaluation.domain.refusals import PeriodGap, PeriodIsClosed, PeriodMalformed, PeriodNotOver
from hanoiwork_evaluation.events import PeriodClosed, PeriodOpened
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.identifiers import new_id

CODE = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII)


class PeriodStatus(StrEnum):
    """Open for scoring, or closed and locked."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One scoring month, with the rule pack that governs it for ever."""

    id: str
    code: str
    starts: date
    ends: date
    rule_pack: str
    status: PeriodStatus = PeriodStatus.OPEN
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether its sheets may still be changed."""
        return self.status is PeriodStatus.OPEN

    def must_be_open(self) -> None:
        """Refuse when the period is locked."""
        if not self.is_open:
            raise PeriodIsClosed(period=self.code)

    def must_be_over(self, today: date) -> None:
        """Refuse while work may still become due in it (our choice: a sheet is handed in once, after the month)."""
        if today <= self.ends:
            raise PeriodNotOver(period=self.code, ends=self.ends.isoformat())

    def must_join(self, others: Iterable["Period"]) -> None:
        """Refuse to share a day with another period, or to leave days out next to a neighbouring month."""
        for other in others:
            first, second = sorted((self, other), key=lambda period: period.code)
            neighbours = _following(month(first.code)) == month(second.code)
            if second.starts <= first.ends or (neighbours and (second.starts - first.ends).days > 1):
                raise PeriodGap(field="code", **_spans(self, other))


def month(code: str, *, field: str = "code") -> date:
    """The first calendar day of the month that `code` (2026-06) names; rule packs are chosen by it (our choice)."""
    if not CODE.fullmatch(code):
        raise PeriodMalformed(field=field, period=code)
    return date(int(code[:4]), int(code[5:]), 1)


def span(code: str, *, first_day: int) -> tuple[date, date]:
    """First and last day of a period that begins on `first_day` (1 to 28) of the month before; 1 is the plain month."""
    named = month(code)
    if first_day == 1:
        return named, _following(named) - timedelta(days=1)
    before = (named - timedelta(days=1)).replace(day=first_day)
    return before, named.replace(day=first_day) - timedelta(days=1)


def _following(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _spans(period: Period, other: Period) -> dict[str, str]:
    return {
        "period": period.code,
        "starts": period.starts.isoformat(),
        "ends": period.ends.isoformat(),
        "other": other.code,
        "other_starts": other.starts.isoformat(),
        "other_ends": other.ends.isoformat(),
    }


def opened(code: str, *, rule_pack: str, first_day: int) -> tuple[Period, PeriodOpened]:
    """Open a month under a rule pack."""
    starts, ends = span(code, first_day=first_day)
    period = Period(id=new_id(), code=code, starts=starts, ends=ends, rule_pack=rule_pack)
    return period, PeriodOpened(period_id=period.id, code=code, starts=starts, ends=ends, version=period.version)


def closed(period: Period, *, version: int | None) -> tuple[Period, PeriodClosed]:
    """Close an open month."""
    if version not in (None, period.version):
        raise Stale(current=period.version, sent=version)
    period.must_be_open()
    shut = replace(period, status=PeriodStatus.CLOSED, version=period.version + 1)
    told = PeriodClosed(period_id=shut.id, code=shut.code, starts=shut.starts, ends=shut.ends, version=shut.version)
    return shut, told
