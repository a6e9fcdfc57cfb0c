"""The teller's one use case: a note and its event, in one transaction."""

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.runtime import Runtime
from tests.faults.probe.events import NoteTaken

metadata = MetaData()
notes = Table("note", metadata, Column("id", String(36), primary_key=True), Column("n", Integer, nullable=False))


def take_note(runtime: Runtime, n: int) -> str:
    """Take a note and tell of it; answers its id."""
    note_id = new_id()
    with runtime.database.begin() as connection:
        connection.execute(insert(notes).values(id=note_id, n=n))
        runtime.outbox.tell(connection, NoteTaken(note_id=note_id, n=n, version=1))
    return note_id
