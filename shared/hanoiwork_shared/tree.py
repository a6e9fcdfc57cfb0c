"""A tree of rows that each name the one above them: the line upwards from one row, and everything below some."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Select, select


def line_up(connection: Connection, key: Column[Any], parent: Column[Any], *, start: str) -> tuple[str, ...]:
    """The keys from this row up to the root, itself first; an unknown one has no line."""
    above = select(key.label("key"), parent.label("parent")).where(key == start).cte("line", recursive=True)
    above = above.union(select(key, parent).where(key == above.c.parent))
    parents = {row.key: row.parent for row in connection.execute(select(above))}
    line: list[str] = []
    step: str | None = start
    while step is not None and step in parents and step not in line:
        line.append(step)
        step = parents[step]
    return tuple(line)


def all_below(key: Column[Any], parent: Column[Any], *, tops: Iterable[str]) -> Select[Any]:
    """The keys of these rows and of every row under them, as a query."""
    under = select(key.label("key")).where(key.in_(sorted(set(tops)))).cte(recursive=True)
    under = under.union(select(key).where(parent == under.c.key))
    return select(under.c.key)
