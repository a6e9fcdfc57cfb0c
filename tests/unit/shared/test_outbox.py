"""The outbox: a fact is saved with the rows that it tells of, or not at all."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import event, select

from hanoiwork_shared.causes import act_for, acting, because
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.outbox import outbox
from hanoiwork_shared.testing import told


def test_a_fact_told_is_an_event_that_waits(runtime, tell, clock):
    tell("a")
    (event,) = told(runtime)
    assert (event.source, event.type, event.subject, event.sequence) == (
        "/hanoiwork/counter",
        "counter.thing.counted.v1",
        "a",
        1,
    )
    assert event.time == clock.now()
    assert event.data == {"thing_id": "a", "version": 1}


def test_facts_wait_in_the_order_told(runtime, tell):
    tell("a", "b", "a")
    assert [(event.subject, event.sequence) for event in told(runtime)] == [("a", 1), ("b", 1), ("a", 2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Fact):
    type: ClassVar[str] = "counter.thing.weighed.v1"
    about: ClassVar[str] = "thing_id"
    thing_id: str


def test_many_facts_are_saved_in_their_order_in_one_statement(runtime):
    facts = [Weighed(thing_id=one, version=1) for one in "cab"]
    seen: list[str] = []
    event.listen(runtime.database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    with runtime.database.begin() as connection:
        runtime.outbox.tell_all(connection, facts)
        runtime.outbox.tell_all(connection, [])
    assert [one.subject for one in told(runtime)] == ["c", "a", "b"]
    assert len([one for one in seen if one.startswith("INSERT")]) == 1


def test_a_fact_is_forgotten_with_the_transaction_that_fails(runtime, tell):
    def fail() -> None:
        with runtime.database.begin():
            tell("a")
            raise NotFound(what="thing", key="a")

    with pytest.raises(NotFound):
        fail()
    assert told(runtime) == []


def test_the_columns_are_those_of_debeziums_router(runtime, tell):
    tell("a")
    with runtime.database.read() as connection:
        row = connection.execute(select(outbox)).mappings().one()
    assert (row["aggregatetype"], row["aggregateid"], row["type"]) == ("counter.thing", "a", "counter.thing.counted.v1")
    assert row["sent"] is None


def test_an_event_carries_the_request_and_the_event_that_caused_it(runtime, tell):
    with because(correlation_id="request-1", causation_id="event-1"):
        tell("a")
    (event,) = told(runtime)
    assert (event.correlation_id, event.causation_id) == ("request-1", "event-1")


def test_an_event_says_who_ordered_it_and_on_whose_behalf(runtime, tell):
    tell("a")
    with acting("p-1"):
        tell("a")
        act_for("p-2")
        tell("a")
    assert [(one.actor_id, one.on_behalf_of) for one in told(runtime)] == [(None, None), ("p-1", None), ("p-1", "p-2")]
