"""Letting content go that no file names any more."""

from hanoiwork_shared.clock import Clock
from hanoiwork_tasks.domain.attaching.attachment import KEPT_UNNAMED
from hanoiwork_tasks.service.attaching_port import BeginFiles, Contents


class Sweeping:
    """Drops content a day after the last file that named it was removed, or after nobody attached it."""

    def __init__(self, *, begin: BeginFiles, contents: Contents, clock: Clock) -> None:
        self._begin = begin
        self._contents = contents
        self._clock = clock

    def sweep(self) -> bool:
        """Drop one; says whether there was any.

        Its row is held meanwhile: whoever attaches the same content waits, and then keeps it anew.
        """
        with self._begin() as session:
            digest = session.files.unnamed(before=self._clock.now() - KEPT_UNNAMED)
            if digest is None:
                return False
            self._contents.drop(digest)
            session.files.forget(digest)
            return True
