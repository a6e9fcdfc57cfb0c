"""The probes as processes: started, told notes, counted, and started again when they die."""

import os
import secrets
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kombu import Connection
from sqlalchemy import Engine, text

from hanoiwork_shared.bus import LADDER, parking_queue_of, queue_of, retry_queue_of
from tests.faults.books import Books
from tests.faults.orders import SECRET
from tests.polling import until

ROOT = Path(__file__).parents[2]
SERVICES = ("probe_teller", "probe_hearer")
ENTRY_POINTS = """[hanoiwork.plugins]
probe_teller = tests.faults.probe.manifests:teller
probe_hearer = tests.faults.probe.manifests:hearer
"""
LEASE_SECONDS = 3
START_SECONDS = 120
STOP_SECONDS = 40


def install(folder: Path, name: str, entry_points: str) -> Path:
    """Make a folder that, on PYTHONPATH, counts as an installed distribution with these entry points."""
    info = folder / f"{name}-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n")
    (info / "entry_points.txt").write_text(entry_points)
    return folder


class Children:
    """Child processes; their output goes to files in `folder`. All end with the block, however it ends."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self.environ = {**os.environ, "HANOIWORK_SECRET": SECRET, "HANOIWORK_LOG_LEVEL": "INFO", **environ}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str, program: str = "tests.faults.victim", **environ: str) -> None:
        """Start `python -m program` with these arguments."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", program, *arguments],
                cwd=ROOT,
                env={**self.environ, **environ},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def run(self, *arguments: str, program: str = "hanoiwork_ops.cli") -> str:
        """Run a program to its end and answer what it printed."""
        command = [sys.executable, "-W", "ignore", "-m", program, *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ, capture_output=True, timeout=START_SECONDS, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def died(self, name: str) -> bool:
        """Whether a child has ended."""
        return self.running[name].poll() is not None

    def stopped(self, name: str) -> bool:
        """Whether a child has been stopped by a signal and not yet continued."""
        status = Path(f"/proc/{self.running[name].pid}/stat").read_text()
        return status.rpartition(")")[2].split()[0] == "T"

    def end(self, name: str, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal to one child and wait for its end; returns its exit code."""
        child = self.running.pop(name)
        child.send_signal(how)
        try:
            return child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            raise

    def end_all(self) -> None:
        """Kill everything that still runs."""
        for child in self.running.values():
            child.kill()
            child.wait()
        self.running.clear()

    def logged(self, name: str) -> str:
        """What a child has written so far."""
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def troubles(self) -> str:
        """The last lines of every log that are no mere information."""
        lines = (line for path in sorted(self.folder.glob("*.log")) for line in path.read_text().splitlines())
        return "\n".join([line for line in lines if '"INFO"' not in line][-60:])


class ProbeSuite:
    """Teller, hearer and relay as processes, on the real broker and database."""

    def __init__(self, folder: Path, *, uri: str, urls: Mapping[str, str]) -> None:
        self.uri = uri
        self.folder = folder
        self.books = Books(urls)
        self.trace = folder / "trace"
        self.trace.touch()
        (template,) = {url.removesuffix(name) + "{service}" for name, url in urls.items()}
        site = install(folder / "site", "hanoiwork_probe", ENTRY_POINTS)
        environ = {
            "PYTHONPATH": os.pathsep.join((str(site), str(ROOT), os.environ.get("PYTHONPATH", ""))),
            "HANOIWORK_AMQP_URI": uri,
            "HANOIWORK_DATABASE_URL": template,
            "HANOIWORK_RELAY_LEASE_SECONDS": str(LEASE_SECONDS),
            "HANOIWORK_PROBE_TELLER_TRACE": str(self.trace),
            "HANOIWORK_PROBE_HEARER_TRACE": str(self.trace),
        }
        self.children = Children(folder, environ)

    def prepare(self) -> None:
        """Migrate both databases and declare both queues, without what an earlier test has left in them."""
        forget_queues(self.uri)
        self.children.run(*SERVICES, program="tests.faults.prepare")

    def start(self, role: str, **environ: str) -> None:
        """Start one process: a service by its name (with a suffix when there are several), or "relay"."""
        service = "probe_teller" if "teller" in role else "probe_hearer"
        arguments = ("relay", "probe_teller") if "relay" in role else ("serve", service)
        self.children.start(role, *arguments, HANOIWORK_VICTIM=str(self.order_of(role)), **environ)

    def write(self, numbers: Sequence[int], *, per_second: int) -> list[int]:
        """Let a process take these notes by itself, without a broker, at a pace; which it says are saved."""
        accepted = self.folder / f"accepted-{numbers[0]}"
        arguments = (str(accepted), str(numbers[0]), str(len(numbers)), str(per_second))
        print(f"\n{self.children.run(*arguments, program='tests.faults.probe.writer').strip()}")
        return [int(line) for line in accepted.read_text().split()]

    def wait_until_serving(self, *roles: str) -> None:
        """Return once these processes have said so."""
        for role in roles:
            word = "relaying" if "relay" in role else "serving"
            until(lambda role=role, word=word: self._says(role, word), seconds=START_SECONDS, what=f"{role} {word}")  # type: ignore[misc]

    def order_of(self, role: str) -> Path:
        """The file that tells a process when to die."""
        return self.folder / f"{role}.order"

    def starts(self, what: str) -> Counter[str]:
        """How often each handler of a kind ("note", "hear") was started, by number."""
        words = (line.split() for line in self.trace.read_text().splitlines())
        return Counter(word[1] for word in words if word[0] == what)

    def settled(self, numbers: Sequence[int], *, seconds: float = 120) -> None:
        """Wait until every note that was taken among these has been heard of, or time is up (the count will tell)."""
        tried = set(numbers)

        def all_heard() -> bool:
            return tried & set(self.books.notes()) <= set(self.books.heard())

        try:
            until(all_heard, seconds=seconds, what="hearing of every note")
        except AssertionError as error:
            print(f"{error}\n{self.children.troubles()}")

    def _says(self, role: str, word: str) -> bool:
        assert not self.children.died(role), f"{role} ended\n{self.children.troubles()}"
        return word in self.children.logged(role)


@contextmanager
def probe_databases(server: Engine) -> Iterator[dict[str, str]]:
    """An empty database for each probe, dropped afterwards; answers their addresses."""
    stem = f"hanoiwork_test_{secrets.token_hex(4)}"
    with server.connect() as connection:
        for service in SERVICES:
            connection.execute(text(f'create database "{stem}_{service}"'))
    try:
        yield {
            service: server.url.set(database=f"{stem}_{service}").render_as_string(hide_password=False)
            for service in SERVICES
        }
    finally:
        with server.connect() as connection:
            for service in SERVICES:
                connection.execute(text(f'drop database if exists "{stem}_{service}" with (force)'))


def forget_queues(uri: str) -> None:
    """Delete the probes' queues: a call or an event of an earlier test must not reach the databases of the next."""
    with Connection(uri, connect_timeout=10) as connection:
        channel = connection.channel()
        for service in SERVICES:
            rungs = [retry_queue_of(service, step) for step in range(len(LADDER))]
            for queue in (f"rpc-{service}", queue_of(service), parking_queue_of(service), *rungs):
                channel.queue_delete(queue)


@contextmanager
def probe_suite(folder: Path, *, uri: str, urls: Mapping[str, str]) -> Iterator[ProbeSuite]:
    """A prepared suite whose processes end with the block."""
    suite = ProbeSuite(folder, uri=uri, urls=urls)
    try:
        suite.prepare()
        yield suite
    finally:
        suite.children.end_all()
        suite.books.close()
