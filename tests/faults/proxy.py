"""A small TCP proxy that stands before a server and fails on demand."""

import selectors
import socket
import struct
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

CHUNK = 65_536
RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Forwards connections to `host:port` until told otherwise.

    refuse: new connections are reset at once, as by a port on which nobody listens, and the open ones too.
    blackhole: bytes are taken in both directions and never passed on.
    """

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._mode = "forward"
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setblocking(False)
        self._selector.register(self._listening, selectors.EVENT_READ)
        self.port: int = self._listening.getsockname()[1]
        self._ended = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        self._thread.join(10)
        self.reset()
        self._listening.close()
        self._selector.close()

    def forward(self) -> None:
        """Work again; connections from before are reset."""
        self._mode = "forward"
        self.reset()

    def refuse(self) -> None:
        """Let nobody through, and throw out who is in."""
        self._mode = "refuse"
        self.reset()

    def blackhole(self) -> None:
        """Swallow everything, and say nothing."""
        self._mode = "blackhole"

    def reset(self) -> None:
        """Reset every open connection."""
        with self._lock:
            for each in list(self._pairs):
                self._drop(each)

    def _run(self) -> None:
        while not self._ended:
            for key, _ in self._selector.select(timeout=0.05):
                with self._lock:
                    if key.fileobj is self._listening:
                        self._accept()
                    elif key.fileobj in self._pairs:
                        self._pass_on(key.fileobj)

    def _accept(self) -> None:
        client, _ = self._listening.accept()
        if self._mode == "refuse":
            _abort(client)
            return
        try:
            server = socket.create_connection(self._target, timeout=5)
        except OSError:
            _abort(client)
            return
        for one, other in ((client, server), (server, client)):
            one.settimeout(5)
            self._pairs[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, source: socket.socket) -> None:
        try:
            data = source.recv(CHUNK)
            if not data:
                self._drop(source)
            elif self._mode != "blackhole":
                self._pairs[source].sendall(data)
        except OSError:
            self._drop(source)

    def _drop(self, one: socket.socket) -> None:
        other = self._pairs.pop(one, None)
        for each in (one, other):
            if each is not None:
                self._pairs.pop(each, None)
                with suppress(KeyError, ValueError):
                    self._selector.unregister(each)
                _abort(each)


def _abort(connection: socket.socket) -> None:
    """Close with a reset, so that the other end notices at once."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.close()
