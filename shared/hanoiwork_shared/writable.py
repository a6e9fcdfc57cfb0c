"""Text that every database takes."""

import re

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""A NUL, which PostgreSQL refuses, and half of a UTF-16 pair, which no encoding takes."""


def writable(text: str) -> bool:
    """Whether a text can be kept."""
    return UNWRITABLE.search(text) is None
