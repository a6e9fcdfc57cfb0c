"""Writing over a row only as long as it still has the version that a change was decided on."""

from typing import Any

from sqlalchemy import Connection, Table, select, update

from hanoiwork_shared.errors import Stale


def put_changed(connection: Connection, table: Table, values: dict[str, Any], *, seen: int) -> None:
    """Save the row of `values` that had version `seen`; raises Stale when another change came first."""
    mine = (table.c.id == values["id"], table.c.version == seen)
    if connection.execute(update(table).where(*mine).values(values)).rowcount != 1:
        raise stale(connection, table, values["id"], seen=seen)


def stale(connection: Connection, table: Table, row_id: str, *, seen: int) -> Stale:
    """The refusal of a change that was decided on version `seen` of a row that has another by now."""
    version = connection.execute(select(table.c.version).where(table.c.id == row_id)).scalar_one()
    return Stale(field="version", current=int(version), sent=seen)
