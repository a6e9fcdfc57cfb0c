"""How long the embedded suite takes to serve, and how much memory, against a bare Python that imports as much."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.report import show
from tests.journeys.suites import EmbeddedSuite

pytestmark = pytest.mark.bench

IMPORTS = "import nameko, sqlalchemy, graphene, ariadne, uvicorn, marshmallow, alembic"


def test_start_and_memory(tmp_path: Path):
    suite = EmbeddedSuite(tmp_path)
    start = time.perf_counter()
    suite.start()
    first = time.perf_counter() - start
    memory = _megabytes(suite.processes.running["embedded"].pid)
    suite.stop()
    start = time.perf_counter()
    suite.start()
    again = time.perf_counter() - start
    suite.stop()
    start = time.perf_counter()
    subprocess.run([sys.executable, "-W", "ignore", "-c", IMPORTS], check=True)
    imports = time.perf_counter() - start
    heading = ("first start s", "second start s", "bare imports s", "ratio", "MB resident")
    show("embedded suite", heading, [(first, again, imports, again / imports, memory)])


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]
    return int(kilobytes) / 1024
