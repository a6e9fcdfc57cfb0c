"""Many rows at once: the same statement for any number of them, in slices that every database takes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

from hanoiwork_shared.database import insert

T = TypeVar("T")
SLICE = 10_000
"""The most identifiers in one statement: SQLite takes 32 766 parameters, PostgreSQL's driver any number."""


def sliced(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut a long list into slices that fit into one statement."""
    for start in range(0, len(items), SLICE):
        yield items[start : start + SLICE]


def upsert_many(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, keys: Sequence[str] = ("id",)
) -> None:
    """Insert rows that have the same columns, or replace those whose keys are there already."""
    if not rows:
        return
    statement = insert(connection, table)
    news = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=[table.c[key] for key in keys], set_=news), rows)
