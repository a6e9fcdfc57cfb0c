"""Identifiers: UUID version 7 (RFC 9562), so that newer rows sort after older ones."""

import os
import time
from uuid import UUID


def new_id() -> str:
    """A fresh UUIDv7 as text: 48 bits of Unix milliseconds, the rest random."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(UUID(int=value))
