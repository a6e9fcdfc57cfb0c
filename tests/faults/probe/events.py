"""What the teller tells."""

from dataclasses import dataclass
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTaken(Fact):
    """A note was taken; `n` is the number the client gave it."""

    type: ClassVar[str] = "probe_teller.note.taken.v1"
    about: ClassVar[str] = "note_id"

    note_id: str
    n: int


TELLS = (NoteTaken,)
"""Everything the teller tells."""
