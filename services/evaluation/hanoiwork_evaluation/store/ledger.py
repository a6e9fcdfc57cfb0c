"""The task ledger: one row a task, and one an objective with what it hangs under."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select
from sqlalchemy.engine import RowMapping

from hanoiwork_evaluation.domain.lines import Entry, Group, Line, Objective
from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.sheet import Post
from hanoiwork_evaluation.store.tables import objectives, tasks
from hanoiwork_shared.database import upsert_newer
from hanoiwork_shared.places import people as places

MOST_KEYS = 5000
"""How many keys one statement names; more are asked for in turns (SQLite allows some 32 000)."""

GROUPS = tuple(Group)


class LedgerRows:
    """The ledger through one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def learn(self, entry: Entry) -> None:
        """Keep what was told of a task, unless something newer was told already."""
        values = asdict(entry)
        values |= {"task_group": values.pop("group").value, "counts": entry.counts}
        upsert_newer(self._connection, tasks, values, key="task_id", order="sequence")

    def learn_objective(self, objective: Objective) -> None:
        """Keep under which other one an objective hangs, unless something newer was told already."""
        upsert_newer(self._connection, objectives, asdict(objective), key="objective_id", order="sequence")

    def posts(self, period: Period, people: Sequence[str] | None = None) -> tuple[tuple[Post, ...], int]:
        """Everybody (or of these people) with work due in a period and a known post, and how many lack the post."""
        working = select(tasks.c.person_id).where(counting(period)).distinct()
        if people is not None:
            working = working.where(tasks.c.person_id.in_(people))
        workers = working.subquery()
        found = self._connection.execute(
            select(workers.c.person_id, places.c.unit_id, places.c.person_type)
            .outerjoin(places, places.c.person_id == workers.c.person_id)
            .order_by(workers.c.person_id)
        ).all()
        posts = tuple(
            Post(person_id=row.person_id, unit_id=row.unit_id, person_type=row.person_type)
            for row in found
            if row.unit_id is not None
        )
        return posts, len(found) - len(posts)

    def lines(self, period: Period, people: Sequence[str]) -> Mapping[str, tuple[Line, ...]]:
        """The counting lines of each of these people that are due in a period, in the order of the score table."""
        found: dict[str, list[Line]] = {}
        for some in turns(people):
            chosen = select(tasks).where(counting(period), tasks.c.person_id.in_(some))
            for row in self._connection.execute(chosen).mappings():
                found.setdefault(row["person_id"], []).append(_entry(row).line())
        return {person: in_order(lines) for person, lines in found.items()}


def turns(keys: Iterable[str]) -> Iterator[list[str]]:
    """Distinct keys, as many at a time as one statement takes."""
    distinct = list(dict.fromkeys(keys))
    for start in range(0, len(distinct), MOST_KEYS):
        yield distinct[start : start + MOST_KEYS]


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines as the score table has them: OKR/KPI, routine, arising; by code inside."""
    return tuple(sorted(lines, key=lambda line: (GROUPS.index(line.group), line.code, line.task_id)))


def counting(period: Period) -> ColumnElement[bool]:
    """Whether a row of the ledger is somebody's work due in a period."""
    return and_(tasks.c.counts, tasks.c.due >= period.starts, tasks.c.due <= period.ends)


def _entry(row: RowMapping) -> Entry:
    values: dict[str, Any] = {name: value for name, value in row.items() if name not in ("task_group", "counts")}
    return Entry(**values, group=Group(row["task_group"]))
