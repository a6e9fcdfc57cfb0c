"""The port that people reach the suite at: taken before anything else is started, refused with what to change."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from hanoiwork_shared.errors import Refused


class PlaceTaken(Refused):
    """Another process uses the port or the data folder."""

    code = "ops.place_taken"
    vi = "{what} đang được tiến trình khác sử dụng; hãy dừng tiến trình đó hoặc đổi {setting}."
    en = "{what} is used by another process; stop that one or change {setting}."


class AddressUnusable(Refused):
    """The operating system does not let us listen there."""

    code = "ops.address_unusable"
    vi = "Không mở được {what} ({reason}); hãy đổi {setting}."
    en = "Cannot listen on {what} ({reason}); change {setting}."


@contextmanager
def listening_on(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at this address; raises PlaceTaken or AddressUnusable."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with listening:
        try:
            listening.bind((host, port))
            listening.listen()
        except OSError as error:
            raise _refusal(error, what=f"{host}:{port}") from error
        yield listening


def _refusal(error: OSError, *, what: str) -> Refused:
    if error.errno == errno.EADDRINUSE:
        return PlaceTaken(what=what, setting="--port, HANOIWORK_PORT or, for `make demo`, PORT")
    return AddressUnusable(what=what, reason=error.strerror or str(error), setting="HANOIWORK_HOST or HANOIWORK_PORT")
