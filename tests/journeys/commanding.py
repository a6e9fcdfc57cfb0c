"""`hanoiwork` run to its end, and what a refusal of it looks like."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass

from tests.journeys.suites import SECRET

SECONDS = 60
PROBLEM = re.compile(r"hanoiwork: (?P<code>[a-z_]+\.[a-z_]+): (?P<sentence>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    def problems(self) -> list[tuple[str, str]]:
        """Code and sentence of each problem; every line is one, the exit code says so, and there is no traceback."""
        assert self.code == 1, self.out + self.err
        assert self.out == ""
        lines = [PROBLEM.fullmatch(line) for line in self.err.splitlines()]
        assert lines, "nothing was said"
        assert None not in lines, self.err
        return [(line["code"], line["sentence"]) for line in lines if line is not None]

    def codes(self) -> list[str]:
        """The codes of the problems."""
        return [code for code, _ in self.problems()]


def hanoiwork(*arguments: str, given: bytes = b"", **environ: str) -> Ended:
    """Run `hanoiwork`, with no setting but those given as `HANOIWORK_…` here."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANOIWORK_")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "hanoiwork_ops.cli", *arguments],
        env={**clean, **environ},
        input=given,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    return Ended(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def distributed(*arguments: str, **environ: str) -> Ended:
    """Run a command of the distributed suite, whose secret is set."""
    environ.setdefault("HANOIWORK_SECRET", SECRET)
    return hanoiwork(*arguments, given=b"", **environ)
