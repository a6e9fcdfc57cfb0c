"""Parked events are kept once with their reason, and told again when they are put back."""

from sqlalchemy import select, update

from hanoiwork_shared.outbox import outbox
from hanoiwork_shared.parking import park, parked_events, put_back
from hanoiwork_shared.testing import FixedClock, told


def park_last(runtime, *, times: int = 1) -> str:
    event = told(runtime)[-1]
    for _ in range(times):
        with runtime.database.begin() as connection:
            park(connection, event, consumer="counter", reason="bad", attempts=1, clock=runtime.clock)
    return event.id


def unsent(runtime) -> list[str]:
    with runtime.database.read() as connection:
        return list(connection.execute(select(outbox.c.id).where(outbox.c.sent.is_(None))).scalars())


def all_sent(runtime) -> None:
    with runtime.database.begin() as connection:
        connection.execute(update(outbox).values(sent=runtime.clock.now()))


def test_an_event_is_parked_once(runtime, tell):
    tell("a")
    event_id = park_last(runtime, times=2)
    with runtime.database.read() as connection:
        assert [(row.event_id, row.reason) for row in parked_events(connection)] == [(event_id, "bad")]


def test_an_event_put_back_is_told_again_and_parked_no_longer(runtime, tell):
    tell("a", "b")
    event_id = park_last(runtime)
    all_sent(runtime)
    with runtime.database.begin() as connection:
        put_back(connection, event_id, clock=runtime.clock)
        assert parked_events(connection) == []
    assert unsent(runtime) == [event_id]
    assert len(told(runtime)) == 2


def test_an_event_of_another_service_is_told_from_this_ones_outbox_as_it_was(runtime, tell, clock: FixedClock):
    tell("a")
    event = told(runtime)[0]
    event_id = park_last(runtime)
    with runtime.database.begin() as connection:
        connection.execute(outbox.delete())
        put_back(connection, event_id, clock=clock)
    assert told(runtime) == [event]
    assert unsent(runtime) == [event_id]


def test_what_is_not_parked_is_not_put_back(runtime, tell):
    tell("a")
    all_sent(runtime)
    with runtime.database.begin() as connection:
        put_back(connection, told(runtime)[0].id, clock=runtime.clock)
    assert unsent(runtime) == []
