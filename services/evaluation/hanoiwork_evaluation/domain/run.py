"""Runs: the making of a month's draft sheets, cut into chunks that workers take one at a time.

A chunk is lent for a while under a fencing number. Who comes back with an older number was too slow: somebody else
has the chunk, and the late work is not saved. A worker may die at any moment and nothing is lost or done twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hanoiwork_evaluation.domain.period import Period
from hanoiwork_shared.identifiers import new_id

CHUNK_PEOPLE = 500
LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of some people's sheets: newly made, brought up to date, left alone."""

    generated: int = 0
    refreshed: int = 0
    untouched: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One making of a period's sheets. `finished` is None while chunks are left.

    `people` have work due in the period; `skipped` of them have no known post: the directory has not told of them yet.
    """

    id: str
    period: str
    rule_pack: str
    started_by: str
    started: datetime
    people: int
    skipped: int
    chunks: int
    chunks_done: int = 0
    finished: datetime | None = None
    made: Made = Made()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some people of a run. `fence` counts how often it was lent; only the newest borrower may finish it."""

    run_id: str
    number: int
    people: tuple[str, ...]
    fence: int = 0
    lent_until: datetime | None = None


def planned(
    period: Period, people: Sequence[str], *, skipped: int, by: str, at: datetime
) -> tuple[Run, tuple[Chunk, ...]]:
    """Plan a run over people with work and a known post."""
    run_id = new_id()
    cuts = range(0, len(people), CHUNK_PEOPLE)
    chunks = tuple(
        Chunk(run_id=run_id, number=number, people=tuple(people[cut : cut + CHUNK_PEOPLE]))
        for number, cut in enumerate(cuts)
    )
    run = Run(
        id=run_id,
        period=period.code,
        rule_pack=period.rule_pack,
        started_by=by,
        started=at,
        people=len(people) + skipped,
        skipped=skipped,
        chunks=len(chunks),
        finished=None if chunks else at,
    )
    return run, chunks


def lent(chunk: Chunk, *, at: datetime) -> Chunk:
    """Lend a chunk to a worker under a new number."""
    return replace(chunk, fence=chunk.fence + 1, lent_until=at + LEASE)
