"""Text that can be kept, and shown as it is."""

import re

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""A NUL, which PostgreSQL refuses, and half of a UTF-16 pair, which no encoding takes."""

ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but tabs and ends of lines, and marks that turn the direction of writing, with which a text looks
like something else than it says (Unicode TR 36)."""


def writable(text: str) -> bool:
    """Whether a text can be kept."""
    return UNWRITABLE.search(text) is None


def legible(text: str) -> bool:
    """Whether people read in a text what it says."""
    return ILLEGIBLE.search(text) is None
