"""The embedded suite killed with -9 in the middle of writes and started again: nothing lost, nothing twice."""

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from hanoiwork_ops.client import SuiteClient
from hanoiwork_shared.errors import Refused
from tests.faults.books import HEADING, Count
from tests.faults.kit import ENTRY_POINTS, ROOT, Children, install
from tests.journeys.suites import free_port
from tests.polling import until

UNITS = 25
PASSWORD = "a password for fault runs"
ROOT_UNIT = "code,parent_code,kind,name\nHN,,city,Hà Nội\n"
POINTS = ("before_commit", "after_commit", "any moment")
POINTS_TO_ONE = 3  # a start of everything takes long: one run here for three of the single processes
MOST_RUNS_PER_POINT = 10


class Embedded:
    """`hanoiwork up` with the probes installed beside the suite's own services."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.order = folder / "order"
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        site = install(folder / "site", "hanoiwork_probe", ENTRY_POINTS)
        environ = {
            "PYTHONPATH": os.pathsep.join((str(site), str(ROOT), os.environ.get("PYTHONPATH", ""))),
            "HANOIWORK_DATA_DIR": str(self.data),
            "HANOIWORK_OPERATOR_PASSWORD": PASSWORD,
            "HANOIWORK_DIRECTORY_SHORTEST_PASSWORD": "4",
            "HANOIWORK_VICTIM": str(self.order),
            "HANOIWORK_PROBE_TELLER_TRACE": str(folder / "trace"),
            "HANOIWORK_PROBE_HEARER_TRACE": str(folder / "trace"),
        }
        self.children = Children(folder, environ)
        del self.children.environ["HANOIWORK_SECRET"]  # as at its operator's: it keeps a secret of its own

    def start(self, **environ: str) -> None:
        """Start, and wait until it is ready."""
        self.children.start("embedded", "up", "--port", str(self._port), **environ)
        client = SuiteClient(self.url)
        until(lambda: self._ready(client), what="the embedded suite's start")
        client.close()

    def died(self) -> bool:
        """Whether it has killed itself."""
        return self.children.died("embedded")

    def column(self, service: str, query: str) -> list[str]:
        """The first column of a query to one service's database."""
        with closing(sqlite3.connect(self.data / f"{service}.db", timeout=30)) as connection:
            return [row[0] for row in connection.execute(query)]

    def _ready(self, client: SuiteClient) -> bool:
        assert not self.died(), self.children.troubles()
        return client.ready()


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Embedded]:
    suite = Embedded(tmp_path)
    try:
        yield suite
    finally:
        suite.children.end_all()


def load_units(url: str, codes: list[str]) -> list[str]:
    """Load units one by one as the operator, each again with its key until answered; who was answered."""
    client = SuiteClient(url)
    try:
        _again_until_answered(lambda: client.sign_in("operator", PASSWORD))
        return [code for code in codes if _again_until_answered(lambda code=code: _load_unit(client, code))]  # type: ignore[misc]
    finally:
        client.close()


def _load_unit(client: SuiteClient, code: str) -> None:
    content = f"{ROOT_UNIT}{code},HN,department,Sở {code}\n"
    client.do("importUnits", {"content": content}, wanted="report { created }", key=f"load-{code}")


def _again_until_answered(request: Callable[[], None]) -> bool:
    """Whether it was answered within a minute."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            request()
        except Refused:
            time.sleep(0.1)
        else:
            return True
    return False


def count(suite: Embedded, attempted: list[str], acknowledged: list[str]) -> Count:
    """Compare what was loaded with what every service has heard."""
    loaded = set(suite.column("directory", "select code from unit"))
    places = [set(suite.column(name, "select code from place_unit")) for name in ("directory", "tasks", "probe_hearer")]
    heard = Counter(suite.column("probe_hearer", "select code from unit_heard"))
    lost = set(acknowledged) - loaded | {code for code in loaded if not all(code in place for place in places)}
    return Count(
        attempted=len(attempted),
        acknowledged=len(acknowledged),
        lost=len(lost | loaded - set(heard)),
        unexpected=len(set(heard) - loaded | loaded - set(attempted) - {"HN"}),
        duplicated=sum(times > 1 for times in heard.values()),
    )


def settled(suite: Embedded) -> bool:
    """Whether no event waits."""
    return not suite.column("directory", "select id from outbox where sent is null and refused is null")


def test_the_embedded_suite_killed_in_the_middle_of_writes_loses_nothing_and_repeats_nothing(
    embedded: Embedded, runs_per_point: int, chance: random.Random
):
    attempted: list[str] = []
    acknowledged: list[str] = []
    print(f"\n{HEADING}")
    embedded.start()
    kills = [point for point in POINTS for _ in range(min(-(-runs_per_point // POINTS_TO_ONE), MOST_RUNS_PER_POINT))]
    for run, point in enumerate(kills):
        codes = [f"R{run:03}-{number:02}" for number in range(UNITS)]
        attempted += codes
        number = chance.randint(1, UNITS * 3)
        if point != "any moment":
            embedded.order.write_text(f"{point} {number}")
        with ThreadPoolExecutor(1) as client:
            answers = client.submit(load_units, embedded.url, codes)
            if point == "any moment":
                until(lambda run=run: f"R{run:03}-05" in embedded.column("directory", "select code from unit"))  # type: ignore[misc]
                embedded.children.end("embedded", signal.SIGKILL)
            else:
                until(embedded.died, what="the suite's death")
            embedded.start()
            acknowledged += answers.result(120)
        until(lambda: settled(embedded), what="the end of the events")
        found = count(embedded, attempted, acknowledged)
        print(found.row(f"{run:>3} embedded, kill -9 {point} #{number}"))
        assert found.clean, embedded.children.troubles()
    assert acknowledged == attempted
    assert embedded.children.end("embedded", signal.SIGTERM) == 0


def test_a_second_process_on_the_same_data_is_refused_in_one_line(embedded: Embedded):
    embedded.start()
    embedded.children.start("second", "up", "--port", str(free_port()))
    until(lambda: embedded.children.died("second"), what="the refusal of the second process")
    assert embedded.children.running["second"].returncode == 1
    (line,) = embedded.children.logged("second").strip().splitlines()
    assert "HANOIWORK_DATA_DIR" in line


def test_what_was_parked_is_given_again_after_the_mending_and_ends_as_if_it_had_never_failed(embedded: Embedded):
    codes = [f"P-{number:02}" for number in range(20)]
    embedded.start(HANOIWORK_PROBE_HEARER_STUMBLES_OVER="7")
    acknowledged = load_units(embedded.url, codes)
    until(lambda: settled(embedded), what="the end of the events")
    assert sorted(set(codes) - set(embedded.column("probe_hearer", "select code from unit_heard"))) == ["P-07", "P-17"]
    assert embedded.children.end("embedded", signal.SIGTERM) == 0
    embedded.start()
    listed = embedded.children.run("dead-letters", "list", "probe_hearer")
    assert listed.count("directory.unit.changed.v1  Conflict: shared.conflict") == 2
    embedded.children.run("dead-letters", "requeue", "probe_hearer")
    until(lambda: "P-17" in embedded.column("probe_hearer", "select code from unit_heard"), what="hearing again")
    until(lambda: settled(embedded), what="the end of the events")
    found = count(embedded, codes, acknowledged)
    print(f"\n{HEADING}\n{found.row('embedded, parked events requeued after a fix')}")
    assert found.clean
    assert acknowledged == codes
    assert embedded.column("probe_hearer", "select event_id from parked") == []
