"""The store keeps its promises on both kinds of database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from hanoiwork_notifications.domain import Kind, Notice, State, delivery_of, mark_read, sent
from hanoiwork_notifications.plugin import plugin
from hanoiwork_notifications.store import Rows, Store, metadata
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import drift, stand
from tests.databases import TablesOf

NOW = datetime(2026, 6, 15, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def runtime(tables: TablesOf) -> Iterator[Runtime]:
    runtime = stand(plugin, tables(plugin))
    yield runtime
    runtime.database.close()


@pytest.fixture
def store(runtime: Runtime) -> Store:
    return Store(runtime.database, runtime.outbox)


def notice(cause_id: str = "e-1", recipient_id: str = "nva") -> Notice:
    return Notice(
        id=new_id(),
        recipient_id=recipient_id,
        kind=Kind.TASK_ASSIGNED,
        cause_id=cause_id,
        occasion=cause_id,
        subject_id="t-1",
        reference="NV-01",
        person_id=None,
        created_at=NOW,
    )


def with_deliveries(session: Rows, *channels: str) -> None:
    made = notice(cause_id=new_id())
    session.add(made)
    for channel in channels:
        session.add_delivery(delivery_of(made, channel=channel))


def test_the_migrations_make_exactly_the_declared_tables(runtime: Runtime) -> None:
    assert drift(runtime, metadata) == []


def test_a_notice_comes_back_as_it_was_saved(store: Store) -> None:
    saved = notice()
    with store.begin() as session:
        assert session.add(saved)
    with store.begin() as session:
        session.put(mark_read(saved, at=LATER, version=None))
    with store.read() as session:
        assert session.notice(saved.id) == mark_read(saved, at=LATER, version=None)


def test_one_recipient_is_told_once_of_one_cause(store: Store) -> None:
    with store.begin() as session:
        assert session.add(notice())
        assert not session.add(notice())
        assert session.add(notice(recipient_id="head"))
        assert session.add(notice(cause_id="e-2"))


def test_nothing_is_kept_of_a_transaction_that_fails(store: Store) -> None:
    class Bug(Exception):
        """Something unforeseen."""

    saved = notice()

    def fail_halfway() -> None:
        with store.begin() as session:
            session.add(saved)
            raise Bug

    with pytest.raises(Bug):
        fail_halfway()
    with store.read() as session:
        assert session.notice(saved.id) is None


def test_a_claimed_delivery_is_nobody_elses_until_the_lease_ends(store: Store) -> None:
    with store.begin() as session:
        with_deliveries(session, "email")
    with store.begin() as session:
        assert len(session.claim(["email"], at=NOW, until=LATER, claimer="a", most=10)) == 1
    with store.begin() as session:
        assert session.claim(["email"], at=NOW, until=LATER, claimer="b", most=10) == ()
        assert len(session.claim(["email"], at=LATER, until=LATER + timedelta(minutes=2), claimer="b", most=10)) == 1


def test_only_the_present_claimer_settles(store: Store) -> None:
    with store.begin() as session:
        with_deliveries(session, "email")
        (claimed,) = session.claim(["email"], at=NOW, until=LATER, claimer="a", most=10)
        session.claim(["email"], at=LATER, until=LATER + timedelta(minutes=2), claimer="b", most=10)
    with store.begin() as session:
        assert not session.settle(sent(claimed), claimer="a")
        assert session.settle(sent(claimed), claimer="b")
    with store.begin() as session:
        assert session.claim(["email"], at=LATER + timedelta(days=1), until=LATER, claimer="c", most=10) == ()


def test_only_what_is_due_by_a_channel_in_force_is_claimed(store: Store) -> None:
    with store.begin() as session:
        with_deliveries(session, "email", "webhook")
        before = NOW - timedelta(seconds=1)
        assert session.claim(["email"], at=before, until=LATER, claimer="a", most=10) == ()
        claimed = session.claim(["email"], at=NOW, until=LATER, claimer="a", most=10)
    assert [(delivery.channel, delivery.state) for delivery in claimed] == [("email", State.WAITING)]


@pytest.mark.live
def test_two_claimers_at_once_share_the_work(postgres_tables) -> None:
    runtime = stand(plugin, postgres_tables(plugin))
    store = Store(runtime.database, runtime.outbox)
    with store.begin() as session:
        for _ in range(6):
            with_deliveries(session, "email")
    connection = runtime.database.engine.connect()  # a second transaction, beside the one that `begin` joins
    with store.begin() as session, connection, connection.begin():
        first = session.claim(["email"], at=NOW, until=LATER, claimer="a", most=4)
        second = Rows(connection, runtime.outbox).claim(["email"], at=NOW, until=LATER, claimer="b", most=4)
    runtime.database.close()
    assert (len(first), len(second)) == (4, 2)
    assert {delivery.id for delivery in first}.isdisjoint(delivery.id for delivery in second)
