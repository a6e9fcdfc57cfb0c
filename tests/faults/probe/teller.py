"""Takes notes. A note has no natural key on purpose: only the idempotency key keeps it from being taken twice."""

import time

from marshmallow import fields
from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command
from hanoiwork_shared.doors import Door
from hanoiwork_shared.identifiers import new_id
from tests.faults.probe.events import NoteTaken
from tests.faults.probe.settings import started

metadata = MetaData()
notes = Table("note", metadata, Column("id", String(36), primary_key=True), Column("n", Integer, nullable=False))


class NoteWanted(Door):
    """A number to note."""

    n = fields.Integer(required=True, strict=True)


class Teller(Entrypoints):
    """Calls that the teller answers."""

    name = "probe_teller"

    @command(NoteWanted)
    def note(self, request: Request) -> object:
        """Take a note and tell of it."""
        n = request.input["n"]
        started(self.runtime.own, f"note {n}")
        time.sleep(self.runtime.own.pause_ms / 1000)
        note_id = new_id()
        with self.runtime.database.begin() as connection:
            connection.execute(insert(notes).values(id=note_id, n=n))
            self.runtime.outbox.tell(connection, NoteTaken(note_id=note_id, n=n, version=1))
        return {"id": note_id, "n": n}
