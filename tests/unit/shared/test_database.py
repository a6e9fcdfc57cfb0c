"""Transactions: whoever opens first owns the commit; what passes by itself is tried again, and nothing else."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, event, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from hanoiwork_shared.database import ATTEMPTS, Database, insert_once, passes_by_itself, persist, upsert, upsert_newer
from hanoiwork_shared.errors import NotFound, Unavailable

metadata = MetaData()
notes = Table(
    "note",
    metadata,
    Column("id", String(10), primary_key=True),
    Column("value", String(20)),
    Column("version", Integer, nullable=False, default=1),
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    metadata.create_all(database.engine)
    yield database
    database.close()


def write(database: Database, key: str, value: str = "") -> None:
    with database.begin() as connection:
        connection.execute(insert(notes).values(id=key, value=value))


def kept(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(select(notes.c.id).order_by(notes.c.id)).scalars())


def test_a_block_that_ends_well_is_committed(database: Database):
    write(database, "a")
    assert kept(database) == ["a"]


def test_joined_transactions_are_committed_together(database: Database):
    with database.begin():
        write(database, "a")
        write(database, "b")
    assert kept(database) == ["a", "b"]


def test_joined_transactions_roll_back_together(database: Database):
    def work() -> None:
        with database.begin():
            write(database, "a")
            write(database, "b")
            raise NotFound(what="note", key="c")

    with pytest.raises(NotFound):
        work()
    assert kept(database) == []


def test_reading_inside_a_transaction_sees_what_it_wrote(database: Database):
    with database.begin():
        write(database, "a")
        assert kept(database) == ["a"]


def test_what_is_not_committed_is_not_seen_from_outside(database: Database):
    seen: list[list[str]] = []
    with database.begin():
        write(database, "a")
        other = threading.Thread(target=lambda: seen.append(kept(database)))
        other.start()
        other.join(10)
    assert seen == [[]]


@pytest.mark.live
def test_another_flow_of_control_does_not_join(postgres_url):
    database = Database(postgres_url("flows"))
    metadata.create_all(database.engine)
    with ThreadPoolExecutor(5) as threads, database.begin():
        write(database, "a")
        list(threads.map(lambda number: write(database, f"t{number}"), range(5)))
        assert threads.submit(kept, database).result(10) == ["t0", "t1", "t2", "t3", "t4"]
    assert kept(database) == ["a", "t0", "t1", "t2", "t3", "t4"]
    database.close()


def test_sqlite_writers_wait_for_each_other(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/one.db")
    metadata.create_all(database.engine)
    write(database, "n", "0")

    def count() -> None:
        for _ in range(20):
            with database.begin() as connection:
                value = int(connection.execute(select(notes.c.value)).scalar_one())
                connection.execute(update(notes).values(value=str(value + 1)))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with database.read() as connection:
        assert connection.execute(select(notes.c.value)).scalar_one() == "80"
    database.close()


def test_a_commit_is_told_once_to_whoever_listens_and_a_rollback_never(database: Database):
    heard: list[str] = []
    database.committed.append(lambda: heard.append("commit"))
    with database.begin():
        write(database, "a")
    with pytest.raises(NotFound), database.begin():
        raise NotFound(what="note", key="x")
    assert heard == ["commit"]


def test_a_row_is_inserted_once(database: Database):
    with database.begin() as connection:
        assert insert_once(connection, notes, {"id": "a", "value": "first", "version": 1})
        assert not insert_once(connection, notes, {"id": "a", "value": "second", "version": 1})
        assert connection.execute(select(notes.c.value)).scalar_one() == "first"


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (3, 3, 1, 2, 1)])
def test_older_news_never_replaces_newer(database: Database, order: tuple[int, ...]):
    for version in order:
        row = {"id": "a", "value": f"v{version}", "version": version}
        with database.begin() as connection:
            upsert_newer(connection, notes, row, key="id", order="version")
    with database.read() as connection:
        assert connection.execute(select(notes.c.value)).scalar_one() == "v3"


def failure() -> OperationalError:
    return OperationalError("select 1", {}, Exception("server closed the connection"))


class Flaky:
    """Work that fails a number of times before it succeeds."""

    def __init__(self, times: int, error: Exception) -> None:
        self.left = times
        self.error = error
        self.tries = 0

    def __call__(self) -> str:
        self.tries += 1
        if self.left:
            self.left -= 1
            raise self.error
        return "done"


def test_a_passing_failure_is_tried_again_with_growing_pauses():
    pauses: list[float] = []
    assert persist(Flaky(3, failure()), sleep=pauses.append) == "done"
    assert pauses == sorted(pauses)
    assert len(pauses) == 3


def test_a_database_that_stays_away_makes_the_service_unavailable():
    work = Flaky(99, failure())
    with pytest.raises(Unavailable):
        persist(work, sleep=lambda _: None)
    assert work.tries == ATTEMPTS


def test_a_bug_in_a_statement_is_not_tried_again(database: Database):
    tries: list[int] = []

    def work() -> None:
        tries.append(1)
        with database.begin() as connection:
            connection.execute(text("select 1 from")) if database.dialect == "postgresql" else connection.execute(
                insert(notes).values(id=object())
            )

    with pytest.raises(Exception, match=r"(?s).+"):
        persist(work, sleep=lambda _: None)
    assert len(tries) == 1


def test_a_refusal_is_not_tried_again():
    work = Flaky(99, NotFound(what="note", key="x"))
    with pytest.raises(NotFound):
        persist(work, sleep=lambda _: None)
    assert work.tries == 1


def test_a_lost_race_for_a_key_is_decided_by_the_second_try(database: Database):
    tries: list[str] = []

    def work() -> str:
        tries.append("x")
        if len(tries) == 1:
            write(database, "a", "the winner")
        write(database, "a" if len(tries) == 1 else "b")
        return "done"

    assert persist(work, sleep=lambda _: None) == "done"
    assert kept(database) == ["a", "b"]


def test_a_key_that_is_always_taken_is_shown_as_it_is(database: Database):
    write(database, "a")
    with pytest.raises(IntegrityError):
        persist(lambda: write(database, "a"), sleep=lambda _: None)


def test_an_exhausted_pool_passes_by_itself():
    assert passes_by_itself(PoolExhausted("no connection within 10 s"))
    assert persist(Flaky(1, PoolExhausted("no connection")), sleep=lambda _: None) == "done"


@pytest.mark.live
def test_a_terminated_backend_costs_one_more_try(postgres_url):
    database = Database(postgres_url("terminated"))
    metadata.create_all(database.engine)
    tries: list[int] = []

    def work() -> None:
        with database.begin() as connection:
            tries.append(1)
            connection.execute(insert(notes).values(id="a"))
            if len(tries) == 1:
                connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    persist(work, sleep=lambda _: None)
    assert (len(tries), kept(database)) == (2, ["a"])
    database.close()


def test_rows_are_inserted_or_replaced_by_their_key(database: Database):
    write(database, "a", "old")
    with database.begin() as connection:
        upsert(connection, notes, [{"id": "a", "value": "new"}, {"id": "b", "value": "first"}])
        upsert(connection, notes, [])
    with database.read() as connection:
        rows = connection.execute(select(notes.c.id, notes.c.value).order_by(notes.c.id)).all()
    assert [tuple(row) for row in rows] == [("a", "new"), ("b", "first")]


def test_many_rows_are_saved_in_one_statement_and_replace_those_that_are_there(database: Database):
    write(database, "a", "old")
    sent: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    rows = [{"id": key, "value": "new", "version": 2} for key in "abc"]
    with database.begin() as connection:
        upsert(connection, notes, rows)
    assert [one.count("), (") for one in sent if one.startswith("INSERT")] == [2]
    with database.read() as connection:
        assert [row._asdict() for row in connection.execute(select(notes).order_by(notes.c.id))] == rows
