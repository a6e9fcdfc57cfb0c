"""The relay: in order per aggregate, nothing sent before told, nothing lost, whatever happens to bus and process."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from hanoiwork_shared.bus import BusAway
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.outbox import outbox
from hanoiwork_shared.relay import BATCH, Relay
from hanoiwork_shared.testing import MemoryBus

LEASE = timedelta(seconds=10)


class SilentBus(MemoryBus):
    """Takes events, and answers for them only when asked to."""

    def __init__(self) -> None:
        super().__init__()
        self._owed: list[Callable[[], None]] = []

    def publish(
        self,
        envelopes: Sequence[Envelope],
        *,
        told: Callable[[str], None],
        refused: Callable[[str, str], None],
    ) -> None:
        for envelope in envelopes:
            self.events.append(envelope)
            self._owed.append(partial(told, envelope.id))

    def answer(self) -> None:
        for owed in self._owed:
            owed()


class BreakingBus(MemoryBus):
    """Takes and answers for a few events, then breaks."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    def publish(self, envelopes, *, told, refused) -> None:
        super().publish(envelopes[: self.after], told=told, refused=refused)
        raise BusAway(what="memory")


@pytest.fixture
def relay_on(runtime, clock) -> Callable[..., Relay]:
    def make(bus, *, owner: str = "one") -> Relay:
        return Relay(database=runtime.database, bus=bus, clock=clock, owner=owner, lease=LEASE)

    return make


def waiting(runtime) -> int:
    with runtime.database.read() as connection:
        unsent = outbox.c.sent.is_(None) & outbox.c.refused.is_(None)
        return connection.execute(select(func.count()).where(unsent)).scalar_one()


def carried(bus: MemoryBus) -> list[tuple[str, int]]:
    return [(event.subject, event.sequence) for event in bus.events]


def test_events_are_carried_in_the_order_told_and_once(runtime, tell, relay_on):
    bus = MemoryBus()
    tell("a", "b", "a", "a")
    assert relay_on(bus).run_once() == 4
    assert relay_on(bus).run_once() == 0
    assert carried(bus) == [("a", 1), ("b", 1), ("a", 2), ("a", 3)]
    assert waiting(runtime) == 0


def test_a_batch_has_a_limit_and_the_next_goes_on(runtime, tell, relay_on):
    bus, relay = MemoryBus(), None
    tell(*["a"] * (BATCH + 1))
    relay = relay_on(bus)
    assert [relay.run_once(), relay.run_once(), relay.run_once()] == [BATCH, 1, 0]
    assert carried(bus) == [("a", number + 1) for number in range(BATCH + 1)]


def test_nothing_is_sent_before_the_bus_has_answered_for_it(runtime, tell, relay_on):
    bus = SilentBus()
    relay = relay_on(bus)
    tell("a", "b")
    relay.run_once()
    assert waiting(runtime) == 2
    bus.answer()
    relay.settle()
    assert waiting(runtime) == 0


def test_while_the_bus_is_away_events_wait_and_are_carried_later(runtime, tell, relay_on):
    bus = MemoryBus()
    relay = relay_on(bus)
    bus.away = True
    tell("a", "a")
    for _ in range(3):
        with pytest.raises(BusAway):
            relay.run_once()
    assert waiting(runtime) == 2
    bus.away = False
    assert relay.run_once() == 2
    assert carried(bus) == [("a", 1), ("a", 2)]


def test_what_was_answered_before_the_bus_broke_is_not_carried_again(runtime, tell, relay_on):
    breaking = BreakingBus(after=2)
    tell("a", "b", "a")
    with pytest.raises(BusAway):
        relay_on(breaking).run_once()
    whole = MemoryBus()
    relay_on(whole, owner="two").run_once()
    assert carried(breaking) + carried(whole) == [("a", 1), ("b", 1), ("a", 2)]


def test_a_refused_event_is_quarantined_and_the_rest_flows(runtime, tell, relay_on):
    bus = MemoryBus()
    bus.refuses.add("counter.thing.counted.v1")
    tell("a")
    relay_on(bus).run_once()
    bus.refuses.clear()
    tell("a", "b")
    relay_on(bus).run_once()
    assert carried(bus) == [("a", 2), ("b", 1)]
    with runtime.database.read() as connection:
        reasons = connection.execute(select(outbox.c.refused).where(outbox.c.refused.is_not(None))).scalars().all()
    assert reasons == ["refused by the test"]


def test_another_relay_leaves_claimed_events_alone_and_those_that_must_come_after(runtime, tell, relay_on):
    silent, bus = SilentBus(), MemoryBus()
    tell("a")
    relay_on(silent, owner="one").run_once()
    tell("a", "b")
    relay_on(bus, owner="two").run_once()
    assert carried(bus) == [("b", 1)]


def test_the_events_of_a_relay_that_vanished_are_carried_when_its_lease_is_over(runtime, tell, relay_on, clock):
    lost, bus = SilentBus(), MemoryBus()
    tell("a", "a")
    relay_on(lost, owner="one").run_once()
    other = relay_on(bus, owner="two")
    assert other.run_once() == 0
    clock.move(LEASE + timedelta(seconds=1))
    assert other.run_once() == 2
    assert carried(bus) == [("a", 1), ("a", 2)]


def test_a_process_alone_with_its_database_need_not_wait_for_leases(runtime, tell, relay_on):
    tell("a")
    relay_on(SilentBus(), owner="one").run_once()
    bus = MemoryBus()
    relay = relay_on(bus, owner="two")
    relay.reclaim()
    relay.run_once()
    assert carried(bus) == [("a", 1)]


def test_the_owner_is_told_when_the_bus_answers(runtime, tell, clock):
    rung: list[str] = []
    bus = SilentBus()
    relay = Relay(
        database=runtime.database,
        bus=bus,
        clock=clock,
        owner="one",
        lease=LEASE,
        answered=lambda: rung.append("bell"),
    )
    tell("a", "b")
    relay.run_once()
    assert rung == []
    bus.answer()
    assert rung == ["bell", "bell"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), st.sampled_from("abc")),
        st.tuples(st.just("run"), st.sampled_from(["one", "two"])),
        st.tuples(st.just("away"), st.sampled_from([True, False])),
        st.tuples(st.just("break"), st.integers(0, 3)),
    ),
    max_size=25,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_everything_arrives_in_order_and_is_marked(runtime, tell, relay_on, clock, steps):
    """Repetitions are allowed: the inbox discards them. A gap or an overtaking is not."""
    bus = MemoryBus()
    relays = {owner: relay_on(bus, owner=owner) for owner in ("one", "two")}
    with runtime.database.begin() as connection:
        connection.execute(delete(outbox))
    told: dict[str, int] = {}
    for what, which in steps:
        if what == "tell":
            tell(which)
            told[which] = told.get(which, 0) + 1
        elif what == "away":
            bus.away = which
        else:
            used = relays[which] if what == "run" else relay_on(_breaking(bus, which), owner="three")
            try:
                used.run_once()
            except BusAway:
                continue
    bus.away = False
    clock.move(LEASE * 2)
    while relays["one"].run_once():
        pass
    assert waiting(runtime) == 0
    for thing, count in told.items():
        sequences = [sequence for subject, sequence in carried(bus) if subject == thing]
        assert len(set(sequences)) == count
        assert sequences == sorted(sequences)


def _breaking(into: MemoryBus, after: int) -> BreakingBus:
    bus = BreakingBus(after)
    bus.events = into.events
    return bus
