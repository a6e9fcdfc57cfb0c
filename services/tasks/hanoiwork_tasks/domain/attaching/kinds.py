"""The kinds of file that are kept, and whether a file is of the kind that its name says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import puremagic

from hanoiwork_tasks.domain.attaching.archives import Packed, demand_no_archives, look_into
from hanoiwork_tasks.domain.attaching.names import ending
from hanoiwork_tasks.domain.attaching.refusals import FileKindRefused, FileMislabelled

_HEAD = 4096
_ZIP = b"PK"
_MARKUP = re.compile(r"\s*<(!doctype|html|head|body|script|svg|\?xml|\?php)", re.IGNORECASE)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OPEN = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: its media type, and how content is recognised as it."""

    media_type: str
    is_it: Callable[[bytes], bool]


def media_type_of(name: str, content: bytes, *, allowed: frozenset[str]) -> str:
    """The media type of a file by its ending, if it is what the ending says.

    Raises FileKindRefused for an ending that is not allowed, FileMislabelled for other content, ArchiveUnsafe.
    """
    end = ending(name)
    kind = KINDS.get(end)
    if kind is None or end not in allowed:
        raise FileKindRefused(field="name", ending=end, allowed=", ".join(sorted(allowed)))
    if not kind.is_it(content):
        raise FileMislabelled(field="content", ending=end)
    return kind.media_type


def _signed(*endings: str) -> Callable[[bytes], bool]:
    """Content that begins as files with one of these endings do."""

    def is_it(content: bytes) -> bool:
        try:
            found = puremagic.magic_string(content[:_HEAD])
        except puremagic.PureError:
            return False
        return any(one.extension in endings for one in found)

    return is_it


def _office(folder: str) -> Callable[[bytes], bool]:
    """A document of Office Open XML without macros, which have endings of their own."""

    def is_it(content: bytes) -> bool:
        packed = _packed(content)
        names = packed.names if packed is not None else frozenset()
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names) and not macros

    return is_it


def _open_document(what: str) -> Callable[[bytes], bool]:
    def is_it(content: bytes) -> bool:
        packed = _packed(content)
        return packed is not None and packed.mimetype == f"{_OPEN}{what}"

    return is_it


def _archive(content: bytes) -> bool:
    packed = _packed(content)
    if packed is not None:
        demand_no_archives(packed)
    return packed is not None


def _packed(content: bytes) -> Packed | None:
    return look_into(content) if content.startswith(_ZIP) else None


def _text(content: bytes) -> bool:
    """Text in UTF-8, or in UTF-16 that says so, which is no markup that a browser would run."""
    coding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(coding)
    except UnicodeDecodeError:
        return False
    return _NO_TEXT.search(text) is None and _MARKUP.match(text) is None


KINDS: Mapping[str, Kind] = {
    ".pdf": Kind(media_type="application/pdf", is_it=_signed(".pdf")),
    ".docx": Kind(media_type=f"{_OFFICE}wordprocessingml.document", is_it=_office("word/")),
    ".xlsx": Kind(media_type=f"{_OFFICE}spreadsheetml.sheet", is_it=_office("xl/")),
    ".pptx": Kind(media_type=f"{_OFFICE}presentationml.presentation", is_it=_office("ppt/")),
    ".doc": Kind(media_type="application/msword", is_it=_signed(".doc")),
    ".xls": Kind(media_type="application/vnd.ms-excel", is_it=_signed(".doc", ".xls")),
    ".ppt": Kind(media_type="application/vnd.ms-powerpoint", is_it=_signed(".doc", ".ppt")),
    ".odt": Kind(media_type=f"{_OPEN}text", is_it=_open_document("text")),
    ".ods": Kind(media_type=f"{_OPEN}spreadsheet", is_it=_open_document("spreadsheet")),
    ".odp": Kind(media_type=f"{_OPEN}presentation", is_it=_open_document("presentation")),
    ".png": Kind(media_type="image/png", is_it=_signed(".png")),
    ".jpg": Kind(media_type="image/jpeg", is_it=_signed(".jpg", ".jpeg", ".jfif")),
    ".jpeg": Kind(media_type="image/jpeg", is_it=_signed(".jpg", ".jpeg", ".jfif")),
    ".tif": Kind(media_type="image/tiff", is_it=_signed(".tif", ".tiff")),
    ".tiff": Kind(media_type="image/tiff", is_it=_signed(".tif", ".tiff")),
    ".txt": Kind(media_type="text/plain; charset=utf-8", is_it=_text),
    ".csv": Kind(media_type="text/csv; charset=utf-8", is_it=_text),
    ".zip": Kind(media_type="application/zip", is_it=_archive),
}
"""By ending. Old Office files share one signature, so that only the ending tells them apart."""
