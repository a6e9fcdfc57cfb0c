"""Events parked for a permanent reason are given again after a fix: the end is that of a run that never failed."""

from collections.abc import Callable

from kombu import Connection

from hanoiwork_shared.bus import parking_queue_of
from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.polling import until

ROLES = ("probe_teller", "probe_hearer", "relay")
NOTES = range(40)
STUMBLES_OVER = "7"
PARKED = [n for n in NOTES if STUMBLES_OVER in str(n)]


def waiting(uri: str) -> int:
    """How many events are parked for the hearer."""
    with Connection(uri) as connection:
        return int(connection.channel().queue_declare(parking_queue_of("probe_hearer"), passive=True).message_count)


def test_parked_events_requeued_after_a_fix(probes: ProbeSuite, tell_count: Callable[..., None]):
    for role in ROLES:
        probes.start(role, HANOIWORK_PROBE_HEARER_STUMBLES_OVER=STUMBLES_OVER)
    probes.wait_until_serving(*ROLES)
    answered = order_notes(probes.uri, NOTES)
    until(lambda: waiting(probes.uri) == len(PARKED), what="the parking of what cannot be handled")
    until(lambda: len(probes.books.heard()) == len(NOTES) - len(PARKED), what="hearing the rest")
    lines = probes.children.run("dead-letters", "list", "probe_hearer").splitlines()
    assert lines.pop() == f"{len(PARKED)} events are parked for probe_hearer"
    assert all("probe_teller.note.taken.v1  Conflict: shared.conflict" in line for line in lines)

    assert probes.children.end("probe_hearer") == 0
    probes.start("probe_hearer")
    first_id = lines[0].split()[1]
    probes.children.run("dead-letters", "requeue", "probe_hearer", "--id", first_id)
    until(lambda: len(probes.books.heard()) == len(NOTES) - len(PARKED) + 1, what="hearing the first of them")
    probes.children.run("dead-letters", "requeue", "probe_hearer")
    probes.settled(NOTES)
    tell_count(f"{len(PARKED)} parked events requeued after a fix", probes.books.count(NOTES, answered))
    assert sorted(probes.books.heard()) == list(NOTES)
    assert waiting(probes.uri) == 0
