"""Runs and their chunks; a chunk is lent to one worker at a time, and finished by the last borrower only."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from hanoiwork_evaluation.domain.refusals import ChunkLost
from hanoiwork_evaluation.domain.run import Chunk, Made, Run
from hanoiwork_evaluation.store.tables import chunks, runs

PLAIN = ("id", "period", "rule_pack", "started_by", "started", "finished", "people", "skipped", "chunks")
COUNTS = ("generated", "refreshed", "untouched")


class RunRows:
    """Runs through one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_run(self, run: Run, parts: Sequence[Chunk]) -> None:
        """Save a planned run with its chunks."""
        self._connection.execute(insert(runs).values(**{name: getattr(run, name) for name in PLAIN}))
        values = [
            {"run_id": chunk.run_id, "number": chunk.number, "people": json.dumps(chunk.people)} for chunk in parts
        ]
        if values:
            self._connection.execute(insert(chunks), values)

    def runs(self, period: str | None) -> tuple[Run, ...]:
        """The runs (of a period) with what their chunks came to, the newest first."""
        done = (
            select(
                chunks.c.run_id,
                func.count().label("chunks_done"),
                *(func.sum(chunks.c[name]).label(name) for name in COUNTS),
            )
            .where(chunks.c.done)
            .group_by(chunks.c.run_id)
            .subquery()
        )
        chosen = (
            select(runs, done.c.chunks_done, *(done.c[name] for name in COUNTS))
            .outerjoin(done, done.c.run_id == runs.c.id)
            .order_by(runs.c.started.desc(), runs.c.id.desc())
        )
        found = self._connection.execute(chosen if period is None else chosen.where(runs.c.period == period))
        return tuple(_run(row) for row in found.mappings())

    def waiting_chunk(self, now: datetime) -> tuple[Run, Chunk] | None:
        """A chunk that nobody has, or whose borrower has been gone too long; held until this transaction ends."""
        row = (
            self._connection.execute(
                select(chunks)
                .where(~chunks.c.done, or_(chunks.c.lent_until.is_(None), chunks.c.lent_until < now))
                .order_by(chunks.c.run_id, chunks.c.number)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            .mappings()
            .one_or_none()
        )
        if row is None:
            return None
        run = self._connection.execute(select(runs).where(runs.c.id == row["run_id"])).mappings().one()
        return _run(run), _chunk(row)

    def lend_chunk(self, chunk: Chunk) -> None:
        """Save that a worker has a chunk."""
        self._connection.execute(
            update(chunks).where(*_is(chunk)).values(fence=chunk.fence, lent_until=chunk.lent_until)
        )

    def finish_chunk(self, chunk: Chunk, made: Made, now: datetime) -> None:
        """Save what a chunk came to, and the end of the run with its last one; raises ChunkLost to a late worker.

        The run is held first: of two workers with the last two chunks, the second then sees that the first is done.
        """
        self._connection.execute(select(runs.c.id).where(runs.c.id == chunk.run_id).with_for_update())
        counts = {name: getattr(made, name) for name in COUNTS}
        mine = update(chunks).where(*_is(chunk), chunks.c.fence == chunk.fence, ~chunks.c.done)
        if self._connection.execute(mine.values(done=True, **counts)).rowcount != 1:
            raise ChunkLost(run=chunk.run_id, number=chunk.number)
        left = select(chunks.c.number).where(chunks.c.run_id == chunk.run_id, ~chunks.c.done).exists()
        self._connection.execute(
            update(runs).where(runs.c.id == chunk.run_id, runs.c.finished.is_(None), ~left).values(finished=now)
        )


def _is(chunk: Chunk) -> tuple[Any, ...]:
    return chunks.c.run_id == chunk.run_id, chunks.c.number == chunk.number


def _run(row: RowMapping) -> Run:
    return Run(
        **{name: row[name] for name in PLAIN},
        chunks_done=row.get("chunks_done") or 0,
        made=Made(**{name: int(row.get(name) or 0) for name in COUNTS}),
    )


def _chunk(row: RowMapping) -> Chunk:
    return Chunk(
        run_id=row["run_id"],
        number=row["number"],
        people=tuple(json.loads(row["people"])),
        fence=row["fence"],
        lent_until=row["lent_until"],
    )
