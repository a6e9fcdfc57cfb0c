"""What both probes are told by a test: where to write down that a handler started, and how long it should take."""

from dataclasses import dataclass
from pathlib import Path

from hanoiwork_shared.settings import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSettings:
    """`HANOIWORK_PROBE_TELLER_TRACE` and so on."""

    trace: Path = setting("A file that gets one line for every start of a handler.")
    pause_ms: int = setting("How long a handler takes.", default=0)
    stumbles_over: str = setting("The hearer refuses what holds this text, until it is mended.", default="")


def started(own: ProbeSettings, what: str) -> None:
    """Write down, outside every transaction, that a handler started."""
    with own.trace.open("a") as trace:
        trace.write(f"{what}\n")
