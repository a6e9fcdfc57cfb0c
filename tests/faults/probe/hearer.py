"""Hears of notes. What it writes has no natural key on purpose: only the inbox keeps it from being written twice."""

import time
from dataclasses import dataclass

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from hanoiwork_shared.bus_nameko import Entrypoints, listen
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.errors import Conflict, Unavailable
from hanoiwork_shared.facts import read
from tests.faults.probe.settings import ProbeSettings, started

metadata = MetaData()
heard = Table(
    "heard",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("note_id", String(36), nullable=False),
    Column("n", Integer, nullable=False),
)

units = Table(
    "unit_heard",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("code", String(80), nullable=False),
)

PERMANENT = -1
"""A note that is never accepted."""

PASSING = -2
"""A note that is accepted the second time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the hearer reads of a note."""

    note_id: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the hearer reads of a unit."""

    code: str


class Hearer(Entrypoints):
    """Events that the hearer listens to."""

    name = "probe_hearer"

    @listen("probe_teller.note.taken.v1")
    def hear(self, envelope: Envelope) -> None:
        """Write a note down."""
        note = read(Note, envelope.data)
        own = self.runtime.own
        started(own, f"hear {note.n}")
        time.sleep(own.pause_ms / 1000)
        if note.n == PERMANENT:
            raise Conflict(reason="never")
        stumble(own, str(note.n))
        if note.n == PASSING and own.trace.read_text().splitlines().count(f"hear {PASSING}") == 1:
            raise Unavailable(what="the probe")
        with self.runtime.database.begin() as connection:
            connection.execute(insert(heard).values(note_id=note.note_id, n=note.n))

    @listen("directory.unit.changed.v1")
    def count_unit(self, envelope: Envelope) -> None:
        """Write down each time a unit changes, beside the listener that every service has for the same event."""
        code = read(Unit, envelope.data).code
        stumble(self.runtime.own, code)
        with self.runtime.database.begin() as connection:
            connection.execute(insert(units).values(code=code))


def stumble(own: ProbeSettings, text: str) -> None:
    """Refuse for good what the hearer has been told to stumble over."""
    if own.stumbles_over and own.stumbles_over in text:
        raise Conflict(reason="until mended")
