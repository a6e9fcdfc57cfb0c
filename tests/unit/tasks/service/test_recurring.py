"""Recurring tasks: made ahead, once, told like any other; changed, paused, ended for what is not made yet."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_shared.pages import CursorInvalid, encode_cursor
from hanoiwork_shared.places import Places, UnitSlice
from hanoiwork_shared.turns import take_turn
from hanoiwork_tasks.domain.catalogue.entry import Terms
from hanoiwork_tasks.domain.catalogue.refusals import EntryUnknown
from hanoiwork_tasks.domain.recurring.pattern import Pattern, Shift, Span, WorkingDay
from hanoiwork_tasks.domain.recurring.recurrence import State
from hanoiwork_tasks.domain.recurring.refusals import DaysToDoInvalid, NoOccurrence, RecurrenceState, RecurrenceUnknown
from hanoiwork_tasks.domain.refusals import PersonUnknown
from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.service.recurring import WantedWork
from tests.at_once import at_once

WORK: dict[str, Any] = {
    "title": "Báo cáo tuần",
    "product": "Báo cáo",
    "points": Decimal(2),
    "authority": "Trưởng phòng",
    "person": "NVA",
    "days_to_do": 2,
}


def weekly(city, **changes) -> Pattern:
    today = city.clock.today()
    given = {"starts": today, "ends": today + timedelta(days=100), "rule": "FREQ=WEEKLY", "shift": Shift.NEXT}
    return Pattern(**{**given, **changes})


def set_up(city, *, by: str = "TP", pattern: Pattern | None = None, **changes):
    work = WantedWork(**{**WORK, **changes})
    return city.desk.recurring.set_up(city.who(by), unit="SKHCN-CDS", pattern=pattern or weekly(city), work=work)


def made(city, found) -> list:
    while city.desk.generating.make_due():
        pass
    [page] = city.desk.recurring.tasks_of(keys=[found.id], first=100)
    return list(page.items)


def test_the_occurrences_of_the_next_thirty_days_become_assigned_tasks(stored_city):
    city = stored_city
    found = set_up(city)
    tasks = made(city, found)
    today = city.clock.today()
    assert len(tasks) == 5
    assert {task.status for task in tasks} == {Status.TODO}
    first = tasks[0]
    assert (first.starts, first.due, first.person_id, first.assigner_id, first.points) == (
        today, today + timedelta(days=2), city.ids["NVA"], city.ids["TP"], Decimal(2),
    )  # fmt: skip
    assert city.told() == ["created", "assigned"] * 5
    [back] = city.desk.recurring.by_tasks([first.id])
    assert back is not None
    assert (back.id, back.version) == (found.id, 1)


def test_nothing_is_made_twice_and_time_brings_the_next(stored_city):
    city = stored_city
    found = set_up(city)
    assert len(made(city, found)) == len(made(city, found)) == 5
    city.clock.move(timedelta(days=7))
    assert len(made(city, found)) == 6
    city.clock.move(timedelta(days=300))
    assert len(made(city, found)) == 6, "the rest was missed, and has ended"


def test_replicas_that_make_tasks_at_once_make_each_once(stored_city):
    city = stored_city
    found = [set_up(city, title=f"Việc {number}") for number in range(6)]
    work = partial(take_turn, city.desk.generating.make_due, clock=city.clock, lasting=timedelta(hours=1))
    assert at_once(work, work, work) == []
    assert [len(made(city, one)) for one in found] == [5] * 6
    assert city.told().count("created") == 30


def test_without_a_lead_a_clear_or_a_valid_entry_the_task_stays_a_draft(city):
    city.desk.catalogue.propose(
        city.who("GD"),
        unit="SKHCN-CDS",
        code="BC",
        terms=Terms(title="Báo cáo", product="Báo cáo", measured_in="bản", points=Decimal("1.5")),
    )
    weighed = set_up(city, entry="BC", points=None, quantity=Decimal(2))
    assert {task.points for task in made(city, weighed)} == {Decimal(3)}
    for one in (set_up(city, person=None), set_up(city, authority="")):
        assert {task.status for task in made(city, one)} == {Status.DRAFT}
    [entry] = city.desk.catalogue.entries(unit="SKHCN-CDS").items
    city.desk.catalogue.retire(city.who("GD"), entry=entry.id)
    city.clock.move(timedelta(days=7))
    last = made(city, weighed)[-1]
    assert last.status is Status.DRAFT
    [history] = city.desk.reading.histories_by_ids(city.who("TP"), [last.id])
    assert [(line.what, line.note) for line in history or ()] == [
        ("created", ""),
        ("left_draft", "tasks.entry_unknown"),
    ]
    with pytest.raises(EntryUnknown):
        set_up(city, entry="BC")


def test_a_change_is_for_what_is_not_made_yet(stored_city):
    city = stored_city
    found = set_up(city)
    before = made(city, found)
    daily = weekly(city, rule="FREQ=WEEKLY;BYDAY=WE", shift=Shift.NONE)
    changed = city.desk.recurring.change(
        city.who("GD"), recurrence=found.id, pattern=daily, work=WantedWork(**{**WORK, "title": "Họp"}), version=1
    )
    assert (changed.version, changed.set_by) == (2, city.ids["GD"])
    assert made(city, found) == before
    city.clock.move(timedelta(days=7))
    new = [task for task in made(city, found) if task.title == "Họp"]
    assert [(task.starts.weekday(), task.assigner_id) for task in new] == [(2, city.ids["GD"])]
    with pytest.raises(Stale):
        city.desk.recurring.turn(city.who("TP"), recurrence=found.id, to=State.PAUSED, version=1)


def test_what_falls_into_a_pause_is_left_out_and_what_ended_stays_so(stored_city):
    city = stored_city
    found = set_up(city)
    assert len(made(city, found)) == 5
    city.desk.recurring.turn(city.who("TP"), recurrence=found.id, to=State.PAUSED)
    city.clock.move(timedelta(days=50))
    assert len(made(city, found)) == 5
    city.desk.recurring.turn(city.who("TP"), recurrence=found.id, to=State.ACTIVE)
    starts = [task.starts for task in made(city, found)[5:]]
    assert starts
    assert min(starts) >= city.clock.today()
    city.desk.recurring.turn(city.who("TP"), recurrence=found.id, to=State.ENDED)
    with pytest.raises(RecurrenceState):
        city.desk.recurring.turn(city.who("TP"), recurrence=found.id, to=State.ACTIVE)
    with pytest.raises(RecurrenceState):
        city.desk.recurring.change(city.who("TP"), recurrence=found.id, pattern=weekly(city), work=WantedWork(**WORK))


def test_one_day_to_come_is_left_out(stored_city):
    city = stored_city
    found = set_up(city)
    made(city, found)
    [coming] = city.desk.recurring.days_to_come([found], most=3)
    stored = city.desk.recurring.of_unit(unit="SKHCN-CDS").items[0]
    [coming] = city.desk.recurring.days_to_come([stored], most=3)
    city.desk.recurring.leave_out(city.who("TP"), recurrence=found.id, day=coming[0].day)
    [after] = city.desk.recurring.days_to_come([stored], most=2)
    assert after == coming[1:]
    for wrong in (city.clock.today(), coming[1].day + timedelta(days=1), date(2020, 1, 1)):
        with pytest.raises(NoOccurrence):
            city.desk.recurring.leave_out(city.who("TP"), recurrence=found.id, day=wrong)
    city.clock.move(timedelta(days=14))
    assert coming[0].day not in [task.starts for task in made(city, found)]


def test_only_who_plans_and_assigns_there_sets_it_up(city):
    with pytest.raises(Forbidden):
        set_up(city, by="NVA")
    with pytest.raises(PersonUnknown):
        set_up(city, person="?")
    with pytest.raises(DaysToDoInvalid):
        set_up(city, days_to_do=-1)
    with pytest.raises(RecurrenceUnknown):
        city.desk.recurring.turn(city.who("TP"), recurrence="?", to=State.PAUSED)


def test_an_interval_past_every_year_does_not_keep_others_from_being_made(stored_city):
    once = set_up(stored_city, pattern=weekly(stored_city, rule="FREQ=YEARLY;INTERVAL=9999"))
    others = set_up(stored_city)
    assert (len(made(stored_city, once)), len(made(stored_city, others))) == (1, 5)


def test_what_recurs_in_a_closed_unit_pauses(stored_city):
    found = set_up(stored_city)
    closed = UnitSlice(
        unit_id=stored_city.ids["SKHCN-CDS"], code="SKHCN-CDS", parent_id=None, kind="division", closed=True
    )
    with stored_city.runtime.database.begin() as connection:
        Places(connection).hear_unit(closed, sequence=2)
    assert made(stored_city, found) == []
    page = stored_city.desk.recurring.of_unit(unit="SKHCN-CDS")
    assert [one.state for one in page.items] == [State.PAUSED]


def test_the_recurring_tasks_of_a_unit_come_in_pages_by_the_day_they_start(stored_city):
    today = stored_city.clock.today()
    for late in (3, 1, 2, 0, 1):
        set_up(stored_city, pattern=weekly(stored_city, starts=today + timedelta(days=late)))
    seen, after = [], None
    while True:
        page = stored_city.desk.recurring.of_unit(unit="SKHCN-CDS", first=2, after=after)
        seen += [(one.pattern.starts - today).days for one in page.items]
        if not page.has_next:
            break
        after = page.cursors[-1]
    assert seen == [0, 1, 1, 2, 3]
    for wrong in ("x", encode_cursor(["no day", "x"]), encode_cursor(["x"])):
        with pytest.raises(CursorInvalid):
            stored_city.desk.recurring.of_unit(unit="SKHCN-CDS", after=wrong)


def test_the_last_working_day_of_a_quarter_is_kept_as_such(stored_city):
    asked = Pattern(
        starts=stored_city.clock.today(), ends=date(2027, 6, 1), working_day=WorkingDay.LAST, span=Span.QUARTER
    )
    found = set_up(stored_city, pattern=asked)
    [task] = made(stored_city, found)
    assert task.starts == date(2026, 6, 30)
    [back] = stored_city.desk.recurring.by_tasks([task.id])
    assert back is not None
    assert back.pattern == asked
