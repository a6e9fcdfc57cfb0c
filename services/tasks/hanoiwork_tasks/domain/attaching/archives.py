"""Looking into archives without unpacking them anywhere: how much is in them, and that it is what they say."""

import io
import zipfile
from dataclasses import dataclass

from hanoiwork_tasks.domain.attaching.refusals import ArchiveUnsafe

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes that an archive may unpack to (our choice)."""
MOST_TIMES = 200
"""How many times its own size, once it is more than ENOUGH (our choice): XML packs well, bombs pack a thousandfold."""
ENOUGH = 20 * 1024 * 1024
MOST_PARTS = 5000
CHUNK = 1024 * 1024
ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".jar", ".zst")
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The parts of an archive by name, and its first part `mimetype`, by which OpenDocument is known."""

    names: frozenset[str]
    mimetype: str


def look_into(content: bytes) -> Packed:
    """Look into a ZIP archive; raises ArchiveUnsafe for a bomb, a damaged one, or one with a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _demand_small(parts, size=len(content))
            for part in parts:
                _demand_honest(archive, part)
            return Packed(names=frozenset(part.filename for part in parts), mimetype=_mimetype(archive, parts))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _unsafe("it is damaged", "bị hỏng") from error


def demand_no_archives(packed: Packed) -> None:
    """Refuse archives within an archive."""
    if any(name.lower().endswith(ARCHIVES) for name in packed.names):
        raise _unsafe("there are archives in it", "có tệp nén bên trong")


def _demand_small(parts: list[zipfile.ZipInfo], *, size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise _unsafe(f"more than {MOST_PARTS} files", f"quá {MOST_PARTS} tệp")
    if unpacked > MOST_UNPACKED or (unpacked > ENOUGH and unpacked > MOST_TIMES * size):
        raise _unsafe("it unpacks to too much", "giải nén ra quá lớn")
    if sum(part.compress_size for part in parts) > size:
        raise _unsafe("its parts lie over each other", "các phần chồng lên nhau")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise _unsafe("it has a password", "có mật khẩu")


def _demand_honest(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part to its end, a little at a time; `zipfile` gives no more than the part says and checks its sum."""
    with archive.open(part) as opened:
        while opened.read(CHUNK):
            pass


def _mimetype(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> str:
    first = next((part for part in parts if part.filename == "mimetype"), None)
    return archive.read(first)[:200].decode("ascii", errors="replace") if first is not None else ""


def _unsafe(reason: str, reason_vi: str) -> ArchiveUnsafe:
    return ArchiveUnsafe(field="content", reason=reason, reason_vi=reason_vi)
