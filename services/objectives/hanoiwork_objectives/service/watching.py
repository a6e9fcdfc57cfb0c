"""Telling what progress is called: with every change that moves it, and day by day where time alone does."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from hanoiwork_objectives.domain.watch import Watch, look
from hanoiwork_objectives.service.ports import Tells
from hanoiwork_shared.clock import Clock

MOST = 500
"""Looks in one transaction: a fraction of a second of work (our choice)."""


class Watched(Tells, Protocol):
    """The watches of one transaction."""

    def touched(self) -> tuple[Iterable[str], Iterable[str]]:
        """The objectives and the measures saved in this transaction, by identifier."""
        ...

    def watched(self, objective_ids: Iterable[str], measure_ids: Iterable[str]) -> Sequence[Watch]:
        """These objectives with all their measures, and these measures; what is kept of them is locked."""
        ...

    def due(self, day: date, *, most: int) -> Sequence[Watch]:
        """Up to `most` of those that may be called otherwise by now and that nobody else is looking at."""
        ...

    def keep_watches(self, seen: Sequence[Watch]) -> None:
        """Keep what was told and when to look again."""
        ...


def announce(session: Watched, *, as_of: date) -> None:
    """Tell of what was saved in a transaction and is called otherwise now; the store does so before it commits."""
    objectives, measures = session.touched()
    if objectives or measures:
        _tell(session, session.watched(objectives, measures), as_of=as_of)


class Watching:
    """The daily look at what time alone has changed."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Watched]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def look(self) -> int:
        """Look at some of what is due and tell what is news; says how many, 0 when nothing was due.

        Any number of replicas may do so at once: each takes what no other holds, so nothing is told twice.
        """
        with self._begin() as session:
            due = session.due(self._clock.today(), most=MOST)
            _tell(session, due, as_of=self._clock.today())
        return len(due)


def _tell(session: Watched, watches: Iterable[Watch], *, as_of: date) -> None:
    seen = [(watch, *look(watch, as_of=as_of)) for watch in watches]
    session.keep_watches([now for before, now, _ in seen if now != before])
    session.tell_all([fact for _, _, fact in seen if fact is not None])
