"""The inbox: every event has its effect once for every consumer, also when it comes twice at the same time."""

import threading
from dataclasses import replace

import pytest

from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.errors import NotFound


@pytest.fixture
def envelope(clock) -> Envelope:
    return Envelope(id="e1", source="/s", type="t", subject="a", sequence=1, time=clock.now(), data={})


def first_time(runtime, envelope: Envelope, *, consumer: str = "counter.hear") -> bool:
    with runtime.database.begin() as connection:
        return runtime.inbox.first_time(connection, envelope, consumer=consumer)


def test_an_event_is_new_once(runtime, envelope):
    assert [first_time(runtime, envelope) for _ in range(3)] == [True, False, False]


def test_an_event_is_new_to_every_consumer(runtime, envelope):
    assert first_time(runtime, envelope, consumer="counter.hear")
    assert first_time(runtime, envelope, consumer="counter.count")


def test_the_same_id_from_another_source_is_another_event(runtime, envelope):
    assert first_time(runtime, envelope)
    assert first_time(runtime, replace(envelope, source="/elsewhere"))


def test_an_event_whose_effect_failed_is_still_new(runtime, envelope):
    def fail() -> None:
        with runtime.database.begin():
            assert first_time(runtime, envelope)
            raise NotFound(what="thing", key="a")

    with pytest.raises(NotFound):
        fail()
    assert first_time(runtime, envelope)


def test_of_twins_at_the_same_time_one_is_new(runtime, envelope):
    answers: list[bool] = []
    start = threading.Barrier(4)

    def hear() -> None:
        start.wait(10)
        answers.append(first_time(runtime, envelope))

    threads = [threading.Thread(target=hear) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == [False, False, False, True]
