"""`hanoiwork dead-letters` on the embedded suite's tables; the broker's queue has its tests in live and faults."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from hanoiwork_ops.cli import main
from hanoiwork_ops.composition import Suite, compose
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.parking import park
from hanoiwork_shared.testing import FixedClock, told

SECRET = "a secret for tests, long enough for HS256"
DeadLetters = Callable[..., tuple[int, str]]


@pytest.fixture
def dead_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeadLetters:
    """Run `hanoiwork dead-letters` on a folder of databases; its exit code and what it said."""
    monkeypatch.delenv("HANOIWORK_SECRET", raising=False)

    def run(*arguments: str, data_dir: Path = tmp_path) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["dead-letters", *arguments], env={"HANOIWORK_DATA_DIR": str(data_dir)})
        return done.exit_code, done.output

    return run


def event(name: str, *, age: timedelta = timedelta()) -> Envelope:
    told = datetime.now(UTC) - age
    return Envelope(id=name, source="/s", type="a.b.c.v1", subject="a", sequence=1, time=told, data={})


@pytest.fixture
def suite(tmp_path: Path):
    """One service's database, migrated, with two parked events."""
    suite = compose({"HANOIWORK_SECRET": SECRET, "HANOIWORK_DATA_DIR": str(tmp_path)}, names=("tasks",))
    suite.migrate()
    with suite.runtimes["tasks"].database.begin() as connection:
        for name in ("one", "two"):
            park(connection, event(name), consumer="tasks", reason="Conflict: bad", attempts=1, clock=FixedClock())
    yield suite
    suite.runtimes["tasks"].database.close()


def ids_told(suite: Suite) -> list[str]:
    return [event.id for event in told(suite.runtimes["tasks"])]


def test_what_is_parked_is_listed_with_id_type_reason_and_since_when(suite, dead_letters):
    code, said = dead_letters("list", "tasks")
    assert code == 0
    assert said.splitlines() == [
        "2026-06-15T03:00:00+00:00  one  a.b.c.v1  Conflict: bad",
        "2026-06-15T03:00:00+00:00  two  a.b.c.v1  Conflict: bad",
        "2 events are parked for tasks",
    ]


def test_everything_parked_is_given_again(suite, dead_letters):
    assert dead_letters("requeue", "tasks") == (
        0,
        "one  a.b.c.v1\ntwo  a.b.c.v1\n2 events are given to tasks again\n",
    )
    assert ids_told(suite) == ["one", "two"]
    assert dead_letters("list", "tasks") == (0, "0 events are parked for tasks\n")


def test_only_what_was_asked_for_is_given_again(suite, dead_letters):
    dead_letters("requeue", "tasks", "--id", "two")
    assert ids_told(suite) == ["two"]
    assert "one" in dead_letters("list", "tasks")[1]


def test_an_event_that_is_not_parked_is_refused_and_nothing_is_done(suite, dead_letters):
    code, said = dead_letters("requeue", "tasks", "--id", "one", "--id", "three")
    assert code == 1
    assert "There is no parked event “three”" in said
    assert ids_told(suite) == []


@pytest.fixture
def old(suite: Suite) -> None:
    """A third event, of which the service no longer remembers whether it was handled."""
    with suite.runtimes["tasks"].database.begin() as connection:
        beyond = event("old", age=timedelta(days=91))
        park(connection, beyond, consumer="tasks", reason="Conflict: bad", attempts=1, clock=FixedClock())


def test_an_event_older_than_what_is_kept_is_refused_before_anything_is_done(suite, old, dead_letters):
    code, said = dead_letters("requeue", "tasks", "--id", "one", "--id", "old")
    assert code == 1
    assert "may repeat an effect. Add --older-than-kept to insist." in " ".join(said.split())
    assert ids_told(suite) == []


def test_without_ids_older_events_stay_parked_and_are_named(suite, old, dead_letters):
    code, said = dead_letters("requeue", "tasks")
    assert code == 0
    assert "2 events are given to tasks again" in said
    assert "The event “old” is from" in said
    assert ids_told(suite) == ["one", "two"]
    assert "old" in dead_letters("list", "tasks")[1]


def test_whoever_insists_gets_older_events_handled_again(suite, old, dead_letters):
    assert dead_letters("requeue", "tasks", "--id", "old", "--older-than-kept")[0] == 0
    assert ids_told(suite) == ["old"]


def test_a_service_a_suite_and_tables_that_are_not_there_are_each_named(suite, dead_letters, tmp_path: Path):
    assert "There is no service “nobody”" in dead_letters("list", "nobody")[1]
    assert "hanoiwork migrate" in dead_letters("list", "directory")[1]
    nowhere = tmp_path / "nowhere"
    code, said = dead_letters("list", "tasks", data_dir=nowhere)
    assert code == 1
    assert "There is no suite in" in said
    assert not nowhere.exists()
