"""Takes notes. A note has no natural key on purpose: only the idempotency key keeps it from being taken twice."""

import time

from marshmallow import fields

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command
from hanoiwork_shared.doors import Door
from tests.faults.probe.notes import take_note
from tests.faults.probe.settings import started


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
        return {"id": take_note(self.runtime, n), "n": n}
