"""Content in a folder, which all replicas of the service share."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hanoiwork_tasks.domain.attaching.refusals import ContentsAway


class Folder:
    """One file for each content, under the first letters of its digest; a file is there whole or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, digest: str, content: bytes) -> None:
        """Keep content; again changes nothing."""
        place = self._place(digest)
        with _away():
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, written = tempfile.mkstemp(dir=place.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(written).replace(place)

    def get(self, digest: str) -> bytes:
        """The content."""
        with _away():
            return self._place(digest).read_bytes()

    def drop(self, digest: str) -> None:
        """Let content go; gone already is well."""
        with _away():
            self._place(digest).unlink(missing_ok=True)

    def _place(self, digest: str) -> Path:
        return self._root / digest[:2] / digest


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ContentsAway(what="files") from error
