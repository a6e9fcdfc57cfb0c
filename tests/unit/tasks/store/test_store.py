"""The store keeps its promises on both kinds of database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.event import listen

from hanoiwork_shared.errors import Stale
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.pages import CursorInvalid
from hanoiwork_shared.testing import drift
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.finding.order import BY_DUE
from hanoiwork_tasks.domain.links import KnownMeasure, KnownObjective
from hanoiwork_tasks.domain.plan import Plan, PlanGroup, PlanItem, Workspace, WorkspaceKind
from hanoiwork_tasks.domain.statistics import statistics
from hanoiwork_tasks.domain.task import Collaborator, Group, Status
from hanoiwork_tasks.store import Store, Writing, metadata

TODAY = date(2026, 6, 15)


@pytest.fixture
def store(stored_city) -> Store:
    return Store(stored_city.runtime.database, stored_city.runtime.outbox)


@pytest.fixture
def many(make_task, stored_city):
    """Tasks of a division, numbered, alike but for the changes."""

    def make(count: int, **changes):
        unit = stored_city.ids["SKHCN-CDS"]
        return [make_task(unit_id=unit, owner_id=unit, code=f"T-{new_id()}", **changes) for _ in range(count)]

    return make


def know(store: Store, *pairs: tuple[str, str | None]) -> None:
    with store.begin() as session:
        for code, parent in pairs:
            known = KnownObjective(
                id=code, code=code, cycle="2026", unit_id="u", parent_id=parent, parent_measure_id=None, status="active"
            )
            session.know_objective(known, sequence=1)


def know_measure(session: Writing, code: str, objective: str, *, parent: str | None = None) -> None:
    known = KnownMeasure(id=code, code=code, objective_id=objective, parent_id=parent, status="active")
    session.know_measure(known, sequence=1)


def shared(code: str, *objectives: str, parent: str | None = None) -> KnownMeasure:
    """A standing KPI that objectives share."""
    return KnownMeasure(id=code, code=code, objective_id=None, parent_id=parent, status="active", used_by=objectives)


def test_the_migrations_make_exactly_the_declared_tables(stored_city) -> None:
    assert drift(stored_city.runtime, metadata) == []


def test_a_task_comes_back_as_it_was_saved(store, make_task) -> None:
    helping = (Collaborator(person_id="nvb"), Collaborator(unit_id="vp"))
    task = make_task(points=Decimal("12.75"), quantity=Decimal("2.5"), collaborators=helping, starts=date(2026, 6, 1))
    with store.begin() as session:
        session.add([task])
    with store.read() as look:
        assert look.task(task.id) == look.task("NV-1") == task


def test_of_two_changes_from_the_same_version_one_is_stale(store, make_task) -> None:
    task = make_task()
    with store.begin() as session:
        session.add([task])
        session.put(replace(task, title="một", version=2))
        with pytest.raises(Stale):
            session.put(replace(task, title="hai", version=2))


def test_the_decks_division_report_is_counted_in_one_query(store, many, stored_city) -> None:
    done = {"status": Status.COMPLETED, "delivered_on": TODAY}
    tasks = many(551, **done) + many(1, **done, late_days=1) + many(4, status=Status.IN_PROGRESS)
    outside = many(3, status=Status.DRAFT) + many(2, status=Status.CANCELLED) + many(5, due=date(2026, 7, 1), **done)
    with store.begin() as session:
        session.add(tasks + outside)
    wanted = TaskFilter(unit_id=stored_city.ids["SKHCN"], due_from=date(2026, 5, 25), due_to=date(2026, 6, 24))
    with store.read() as look:
        report = statistics(look.count(wanted, today=TODAY))
    assert (report.total, report.completed, report.on_time, report.late) == (556, 552, 551, 1)
    assert (report.not_completed, report.overdue) == (4, 0)
    assert (str(report.completed_percent), str(report.not_completed_percent)) == ("99.28", "0.72")


def test_what_was_handed_in_by_its_deadline_is_not_overdue_while_it_is_reviewed(store, many) -> None:
    due = TODAY - timedelta(days=2)
    tasks = many(1, status=Status.SUBMITTED, due=due, submitted_on=due)
    tasks += many(1, status=Status.SUBMITTED, due=due, submitted_on=due + timedelta(days=1))
    tasks += many(1, status=Status.TODO, due=due) + many(1, status=Status.TODO, due=TODAY)
    with store.begin() as session:
        session.add(tasks)
    with store.read() as look:
        assert look.count(TaskFilter(), today=TODAY).overdue == 2


def test_progress_counts_over_an_objective_and_everything_under_it(store, many) -> None:
    know(store, ("T1", None), ("O1", "T1"), ("O2", "O1"), ("X", None))
    tasks = many(1, objective_id="O2", status=Status.COMPLETED, points=Decimal("0.1"))
    tasks += many(1, objective_id="O1", status=Status.TODO, points=Decimal("0.2"))
    tasks += many(1, objective_id="X", status=Status.TODO)
    with store.begin() as session:
        session.add(tasks)
    with store.read() as look:
        counts = look.count_by_objectives(["T1", "O2", "X", "?"], today=TODAY)
    assert {key: (found.total, found.completed) for key, found in counts.items()} == {
        "T1": (2, 1), "O2": (1, 1), "X": (1, 0),
    }  # fmt: skip
    assert (counts["T1"].points, counts["T1"].completed_points) == (Decimal("0.3"), Decimal("0.1"))


def test_a_shared_kpi_brings_its_tasks_to_every_objective_that_uses_it_once(store, many) -> None:
    know(store, ("T1", None), ("O1", "T1"), ("O2", "T1"), ("X", None))
    with store.begin() as session:
        session.know_measure(shared("KPI", "O1", "O2"), sequence=1)
        session.know_measure(shared("BELOW", parent="KPI"), sequence=1)
        session.add(many(1, measure_id="KPI", status=Status.COMPLETED))
        session.add(many(1, measure_id="BELOW", status=Status.TODO))
        session.add(many(1, measure_id="KPI", objective_id="O1", status=Status.TODO))
    roots = ["T1", "O1", "O2", "X"]
    with store.read() as look:
        counts = look.count_by_objectives(roots, today=TODAY)
        pages = look.tasks_by_objectives(roots, first=10, after=None)
        found = look.found.tasks(TaskFilter(objective_id="O2"), order=BY_DUE, first=10, after=None)
    assert {key: found.total for key, found in counts.items()} == {"T1": 3, "O1": 3, "O2": 3}
    assert {key: len(page.items) for key, page in pages.items()} == {"T1": 3, "O1": 3, "O2": 3}
    assert len(found.items) == 3
    with store.begin() as session:
        session.know_measure(shared("KPI", "O1"), sequence=2)
        session.know_measure(shared("KPI", "X"), sequence=1)
    with store.read() as look:
        counts = look.count_by_objectives(roots, today=TODAY)
    assert {key: found.total for key, found in counts.items()} == {"T1": 3, "O1": 3}


def test_parts_count_in_progress_instead_of_their_whole_but_beside_it_in_statistics(store, many) -> None:
    know(store, ("O1", None))
    (whole, given_up) = many(2, objective_id="O1", status=Status.TODO, points=Decimal(100))
    parts = many(1, objective_id="O1", parent_id=whole.id, status=Status.COMPLETED, points=Decimal(60))
    parts += many(1, objective_id="O1", parent_id=whole.id, status=Status.TODO, points=Decimal(40))
    gone = many(1, objective_id="O1", parent_id=given_up.id, status=Status.CANCELLED, points=Decimal(100))
    with store.begin() as session:
        know_measure(session, "KR", "O1")
        session.add([replace(one, measure_id="KR") for one in (whole, given_up, *parts, *gone)])
        assert [session.has_parts(one.id) for one in (whole, given_up)] == [True, False]
    with store.read() as look:
        objective = look.count_by_objectives(["O1"], today=TODAY)["O1"]
        measure = look.count_by_measures(["KR"], today=TODAY)["KR"]
        assert look.count(TaskFilter(), today=TODAY).total == 4
    assert objective == measure
    assert (objective.total, objective.points, objective.completed_points) == (3, Decimal(200), Decimal(60))


def test_a_page_of_tasks_for_each_of_many_objectives_is_one_query(store, many, stored_city) -> None:
    know(store, ("T1", None), ("O1", "T1"), ("X", None))
    tasks = [task for day in (12, 11, 10) for task in many(1, objective_id="O1", due=date(2026, 6, day))]
    tasks += many(1, objective_id="T1", due=None, collaborators=(Collaborator(person_id="nvb"),))
    with store.begin() as session:
        session.add(tasks)
    with store.read() as look:
        asked: list[str] = []
        listen(stored_city.runtime.database.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
        pages = look.tasks_by_objectives(["T1", "O1", "X", "?"], first=2, after=None)
        assert len([one for one in asked if one != "BEGIN"]) == 2, "one for the tasks, one for those who help"
        rest = look.tasks_by_objectives(["T1"], first=2, after=pages["T1"].cursors[-1])["T1"]
        for key, page in pages.items():
            assert page == look.found.tasks(TaskFilter(objective_id=key), order=BY_DUE, first=2, after=None)
    assert (set(pages), pages["T1"].has_next) == ({"T1", "O1"}, True)
    assert (rest.items, rest.has_next) == ((tasks[0], tasks[3]), False)


def test_a_plan_loaded_again_does_not_undo_what_happened_to_its_items(store) -> None:
    item = PlanItem(id="i", code="1", title="x", lead_unit_id="u", deadline="Q4/2026", due=TODAY)
    group = PlanGroup(id="g", code="1", title="x", items=(item,))
    known = Plan(id="p", code="KH", title="x", unit_id="u", workspace_id="w", groups=(group,))
    newer = replace(known, title="y", version=2)
    with store.begin() as session:
        session.add_workspace(Workspace(id="w", unit_id="u", kind=WorkspaceKind.ROUTINE, title="x"))
        session.put_plan(known, known=None)
        session.put_item(replace(item, version=2), seen=1)
    with pytest.raises(Stale), store.begin() as session:
        session.put_plan(newer, known=known)
    with store.begin() as session:
        (found,) = session.plans(None)
        assert (found.title, found.items()[0].version) == ("x", 2)
        session.put_plan(replace(found, title="y", version=2), known=found)
        with pytest.raises(Stale) as refused:
            session.put_plan(replace(found, title="z", version=2), known=found)
    assert (refused.value.details["current"], refused.value.details["sent"]) == (2, 1)


def test_objectives_told_in_a_circle_do_not_hang_the_count(store, many) -> None:
    know(store, ("A", "B"), ("B", "A"))
    with store.begin() as session:
        session.add(many(1, objective_id="B", status=Status.TODO))
    with store.read() as look:
        assert look.count_by_objectives(["A"], today=TODAY)["A"].total == 1
        assert look.links.above("A") == ("A", "B")


def test_a_measure_counts_its_own_tasks_and_those_of_objectives_hung_under_it_once(store, many) -> None:
    know(store, ("O1", None), ("O3", "O2"))
    with store.begin() as session:
        know_measure(session, "KR", "O1")
        know_measure(session, "KPI", "O1", parent="KR")
        hung = KnownObjective(
            id="O2", code="O2", cycle="2026", unit_id="u", parent_id="O1", parent_measure_id="KPI", status="active"
        )
        session.know_objective(hung, sequence=1)
        session.add(many(1, measure_id="KR", objective_id="O1", status=Status.TODO))
        session.add(many(1, measure_id="KPI", objective_id="O2", status=Status.COMPLETED))
        session.add(many(1, objective_id="O3", status=Status.TODO))
        session.add(many(1, objective_id="O1", status=Status.TODO))
    with store.read() as look:
        counts = look.count_by_measures(["KR", "KPI"], today=TODAY)
    assert {key: (found.total, found.completed) for key, found in counts.items()} == {"KR": (3, 1), "KPI": (2, 1)}


def test_pages_follow_the_deadline_and_stay_put_when_rows_come_in(store, many) -> None:
    days = [date(2026, 6, day) for day in (20, 10, 10, 30)]
    tasks = [task for day in days for task in many(1, due=day)] + many(2, due=None)
    with store.begin() as session:
        session.add(tasks)
    wanted = sorted(tasks, key=lambda task: (task.due or date.max, task.id))
    with store.read() as look:
        first = look.found.tasks(TaskFilter(), order=BY_DUE, first=2, after=None)
    with store.begin() as session:
        session.add(many(1, due=date(2026, 6, 1)))
    with store.read() as look:
        second = look.found.tasks(TaskFilter(), order=BY_DUE, first=3, after=first.cursors[-1])
        third = look.found.tasks(TaskFilter(), order=BY_DUE, first=3, after=second.cursors[-1])
    assert [task.id for task in first.items + second.items + third.items] == [task.id for task in wanted]
    assert (first.has_next, second.has_next, third.has_next) == (True, True, False)


@pytest.mark.parametrize("cursor", ["rubbish", "WyJ4IiwieSJd", "WzFd"])
def test_a_cursor_we_never_gave_is_refused(store, cursor: str) -> None:
    with store.read() as look, pytest.raises(CursorInvalid):
        look.found.tasks(TaskFilter(), order=BY_DUE, first=1, after=cursor)


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (TaskFilter(words=("ke", "hoach")), ["Kế hoạch 100%"]),
        (TaskFilter(words=("100",)), ["Kế hoạch 100%"]),
        (TaskFilter(words=("hoach", "khongco")), []),
        (TaskFilter(statuses=(Status.TODO,)), ["Đề án"]),
        (TaskFilter(group=Group.ARISING), ["Đề án"]),
        (TaskFilter(person_id="nobody"), []),
    ],
)
def test_tasks_are_found_by_what_is_asked(store, many, wanted: TaskFilter, titles: list[str]) -> None:
    with store.begin() as session:
        session.add(many(1, title="Kế hoạch 100%") + many(1, title="Đề án", status=Status.TODO, group=Group.ARISING))
    with store.read() as look:
        assert [task.title for task in look.found.tasks(wanted, order=BY_DUE, first=10, after=None).items] == titles


def test_a_person_handles_what_they_lead_and_what_they_have_to_review(store, many) -> None:
    tasks = many(1, status=Status.TODO) + many(1, status=Status.SUBMITTED) + many(1, status=Status.COMPLETED)
    with store.begin() as session:
        session.add(tasks)
    with store.read() as look:
        assert [
            task.id
            for task in look.found.to_handle("nva", urgency=None, today=date(2026, 6, 1), first=10, after=None).items
        ] == [tasks[0].id]
        assert [
            task.id
            for task in look.found.to_handle("head", urgency=None, today=date(2026, 6, 1), first=10, after=None).items
        ] == [tasks[1].id]


def test_codes_are_counted_up_within_each_unit(store) -> None:
    with store.begin() as session:
        assert [session.next_code("a"), session.next_code("a"), session.next_code("b")] == ["NV-1", "NV-2", "NV-1"]
