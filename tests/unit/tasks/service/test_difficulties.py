"""A difficulty is asked of a unit, goes up its line while nobody answers, and ends when whoever raised it says so."""

from datetime import date, timedelta

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.difficulties.difficulty import State
from hanoiwork_tasks.domain.difficulties.refusals import (
    DifficultyState,
    DifficultyUnknown,
    NobodyAbove,
    NotTheRaiser,
    OwedAlready,
    RespondByPast,
    SubjectAmbiguous,
)
from hanoiwork_tasks.events import MeasureSlice, ObjectiveSlice

TODAY = date(2026, 6, 15)


@pytest.fixture
def task(stored_city):
    return stored_city.assigned(due=date(2026, 12, 24))


@pytest.fixture
def raise_on(stored_city, task):
    def raised(*, by="NVA", **given):
        wanted = {"task": task.id, "text": "Chưa có số liệu", **given}
        return stored_city.desk.difficulties.raise_on(stored_city.who(by), **wanted)

    return raised


@pytest.fixture
def asked(stored_city):
    """Who is asked of a difficulty now."""
    units = {identifier: code for code, identifier in stored_city.ids.items()}

    def of(difficulty):
        [found] = [
            one
            for own in stored_city.desk.difficulty_reading.of_tasks([difficulty.task_id])
            for one in own
            if one.id == difficulty.id
        ]
        return units[found.asked_unit_id]

    return of


def test_the_unit_above_owes_the_answer_unless_another_is_named(stored_city, raise_on, asked) -> None:
    usual, named = raise_on(), raise_on(owed_by_unit="VP", respond_by=date(2026, 6, 30))
    assert (asked(usual), asked(named)) == ("SKHCN", "VP")
    assert (usual.respond_by, named.respond_by) == (TODAY + timedelta(days=5), date(2026, 6, 30))
    [own] = stored_city.desk.difficulty_reading.owed_by([stored_city.ids["VP"]])
    assert own == [named]
    told = stored_city.facts("raised")[1]
    assert ("text" in told, told["owed_by_unit_id"], told["code"]) == (False, stored_city.ids["VP"], "NV-1")


def test_an_answer_stops_the_clock_and_the_raiser_settles_it(stored_city, raise_on) -> None:
    desk, raised = stored_city.desk, raise_on()
    stored_city.clock.move(timedelta(days=3))
    assert [one.id for one in desk.difficulty_reading.to_answer(stored_city.who("GD"))] == [raised.id]
    answered = desk.difficulties.answer(stored_city.who("GD"), difficulty=raised.id, answer="Đã gửi", version=1)
    stored_city.clock.move(timedelta(days=30))
    assert (answered.state, answered.days_open(stored_city.clock.today())) == (State.ANSWERED, 3)
    assert desk.difficulty_reading.to_answer(stored_city.who("GD")) == []
    solved = desk.difficulties.settle(stored_city.who("NVA"), difficulty=raised.id)
    assert solved.state is State.SOLVED
    [history] = desk.difficulty_reading.histories([raised.id])
    assert [(step.what, step.note) for step in history] == [
        ("raised", "Chưa có số liệu"), ("answered", "Đã gửi"), ("solved", ""),
    ]  # fmt: skip
    assert stored_city.told()[-3:] == ["raised", "answered", "settled"]


def test_an_answer_that_does_not_help_starts_the_clock_again(stored_city, raise_on) -> None:
    raised = raise_on()
    stored_city.desk.difficulties.answer(stored_city.who("OFFICE"), difficulty=raised.id, answer="Chờ")
    stored_city.clock.move(timedelta(days=2))
    again = stored_city.desk.difficulties.reopen(stored_city.who("NVA"), difficulty=raised.id, reason="Chưa đủ")
    assert (again.state, again.respond_by, again.days_open(stored_city.clock.today())) == (
        State.OPEN, TODAY + timedelta(days=7), 2,
    )  # fmt: skip


def test_what_is_not_answered_in_time_goes_up_one_level_at_a_time_to_the_top(stored_city, raise_on, asked) -> None:
    raised = raise_on(owed_by_unit="SKHCN-VP")
    seen = []
    for days in (5, 1, 5, 1, 5, 1):
        stored_city.clock.move(timedelta(days=days))
        while stored_city.desk.difficulties.escalate_due():
            pass
        seen.append(asked(raised))
    assert seen == ["SKHCN-VP", "SKHCN", "SKHCN", "HN", "HN", "HN"]
    [history] = stored_city.desk.difficulty_reading.histories([raised.id])
    assert [(step.what, step.person_id) for step in history[1:]] == [("escalated", None)] * 2
    assert stored_city.told().count("escalated") == 2
    with pytest.raises(NobodyAbove):
        stored_city.desk.difficulties.escalate(stored_city.who("NVA"), difficulty=raised.id, reason="Gấp")


def test_the_tasks_people_need_not_wait(stored_city, raise_on, asked) -> None:
    raised = raise_on()
    stored_city.desk.difficulties.escalate(stored_city.who("TP"), difficulty=raised.id, reason="Gấp")
    assert asked(raised) == "HN"
    with pytest.raises(Forbidden):
        stored_city.desk.difficulties.escalate(stored_city.who("STRANGER"), difficulty=raised.id, reason="Gấp")
    assert stored_city.desk.difficulties.answer(stored_city.who("MAYOR"), difficulty=raised.id, answer="Làm đi")


def test_the_unit_shows_which_other_one_owes_the_answer(stored_city, raise_on, asked) -> None:
    raised, desk = raise_on(), stored_city.desk
    with pytest.raises(OwedAlready):
        desk.difficulties.pass_on(stored_city.who("GD"), difficulty=raised.id, unit="SKHCN", reason="x")
    with pytest.raises(refusals.UnitUnknown):
        desk.difficulties.pass_on(stored_city.who("GD"), difficulty=raised.id, unit="NOWHERE", reason="x")
    desk.difficulties.pass_on(stored_city.who("GD"), difficulty=raised.id, unit="VP", reason="Thuộc Văn phòng")
    assert asked(raised) == "VP"
    with pytest.raises(Forbidden):
        desk.difficulties.answer(stored_city.who("GD"), difficulty=raised.id, answer="x")


@pytest.mark.parametrize("who", ["NVA", "NVB", "TP", "STRANGER", "OP"])
def test_only_the_owing_unit_and_those_above_answer(stored_city, raise_on, who: str) -> None:
    raised = raise_on()
    with pytest.raises(Forbidden):
        stored_city.desk.difficulties.answer(stored_city.who(who), difficulty=raised.id, answer="x")


def test_only_the_raiser_settles_reopens_or_withdraws(stored_city, raise_on) -> None:
    raised, difficulties = raise_on(), stored_city.desk.difficulties
    with pytest.raises(NotTheRaiser):
        difficulties.withdraw(stored_city.who("TP"), difficulty=raised.id, reason="x")
    with pytest.raises(DifficultyState):
        difficulties.settle(stored_city.who("NVA"), difficulty=raised.id)
    assert difficulties.withdraw(stored_city.who("NVA"), difficulty=raised.id, reason="Đã có").state is State.WITHDRAWN
    with pytest.raises(DifficultyState):
        difficulties.answer(stored_city.who("GD"), difficulty=raised.id, answer="x")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"by": "STRANGER"}, Forbidden),
        ({"text": " "}, refusals.ReasonMissing),
        ({"respond_by": TODAY}, RespondByPast),
        ({"owed_by_unit": "NOWHERE"}, refusals.UnitUnknown),
        ({"task": "NV-404"}, refusals.TaskUnknown),
    ],
)
def test_what_is_no_difficulty_is_not_raised(stored_city, task, raise_on, given, refusal) -> None:
    with pytest.raises(refusal):
        raise_on(**given)
    assert stored_city.desk.difficulty_reading.of_tasks([task.id]) == [[]]


def test_a_stale_step_is_refused(stored_city, raise_on) -> None:
    raised = raise_on()
    with pytest.raises(Stale):
        stored_city.desk.difficulties.answer(stored_city.who("GD"), difficulty=raised.id, answer="x", version=7)
    with pytest.raises(DifficultyUnknown):
        stored_city.desk.difficulties.answer(stored_city.who("GD"), difficulty="none", answer="x")


def test_units_are_counted_by_what_they_owe_and_how_soon_they_answer(stored_city, raise_on) -> None:
    desk, first, _, withdrawn = stored_city.desk, raise_on(), raise_on(), raise_on()
    raise_on(owed_by_unit="VP", respond_by=date(2026, 12, 1))
    desk.difficulties.withdraw(stored_city.who("NVA"), difficulty=withdrawn.id, reason="x")
    stored_city.clock.move(timedelta(days=6))
    desk.difficulties.answer(stored_city.who("GD"), difficulty=first.id, answer="x")
    found = desk.difficulty_reading.by_owing_unit()
    assert {one.unit_id: (one.open, one.overdue, one.answered, one.mean_days) for one in found} == {
        stored_city.ids["SKHCN"]: (1, 1, 1, 6),
        stored_city.ids["VP"]: (1, 0, 0, None),
    }
    [under] = desk.difficulty_reading.by_owing_unit(unit="VP")
    assert under.unit_id == stored_city.ids["VP"]


def test_an_objective_shows_what_stands_in_the_way_of_all_under_it(stored_city, raise_on) -> None:
    for code, parent in (("O1", None), ("O2", "o1")):
        stored_city.desk.learning.objective(
            ObjectiveSlice(
                objective_id=code.lower(), code=code, cycle="2026", unit_id="u", parent_objective_id=parent,
                parent_measure_id=None, status="active",
            ),
            sequence=1,
        )  # fmt: skip
    serving = stored_city.assigned(objective="O2")
    raised = raise_on(task=serving.id)
    raise_on()
    seen = stored_city.desk.difficulty_reading.of_objectives(["o1", "o2", "o3"])
    assert [[one.id for one in own] for own in seen] == [[raised.id], [raised.id], []]


@pytest.fixture
def measured(stored_city):
    """T1 of the city > O1 of SKHCN-CDS with KR1, which STRANGER owns, and a KPI of VP that T1 shares."""
    ids, learning = stored_city.ids, stored_city.desk.learning
    for code, unit, parent in (("T1", "HN", None), ("O1", "SKHCN-CDS", "t1")):
        told = ObjectiveSlice(
            objective_id=code.lower(), code=code, cycle="2026", unit_id=ids[unit], parent_objective_id=parent,
            parent_measure_id=None, status="active",
        )  # fmt: skip
        learning.objective(told, sequence=1)
    learning.measure(
        MeasureSlice(measure_id="kr1", code="KR1", objective_id="o1", status="active", owner_id=ids["STRANGER"]),
        sequence=1,
    )
    learning.measure(
        MeasureSlice(
            measure_id="kpi", code="KPI", objective_id=None, status="active", unit_id=ids["VP"], used_by=("t1",)
        ),
        sequence=1,
    )
    return stored_city


def raise_on_measure(city, measure: str, *, by: str):
    return city.desk.difficulties.raise_on(city.who(by), measure=measure, text="Chưa có vốn")


def test_a_difficulty_of_a_measure_is_asked_of_the_unit_above_its_own_and_goes_its_way(measured) -> None:
    raised = raise_on_measure(measured, "KR1", by="TP")
    assert (raised.task_id, raised.measure_id, raised.asked_unit_id) == (None, "kr1", measured.ids["SKHCN"])
    told = measured.facts("raised")[-1]
    assert (told["task_id"], told["measure_id"], told["code"], told["unit_id"]) == (
        "", "kr1", "KR1", measured.ids["SKHCN-CDS"],
    )  # fmt: skip
    higher = measured.desk.difficulties.escalate(measured.who("STRANGER"), difficulty=raised.id, reason="gấp")
    assert higher.asked_unit_id == measured.ids["HN"]
    measured.desk.difficulties.answer(measured.who("GD"), difficulty=raised.id, answer="Đã cấp")
    settled = measured.desk.difficulties.settle(measured.who("TP"), difficulty=raised.id)
    assert settled.state is State.SOLVED
    assert measured.desk.difficulty_reading.of_measures(["kr1", "?"]) == [[settled], []]


def test_a_measures_owner_and_the_line_above_its_unit_speak_for_it_and_nobody_else(measured) -> None:
    for who in ("STRANGER", "TP", "GD", "MAYOR"):
        assert raise_on_measure(measured, "KR1", by=who).measure_id == "kr1"
    for who, measure in (("NVA", "KR1"), ("OFFICE", "KR1"), ("STRANGER", "KPI"), ("GD", "KPI")):
        with pytest.raises(Forbidden):
            raise_on_measure(measured, measure, by=who)
    assert raise_on_measure(measured, "KPI", by="MAYOR").unit_id == measured.ids["VP"]


def test_objectives_show_what_stands_in_the_way_of_their_measures_and_those_they_share(measured) -> None:
    own, shared = raise_on_measure(measured, "KR1", by="TP"), raise_on_measure(measured, "KPI", by="MAYOR")
    task = measured.assigned(measure="KR1")
    of_task = measured.desk.difficulties.raise_on(measured.who("NVA"), task=task.id, text="Chưa có số liệu")
    city, division = measured.desk.difficulty_reading.of_objectives(["t1", "o1"])
    assert [one.id for one in city] == [own.id, shared.id, of_task.id]
    assert [one.id for one in division] == [own.id, of_task.id]
    measured.desk.difficulties.withdraw(measured.who("TP"), difficulty=own.id, reason="thôi")
    [division] = measured.desk.difficulty_reading.of_objectives(["o1"])
    assert [one.id for one in division] == [of_task.id]


def test_a_difficulty_is_one_things_and_of_something_that_is_there(measured) -> None:
    task = measured.assigned()
    for given in ({}, {"task": task.id, "measure": "KR1"}):
        with pytest.raises(SubjectAmbiguous):
            measured.desk.difficulties.raise_on(measured.who("TP"), text="x", **given)
    with pytest.raises(refusals.MeasureUnknown):
        raise_on_measure(measured, "?", by="TP")
