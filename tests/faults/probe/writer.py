"""Takes notes by itself, at a pace and with no broker in between; each is written down once its transaction is over."""

import sys
import time
from pathlib import Path

from hanoiwork_ops.composition import compose, environment
from tests.faults.probe.notes import take_note

if __name__ == "__main__":
    path, (first, count, per_second) = Path(sys.argv[1]), map(int, sys.argv[2:])
    teller = compose(environment(), names=("probe_teller",)).runtimes["probe_teller"]
    starts, slowest = time.monotonic(), 0.0
    with path.open("a", buffering=1) as accepted:
        for n in range(count):
            time.sleep(max(0.0, starts + n / per_second - time.monotonic()))
            begins = time.monotonic()
            take_note(teller, first + n)
            accepted.write(f"{first + n}\n")
            slowest = max(slowest, time.monotonic() - begins)
    print(f"{count} notes taken in {time.monotonic() - starts:.1f} s, the slowest in {slowest * 1000:.0f} ms")
