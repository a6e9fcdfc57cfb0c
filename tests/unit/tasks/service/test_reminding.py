"""Telling of deadlines: once each, however many replicas look, and anew when the deadline moves."""

from datetime import date, timedelta
from functools import partial

from hanoiwork_shared.turns import take_turn
from hanoiwork_tasks.domain.assigning import Terms
from tests.at_once import at_once


def soon_and_overdue(city) -> tuple[list[str], list[str]]:
    return (
        [fact["code"] for fact in city.facts("due_soon")],
        [fact["code"] for fact in city.facts("overdue")],
    )


def all_told(city) -> None:
    while city.desk.reminding.remind():
        pass


def on(city, day: date) -> None:
    city.clock.move(timedelta(days=(day - city.clock.today()).days))


def test_a_deadline_is_told_of_once_when_it_draws_near_and_once_when_it_has_passed(stored_city):
    city = stored_city
    due = city.clock.today() + timedelta(days=10)
    task = city.assigned(due=due)
    all_told(city)
    assert soon_and_overdue(city) == ([], [])
    on(city, due - timedelta(days=3))
    all_told(city)
    all_told(city)
    assert soon_and_overdue(city) == ([task.code], [])
    on(city, due)
    all_told(city)
    assert soon_and_overdue(city) == ([task.code], [])
    on(city, due + timedelta(days=1))
    all_told(city)
    all_told(city)
    assert soon_and_overdue(city) == ([task.code], [task.code])
    [fact] = city.facts("overdue")
    assert (fact["person_id"], fact["due"]) == (city.ids["NVA"], due.isoformat())
    assert city.desk.reading.task(task.id).version == task.version


def test_what_is_handed_in_drafted_or_cancelled_is_not_told_of(city):
    due = city.clock.today() + timedelta(days=2)
    city.draft(due=due)
    city.submitted(due=due)
    gone = city.assigned(due=due)
    city.desk.working.cancel(city.who("TP"), task=gone.id, reason="không cần nữa")
    all_told(city)
    on(city, due + timedelta(days=5))
    all_told(city)
    assert soon_and_overdue(city) == ([], [])


def test_a_moved_deadline_is_told_of_anew(city):
    due = city.clock.today() + timedelta(days=2)
    task = city.assigned(due=due)
    all_told(city)
    later = due + timedelta(days=20)
    city.desk.extending.extend(city.who("TP"), task=task.id, due=later, reason="thêm thời gian")
    all_told(city)
    assert soon_and_overdue(city) == ([task.code], [])
    on(city, later - timedelta(days=1))
    all_told(city)
    assert soon_and_overdue(city) == ([task.code, task.code], [])


def test_replicas_that_look_at_once_tell_everything_once(stored_city):
    city = stored_city
    terms = Terms(product="Bản dự thảo", authority="Trưởng phòng duyệt", due=city.clock.today() + timedelta(days=1))
    for _ in range(12):
        city.desk.drafting.assign(city.who("TP"), task=city.draft().id, person="NVA", terms=terms)
    look = partial(take_turn, city.desk.reminding.remind, clock=city.clock, lasting=timedelta(hours=1))
    assert at_once(look, look, look) == []
    soon, _ = soon_and_overdue(city)
    assert len(soon) == len(set(soon)) == 12
