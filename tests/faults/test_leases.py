"""A relay stops dead past its lease while another works: what it still holds when it wakes is told twice at most."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.polling import until

NOTES = 40
ASLEEP_SECONDS = 60


@pytest.mark.parametrize("point", ["after_publish", "after_confirm"])
def test_a_relay_that_sleeps_past_its_lease_harms_nothing_when_it_wakes(
    probes: ProbeSuite, tell_count: Callable[..., None], chance, runs_per_point: int, point: str
):
    for role in ("probe_teller", "probe_hearer", "relay_sleepy"):
        probes.start(role)
    probes.wait_until_serving("probe_teller", "probe_hearer", "relay_sleepy")
    for run in range(runs_per_point):
        notes = range(run * NOTES, (run + 1) * NOTES)
        number = chance.randint(1, NOTES // 4)
        probes.order_of("relay_sleepy").write_text(f"{point} {number} SIGSTOP")
        with ThreadPoolExecutor(1) as client:
            acknowledged = client.submit(order_notes, probes.uri, notes)
            until(lambda: probes.children.stopped("relay_sleepy"), what="the sleep of a relay")
            probes.start("relay_second")
            answered = acknowledged.result(120)
        until(lambda: probes.books.oldest_waiting() == 0, seconds=ASLEEP_SECONDS, what="the second relay's work")
        probes.children.running["relay_sleepy"].send_signal(signal.SIGCONT)
        probes.settled(notes)
        assert probes.children.end("relay_second") == 0
        tell_count(f"{run:>3} relay asleep {point} #{number}", probes.books.count(notes, answered))
        assert not probes.children.died("relay_sleepy"), probes.children.troubles()
