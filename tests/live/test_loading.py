"""No running process loads what it has no use for: no eventlet in a gateway, no graphene in a worker or a relay."""

import signal

import pytest

from tests.faults.kit import ProbeSuite
from tests.journeys.suites import free_port
from tests.polling import until

AT_THE_END = """
import atexit, sys
atexit.register(lambda: print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), flush=True))
"""


@pytest.mark.parametrize(
    ("arguments", "up", "strangers"),
    [
        (("serve", "probe_teller"), "serving", {"graphene", "graphql", "starlette", "aio_pika"}),
        (("relay", "probe_teller"), "relaying", {"graphene", "graphql", "starlette", "aio_pika"}),
        (("gateway",), "connected to the broker", {"nameko", "eventlet"}),
    ],
    ids=["serve", "relay", "gateway"],
)
def test_a_process_loads_what_it_needs_and_nothing_else(
    prepared: ProbeSuite, arguments: tuple[str, ...], up: str, strangers: set[str]
):
    (prepared.folder / "site" / "sitecustomize.py").write_text(AT_THE_END)
    name = f"loading_{arguments[0]}"
    prepared.children.start(name, *arguments, program="hanoiwork_ops.cli", HANOIWORK_PORT=str(free_port()))
    until(lambda: up in prepared.children.logged(name) or prepared.children.died(name), what=f"{name} up")
    prepared.children.end(name, signal.SIGINT if arguments == ("gateway",) else signal.SIGTERM)
    log = prepared.children.logged(name)
    (loaded,) = [line.split()[1:] for line in log.splitlines() if line.startswith("LOADED")]
    assert "hanoiwork_shared" in loaded
    assert set(loaded) & strangers == set()
