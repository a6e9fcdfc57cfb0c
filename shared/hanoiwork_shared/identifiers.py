"""Identifiers: UUID version 7 (RFC 9562), so that newer rows sort after older ones, also within a millisecond."""

import os
import threading
import time
from uuid import UUID

_LOCK = threading.Lock()
_TAIL_BITS = 74
_STEP_BYTES = 4


class _Last:
    """The last identifier that this process gave out: its millisecond, and the bits behind that."""

    milliseconds = 0
    tail = 0


def new_id() -> str:
    """A fresh UUIDv7 as text: 48 bits of Unix milliseconds, 74 random bits; within a millisecond they only grow."""
    with _LOCK:
        milliseconds, tail = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10), "big") >> 6
        if milliseconds <= _Last.milliseconds:
            milliseconds = _Last.milliseconds
            tail = _Last.tail + 1 + int.from_bytes(os.urandom(_STEP_BYTES), "big")
        milliseconds, tail = milliseconds + (tail >> _TAIL_BITS), tail & ((1 << _TAIL_BITS) - 1)
        _Last.milliseconds, _Last.tail = milliseconds, tail
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return str(UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | low))
