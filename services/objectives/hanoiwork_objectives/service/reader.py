"""For whom something is shown, and as of which day."""

from dataclasses import dataclass
from datetime import date

from hanoiwork_objectives.domain.report_refusals import DayInFuture


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom and as of which day something is shown; `past` when that is the end of an earlier day."""

    as_of: date
    locale: str = "vi"
    past: bool = False

    @property
    def day(self) -> date | None:
        """The earlier day that is shown, if one is."""
        return self.as_of if self.past else None


def reader_of(locale: str, as_of: date | None, *, today: date) -> Reader:
    """Who reads in `locale`, of today when no day is named; refuses a day that has not come."""
    if as_of is not None and as_of > today:
        raise DayInFuture(field="as_of", day=str(as_of), today=str(today))
    return Reader(as_of=as_of or today, locale=locale, past=as_of is not None and as_of < today)
