"""Workers come and go while handlers run: every handler is started once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.polling import until

NOTES = range(240)
PAUSE = {"HANOIWORK_PROBE_HEARER_PAUSE_MS": "250"}


def test_no_handler_is_started_twice_when_workers_go_from_four_to_one_to_four(
    probes: ProbeSuite, tell_count: Callable[..., None]
):
    hearers = [f"probe_hearer_{number}" for number in range(4)]
    for role in ("probe_teller", "relay"):
        probes.start(role)
    for role in hearers:
        probes.start(role, HANOIWORK_MAX_WORKERS="5", **PAUSE)
    probes.wait_until_serving("probe_teller", "relay", *hearers)
    with ThreadPoolExecutor(4) as threads:
        acknowledged = threads.submit(order_notes, probes.uri, NOTES)
        until(lambda: len(probes.starts("hear")) > 30, what="some handlers running")
        codes = list(threads.map(probes.children.end, hearers[1:]))
        for role in hearers[1:]:
            probes.start(role, HANOIWORK_MAX_WORKERS="5", **PAUSE)
        answered = acknowledged.result(120)
    probes.settled(NOTES)
    tell_count("SIGTERM while handlers run, 4 to 1 to 4", probes.books.count(NOTES, answered))
    assert codes == [0, 0, 0]
    twice = {number: times for number, times in probes.starts("hear").items() if times > 1}
    print(f"handlers started {sum(probes.starts('hear').values())}, of them twice {len(twice)}")
    assert twice == {}


def test_a_call_in_hand_is_answered_before_its_service_ends(probes: ProbeSuite, tell_count: Callable[..., None]):
    tellers = ["probe_teller_0", "probe_teller_1"]
    for role in tellers:
        probes.start(role, HANOIWORK_PROBE_TELLER_PAUSE_MS="200", HANOIWORK_MAX_WORKERS="3")
    for role in ("relay", "probe_hearer"):
        probes.start(role)
    probes.wait_until_serving(*tellers, "relay", "probe_hearer")
    notes = range(60)
    with ThreadPoolExecutor(1) as client:
        acknowledged = client.submit(order_notes, probes.uri, notes, at_once=6)
        until(lambda: len(probes.starts("note")) > 10, what="some calls running")
        assert probes.children.end(tellers[0]) == 0
        answered = acknowledged.result(120)
    probes.settled(notes)
    tell_count("SIGTERM while calls run", probes.books.count(notes, answered))
    assert {number: times for number, times in probes.starts("note").items() if times > 1} == {}
