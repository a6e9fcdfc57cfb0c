"""The tags of an objective."""

import unicodedata
from collections.abc import Iterable


def tidied(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags in lower case with single spaces, each once, in the order in which they were written."""
    clean = (" ".join(unicodedata.normalize("NFC", tag.lower()).split()) for tag in tags)
    return tuple(dict.fromkeys(clean))
