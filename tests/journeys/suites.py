"""The suite as an operator starts it, in both modes, as processes of their own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from hanoiwork_ops.client import SuiteClient
from tests.polling import until

SERVICES = ("directory", "objectives", "tasks", "evaluation", "notifications")
START_SECONDS = 90
STOP_SECONDS = 30
PATIENCE = 45.0
PASSWORD = "demo"
SECRET = "a secret for journeys, long enough for HS256"

OWN = {
    "HANOIWORK_SECRET": SECRET,
    "HANOIWORK_OPERATOR_PASSWORD": PASSWORD,
    "HANOIWORK_DIRECTORY_SHORTEST_PASSWORD": str(len(PASSWORD)),
}


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Processes:
    """Child processes of one suite; their output goes to files in `folder`."""

    def __init__(self, folder: Path, environ: Mapping[str, str], *, python: str = sys.executable) -> None:
        self._folder = folder
        self._python = python
        self._environ = {**os.environ, **OWN, **environ}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, *arguments: str) -> str:
        """Run `hanoiwork` with these arguments to its end; returns what it printed."""
        done = subprocess.run(
            self._command(arguments), env=self._environ, capture_output=True, timeout=START_SECONDS, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def start(self, name: str, *arguments: str) -> None:
        """Start `hanoiwork` with these arguments in the background."""
        with (self._folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self._command(arguments), env=self._environ, stdout=log, stderr=subprocess.STDOUT
            )

    def end(self, name: str, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal to one process and wait for it; returns its exit code."""
        process = self.running.pop(name)
        process.send_signal(how)
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise

    def end_all(self) -> None:
        """End everything that still runs."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()

    def logs(self) -> str:
        """Every warning and error in the logs, for a failure's report."""
        lines = (line for path in sorted(self._folder.glob("*.log")) for line in path.read_text().splitlines())
        return "\n".join(line for line in lines if not line.startswith("{") or '"INFO"' not in line)

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [self._python, "-W", "ignore", "-m", "hanoiwork_ops.cli", *arguments]


class EmbeddedSuite:
    """Everything in one process, on SQLite."""

    def __init__(self, folder: Path, *, python: str = sys.executable, options: tuple[str, ...] = ()) -> None:
        self._port = free_port()
        self._options = options
        self.url = f"http://127.0.0.1:{self._port}"
        self.data_dir = folder / "data"
        self.processes = Processes(folder, {"HANOIWORK_DATA_DIR": str(self.data_dir)}, python=python)

    def database_url(self, service: str) -> str:
        """The database of one service."""
        return f"sqlite:///{self.data_dir}/{service}.db"

    def start(self) -> None:
        """Start, and return when it is ready."""
        self.begin()
        _ready(self.url, self.processes)

    def begin(self) -> None:
        """Start without waiting for anything."""
        self.processes.start("embedded", "up", "--port", str(self._port), *self._options)

    def kill(self) -> None:
        """Kill it without warning."""
        self.processes.end("embedded", signal.SIGKILL)

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        self.processes.end_all()


class DistributedSuite:
    """One process per service, a relay and a gateway, on RabbitMQ and PostgreSQL."""

    def __init__(self, folder: Path, *, amqp_uri: str, database_of: Callable[[str], str]) -> None:
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.database_url = database_of
        template = _template({name: database_of(name) for name in SERVICES})
        self.processes = Processes(folder, {"HANOIWORK_AMQP_URI": amqp_uri, "HANOIWORK_DATABASE_URL": template})

    def start(self) -> None:
        """Migrate, declare, start every process, and return when the gateway reaches all services."""
        self.processes.run("migrate")
        self.processes.run("topology", "apply")
        for name in SERVICES:
            self.processes.start(name, "serve", name)
        self.processes.start("relay", "relay")
        self.processes.start("gateway", "gateway", "--port", str(self._port))
        _ready(self.url, self.processes)

    def stop(self) -> None:
        """Stop every process."""
        self.processes.end_all()


def signed_in(url: str, account: str) -> SuiteClient:
    """A client of the suite at `url`, signed in."""
    client = SuiteClient(url, patience=PATIENCE)
    client.sign_in(account, PASSWORD)
    return client


def _ready(url: str, processes: Processes) -> None:
    client = SuiteClient(url)

    def serves() -> bool:
        for name, process in processes.running.items():
            assert process.poll() is None, f"{name} ended with {process.returncode}\n{processes.logs()}"
        try:
            client.sign_in("operator", PASSWORD)
        except Exception:  # noqa: BLE001 - any answer but a token means: not yet
            return False
        return client.ready()

    try:
        until(serves, seconds=START_SECONDS, what="the suite's start")
    except AssertionError as error:
        raise AssertionError(f"{error}\n{processes.logs()}") from error
    finally:
        client.close()


def _template(urls: Mapping[str, str]) -> str:
    """One address with {service} for databases that differ in the service's name only."""
    templates = {url.removesuffix(name) + "{service}" for name, url in urls.items()}
    assert len(templates) == 1, f"the databases do not share a name: {urls}"
    return templates.pop()
