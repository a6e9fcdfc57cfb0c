"""Every store gives the same answers; the database's own are also drift and numbers of statements."""

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_objectives.service import Filter
from hanoiwork_objectives.store import metadata
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.testing import drift
from tests.unit.objectives.counting import statements

D = Decimal


def report(suite, value, **given):
    return suite.check_in("NVA", measure="O2-S-KR1", value=D(value), **given)


def test_what_is_saved_is_read_back_exactly(stored):
    stored.load()
    steps = (Step(title="Thiết kế"), Step(title="Thi công", weight=D("2.5")))
    stored.add_measure(
        "OP", objective="O2-S", code="M", kind=Kind.KPI, title="Đường sắt",
        aim=Aim(direction=Direction.MILESTONE, steps=steps), owner="TP", weight=D("0.1"),
    )  # fmt: skip
    shown = stored.service.reading.measure(key="M")
    assert [(step.title, step.weight) for step in shown.steps] == [(step.title, step.weight) for step in steps]
    assert (shown.target, shown.weight, shown.owner_id) == (2, D("0.1"), stored.ids["TP"])


def test_a_check_in_moves_the_branch(stored):
    stored.load()
    report(stored, 49)
    assert [stored.percent(code) for code in ("O2-P", "O2-S", "O2", "T1")] == [None, "50", "25", "25"]
    assert stored.types()[-7:] == [
        "objectives.measure.checked_in.v1", *["objectives.objective.progress_changed.v1"] * 3,
        *["objectives.objective.status_changed.v1"] * 3,
    ]  # fmt: skip


def test_the_newest_standing_check_in_rules_and_history_is_newest_first(stored):
    stored.load()
    _, early = report(stored, 10, on=date(2026, 6, 1))
    _, late = report(stored, 90)
    report(stored, 20, on=date(2026, 5, 1))
    report(stored, 30, corrects=late.id, on=date(2026, 5, 2))
    shown = stored.service.reading.measure(key="O2-S-KR1")
    assert (shown.current, shown.last_check_in) == (10, early.on)
    keys = [shown.id, "unknown"]
    history = stored.service.reading.check_ins_by_measures(keys=keys, first=3)
    assert [[str(one.value) for one in of_one] for of_one in history] == [["90", "10", "30"], []]


def test_a_refused_use_case_leaves_nothing_behind(stored):
    stored.load()
    before = stored.told()
    with pytest.raises(Refused):
        stored.load({"cycle": "2026", "objectives": [{"code": "N", "unit": "XX", "title": "N"}]})
    with pytest.raises(Refused):
        report(stored, 1, on=date(2026, 6, 16))
    assert stored.told() == before


def test_the_same_file_again_changes_nothing_in_any_store(stored):
    stored.load()
    before = stored.told()
    assert (stored.load().changed, stored.told()) == (0, before)


def test_pages_follow_each_other_in_any_store(stored):
    stored.load()
    codes: list[str] = []
    after = None
    for _ in range(4):
        page = stored.service.reading.objectives(first=1, after=after, sieve=Filter(cycle="2026"))
        codes.append(page.items[0].code)
        after = page.cursors[-1]
    assert (codes, page.has_next) == (["O2", "O2-P", "O2-S", "T1"], False)


def test_the_goals_of_several_units_come_in_one_reading(stored):
    stored.load()
    unit = stored.service.reading.objective(key="O2-S").unit_id
    found = stored.service.reading.objectives_by_units(keys=[unit, "none"], cycle="2026")
    assert [[one.code for one in own] for own in found] == [["O2-S"], []]


@pytest.mark.parametrize("cursor", ["WzFd", "WyJhIiwxXQ", "x"])
def test_a_cursor_of_somebody_else_is_refused(database, cursor):
    with pytest.raises(Refused) as caught:
        database.service.reading.objectives(first=1, after=cursor)
    assert caught.value.code == "shared.cursor_invalid"


def test_tasks_are_counted_against_the_guide(stored):
    stored.load()
    measure = stored.service.reading.measure(key="O2-KR1")
    for number in range(5):
        told = TaskSlice(
            task_id=f"t{number}", measure_id=measure.id, points=D(1), quantity=D(1), accepted_quantity=D(0),
            status="cancelled" if number == 4 else "todo", version=1,
        )  # fmt: skip
        stored.service.listening.task_told(told, sequence=1, on=date(2026, 6, 1))
    warned = stored.service.reading.objectives_by_ids(keys=[measure.objective_id], locale="en")[0].warnings
    assert warned == ("O2-KR1 has 5 actions; the 1:3:3 guide suggests at most 3 for a key result.",)


def test_what_is_put_away_leaves_tree_and_children(stored):
    stored.load()
    stored.step("O2-P", "archive")
    assert stored.service.reading.tree(cycle="2026", root="O2-S")[0].children == ()
    assert stored.service.reading.objective(key="O2-S").child_ids == ()


def test_a_code_means_the_newest_cycle_and_an_identifier_itself(stored):
    stored.load()
    old = stored.service.reading.objective(key="T1")
    stored.clock.move(timedelta(days=365))
    stored.load({"cycle": "2027", "objectives": [{"code": "T1", "unit": "HN", "title": "2027"}]})
    assert stored.service.reading.objective(key="T1").cycle == "2027"
    assert stored.service.reading.objective(key="T1", cycle="2026").id == old.id
    assert stored.service.reading.objective(key=old.id).cycle == "2026"


def test_the_migrated_tables_are_the_declared_ones(database):
    assert drift(database.runtime, metadata) == []


def test_a_tree_of_any_size_is_read_in_the_same_number_of_statements(database):
    database.load()
    assert statements(database, lambda: database.service.reading.tree(cycle="2026")) == 4
    entries = [
        {
            "code": f"X{n}", "unit": "HN", "title": "X", "parent": "T1" if n < 5 else f"X{n - 5}",
            "measures": [{"code": f"X{n}-K", "kind": "KR", "title": "K", "direction": "at_least", "target": "1"}],
        }
        for n in range(60)
    ]  # fmt: skip
    database.load({"cycle": "2026", "objectives": entries})
    assert statements(database, lambda: database.service.reading.tree(cycle="2026")) == 4
    keys = [child.id for child in database.service.reading.tree(cycle="2026", root="T1")[0].children]
    assert statements(database, lambda: database.service.reading.objectives_by_ids(keys=keys)) == 5


def test_a_check_in_reads_its_branch_and_not_the_tree(database):
    database.load()
    report(database, 5)
    few = statements(database, lambda: report(database, 10))
    entries = [{"code": f"X{n}", "unit": "HN", "title": "X", "parent": "T1"} for n in range(60)]
    database.load({"cycle": "2026", "objectives": entries})
    assert statements(database, lambda: report(database, 20)) == few


def test_changes_of_two_siblings_at_once_forget_neither(database):
    database.load(
        {
            "cycle": "2026",
            "objectives": [
                {"code": "R", "unit": "HN", "title": "R"},
                *(
                    {
                        "code": code, "unit": "HN", "title": code, "parent": "R",
                        "measures": [
                            {"code": f"{code}-K", "kind": "KR", "title": "K", "direction": "at_least", "target": "100"}
                        ],
                    }
                    for code in ("A", "B", "C", "D")
                ),
            ],
        }
    )  # fmt: skip
    start = threading.Barrier(4)

    def work(code):
        start.wait()
        for value in range(1, 11):
            database.check_in("OP", measure=f"{code}-K", value=D(value * 10))

    workers = [threading.Thread(target=work, args=(code,)) for code in ("A", "B", "C", "D")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert database.percent("R") == "100"
