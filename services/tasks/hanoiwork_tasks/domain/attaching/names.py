"""What a file may be called; no name becomes a path anywhere, but people save files under it."""

import re
import unicodedata

from hanoiwork_tasks.domain.attaching.refusals import FileNameInvalid

LONGEST_NAME = 200
_FOLDERS = re.compile(r"[/\\]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def file_name(written: str) -> str:
    """The last part of a path as a name; raises FileNameInvalid for one that nobody could read or save.

    Control characters and marks that turn the direction of writing (with which `exe.pdf` is shown for `fdp.exe`) are
    refused.
    """
    name = unicodedata.normalize("NFC", _FOLDERS.split(written)[-1]).strip(" .")
    seen = all(unicodedata.category(sign)[0] != "C" for sign in name)
    if not seen or not 1 < len(name) <= LONGEST_NAME or "." not in name or _RESERVED.fullmatch(name):
        raise FileNameInvalid(field="name", most=LONGEST_NAME)
    return name


def ending(name: str) -> str:
    """The ending of a name in small letters, with its dot."""
    return f".{name.rpartition('.')[2].lower()}"
