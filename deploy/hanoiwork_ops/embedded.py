"""The embedded suite: every service, the relay and the gateway in one process."""

import fcntl
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

import uvicorn

from hanoiwork_gateway.app import make_app
from hanoiwork_ops.composition import Suite, compose, embedded_environment, environment
from hanoiwork_ops.console import say
from hanoiwork_ops.demo import load_demo
from hanoiwork_ops.listening import PlaceTaken, listening_on
from hanoiwork_ops.memory import collect_rarely
from hanoiwork_shared.bus_embedded.running import EmbeddedServices
from hanoiwork_shared.bus_hub import run_until_done
from hanoiwork_shared.logs import set_up_logs

LEASE = timedelta(days=3650)


class Readiness:
    """Whether the suite serves: not before the demo, when asked for, is loaded."""

    def __init__(self) -> None:
        self.ready = False

    def __call__(self) -> bool:
        """Whether `/health/ready` says yes."""
        return self.ready


class Server(uvicorn.Server):
    """uvicorn, leaving signals to us: the services drain after it."""

    def capture_signals(self) -> Any:
        """Nothing: see `_stop_on_signals`."""
        return nullcontext()


def run(*, demo: bool, host: str | None, port: int | None, data_dir: str | None) -> None:
    """Serve until SIGINT or SIGTERM."""
    options = {"host": host, "port": str(port) if port else None, "data_dir": data_dir, "demo": "1" if demo else None}
    suite = compose(embedded_environment(environment(), **options))
    set_up_logs("embedded", level=suite.settings.log_level)
    with _alone(suite.settings.data_dir), listening_on(suite.settings.host, suite.settings.port) as listening:
        suite.migrate()
        services = EmbeddedServices(suite.classes(), suite.runtimes, max_workers=suite.settings.max_workers)
        readiness = Readiness()
        services.start(lease=LEASE)
        collect_rarely()
        try:
            _serve(suite, services, readiness, listening)
        finally:
            services.stop()
            for runtime in suite.runtimes.values():
                runtime.database.close()
    say("Stopped cleanly.")


def _serve(suite: Suite, services: EmbeddedServices, readiness: Readiness, listening: socket.socket) -> None:
    app = make_app(suite.settings, calls=services.calls, plugins=suite.plugins, ready=readiness)
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=5)
    server = Server(config)
    for which in (signal.SIGINT, signal.SIGTERM):
        signal.signal(which, lambda *_: setattr(server, "should_exit", True))
    address = f"http://{suite.settings.host}:{suite.settings.port}"
    failures: list[Exception] = []

    def prepare() -> None:
        try:
            _become_ready(suite, services, readiness, address)
        except Exception as error:  # noqa: BLE001 - raised again below, when the server has stopped
            failures.append(error)
            server.should_exit = True

    services.spawn(prepare)
    run_until_done(server.serve(sockets=[listening]))
    if failures:
        raise failures[0]


def _become_ready(suite: Suite, services: EmbeddedServices, readiness: Readiness, address: str) -> None:
    if suite.settings.demo:
        load_demo(address, password=suite.settings.operator_password, waiting=services.waiting)
    readiness.ready = True
    say(f"Hanoiwork serves on {address}/graphql  (Ctrl-C stops it; data in {suite.settings.data_dir})")


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "lock").open("w") as lock:
        _lock(lock, data_dir)
        yield


def _lock(lock: IO[str], data_dir: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PlaceTaken(what=str(data_dir), setting="HANOIWORK_DATA_DIR") from error
