"""Looking for tasks in the store, on each kind of database in turn: the same is found, in the same order."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.pages import CursorInvalid
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.finding.order import BY_DUE, Grouping, Key, Order
from hanoiwork_tasks.domain.finding.urgency import Urgency
from hanoiwork_tasks.domain.finding.words import wanted_words, words
from hanoiwork_tasks.domain.task import Collaborator, Group, Status, Task
from hanoiwork_tasks.store import Store, nearest

TODAY = date(2026, 6, 10)
TEXTS = ("Kế hoạch chuyển đổi số", "kế toán trưởng", "Đề án 06/CP", "hoạch định", "báo cáo: số liệu", "100% & 'số'")


@pytest.fixture
def store(stored_city) -> Store:
    return Store(stored_city.runtime.database, stored_city.runtime.outbox)


def kept(store: Store, *tasks: Task) -> list[Task]:
    with store.begin() as session:
        session.add(tasks)
    return list(tasks)


def titles(store: Store, *, order: Order = BY_DUE, **wanted: Any) -> list[str]:
    with store.read() as look:
        return [task.title for task in look.found.tasks(TaskFilter(**wanted), order=order, first=100, after=None).items]


def meets(text: str, wanted: tuple[str, ...]) -> bool:
    """The rule, once more and plainly: all words are there, the last one begins one."""
    have = words(text)
    return not wanted or (set(wanted[:-1]) <= set(have) and any(word.startswith(wanted[-1]) for word in have))


@pytest.mark.parametrize(
    "search", ["ke", "ke hoach", "HOẠCH", "so", "06", "đề án 06", "ach", "100%", "số liệu báo", "x"]
)
def test_a_search_finds_what_has_every_word_and_begins_the_last(
    store, make_task: Callable[..., Task], search: str
) -> None:
    kept(store, *(make_task(code=f"NV-{place}", title=text) for place, text in enumerate(TEXTS)))
    wanted = wanted_words(search)
    expected = {text for text in TEXTS if meets(text, wanted)}
    assert set(titles(store, words=wanted)) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(max_size=40), search=st.text(max_size=10))
def test_both_databases_agree_with_the_rule_whatever_is_written(store, make_task, text: str, search: str) -> None:
    text, search = text.replace("\x00", ""), search.replace("\x00", "")
    try:
        text.encode(), search.encode()
    except UnicodeEncodeError:
        return
    [task] = kept(store, make_task(code="", title=text, product="", owner_id=new_id()))
    wanted = wanted_words(search)
    with store.read() as look:
        found = look.found.tasks(TaskFilter(words=wanted), order=BY_DUE, first=100, after=None).items
    assert (task.id in {one.id for one in found}) is meets(text, wanted)
    with store.begin() as session:
        session._connection.exec_driver_sql("DELETE FROM task")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 1.0])
def test_a_search_in_a_department_pages_through_all_that_has_the_words_however_common_they_are_said_to_be(
    store, stored_city, make_task, monkeypatch, share: float
) -> None:
    monkeypatch.setattr(nearest, "shares_of", lambda _, asked: [share] * len(asked))
    units = [stored_city.ids[code] for code in ("SKHCN", "SKHCN-CDS", "SKHCN-VP", "VP")]
    kept(
        store,
        *(
            make_task(
                code=f"NV-{place}", owner_id=units[place % 4], unit_id=units[place % 4],
                title=TEXTS[place % len(TEXTS)],
                due=date(2026, 6, 1) + timedelta(days=place * 7 % 11),
            )
            for place in range(40)
        ),
    )  # fmt: skip
    wanted = TaskFilter(unit_id=stored_city.ids["SKHCN"], words=wanted_words("ke"))
    seen: list[Task] = []
    after = None
    with store.read() as look:
        while True:
            page = look.found.tasks(wanted, order=BY_DUE, first=3, after=after)
            seen += page.items
            if not page.has_next:
                break
            after = page.cursors[-1]
    expected = {place for place in range(40) if place % 4 != 3 and meets(TEXTS[place % len(TEXTS)], ("ke",))}
    assert [task.code for task in seen] == [task.code for task in sorted(seen, key=lambda task: (task.due, task.id))]
    assert {int(task.code.removeprefix("NV-")) for task in seen} == expected
    assert len(seen) == len(expected)


def test_a_task_is_found_by_its_code_product_and_note_too(store, make_task) -> None:
    kept(store, make_task(code="NV-77", title="A", product="Tờ trình", progress_note="chờ Sở Tài chính"))
    for search in ("nv 77", "to trinh", "so tai chinh", "a trinh cho"):
        assert titles(store, words=wanted_words(search)) == ["A"], search
    with store.begin() as session:
        task = session.held("NV-77")
        session.put(Task(**{**_values(task), "progress_note": "đã xong", "version": task.version + 1}))
    assert titles(store, words=("cho",)) == []
    assert titles(store, words=("xong",)) == ["A"]


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (Order(by=Key.DUE), ["c", "a", "b", "Đ"]),
        (Order(by=Key.DUE, descending=True), ["Đ", "b", "a", "c"]),
        (Order(by=Key.CREATED), ["a", "b", "c", "Đ"]),
        (Order(by=Key.POINTS, descending=True), ["Đ", "a", "c", "b"]),
        (Order(by=Key.TITLE), ["a", "b", "c", "Đ"]),
    ],
)
def test_tasks_are_listed_in_any_order_page_by_page(store, make_task, order: Order, wanted: list[str]) -> None:
    given_ = (("a", 20, 5), ("b", 30, 1), ("c", 10, 2), ("Đ", None, "7.25"))
    kept(
        store,
        *(
            make_task(
                code=f"NV-{place}",
                title=title,
                due=date(2026, 6, day) if day else None,
                points=Decimal(str(points)),
                created_at=datetime(2026, 5, 1, tzinfo=UTC) + timedelta(microseconds=place),
            )
            for place, (title, day, points) in enumerate(given_)
        ),
    )
    seen: list[str] = []
    after = None
    with store.read() as look:
        while True:
            page = look.found.tasks(TaskFilter(), order=order, first=1, after=after)
            seen += [task.title for task in page.items]
            if not page.has_next:
                break
            after = page.cursors[-1]
    assert seen == wanted


def test_a_cursor_of_another_order_is_refused(store, make_task) -> None:
    kept(store, make_task())
    with store.read() as look:
        page = look.found.tasks(TaskFilter(), order=Order(by=Key.POINTS), first=1, after=None)
        with pytest.raises(CursorInvalid):
            look.found.tasks(TaskFilter(), order=BY_DUE, first=1, after=page.cursors[0])


def test_tasks_are_grouped_with_counts_points_and_the_first_of_each(store, make_task) -> None:
    kept(
        store,
        *(make_task(code=f"A{n}", title=f"A{n}", status=Status.TODO, due=date(2026, 6, 20 - n)) for n in range(3)),
        make_task(code="B", title="B", status=Status.COMPLETED, group=Group.ARISING, person_id=None),
    )
    with store.read() as look:
        todo, done = look.found.groups(TaskFilter(), by=Grouping.STATUS, first=2, most=10)
        unled = look.found.groups(TaskFilter(), by=Grouping.PERSON, first=0, most=10)
        [only] = look.found.groups(TaskFilter(group=Group.ARISING), by=Grouping.PLAN, first=1, most=10)
        rest = look.found.tasks(
            TaskFilter(statuses=(Status.TODO,)), order=BY_DUE, first=9, after=todo.tasks.cursors[-1]
        )
    assert (todo.key, todo.count, todo.points) == ("todo", 3, Decimal(30))
    assert ([one.title for one in todo.tasks.items], todo.tasks.has_next) == (["A2", "A1"], True)
    assert [one.title for one in rest.items] == ["A0"]
    assert (done.key, done.count) == ("completed", 1)
    assert [(group.key, group.count, group.tasks.items) for group in unled] == [("nva", 3, ()), (None, 1, ())]
    assert (only.key, [one.title for one in only.tasks.items]) == (None, ["B"])


def test_what_somebody_has_to_handle_stands_under_its_head(store, make_task) -> None:
    days = {"o": -1, "t": 0, "s": 3, "l": 4}
    dated = {title: TODAY + timedelta(days=days_) for title, days_ in days.items()}
    kept(
        store,
        *(make_task(code=title, title=title, status=Status.TODO, due=due) for title, due in dated.items()),
        make_task(code="u", title="u", status=Status.RETURNED, due=None),
        make_task(code="d", title="d", status=Status.DRAFT),
        make_task(code="r", title="r", status=Status.SUBMITTED, person_id="nvb", assigner_id="nva"),
    )
    with store.read() as look:
        counts = look.found.count_to_handle("nva", today=TODAY)
        under = {
            one.value: [
                t.title for t in look.found.to_handle("nva", urgency=one, today=TODAY, first=9, after=None).items
            ]
            for one in Urgency
        }
        whole = look.found.to_handle("nva", urgency=None, today=TODAY, first=9, after=None)
    assert under == {
        "overdue": ["o"], "today": ["t"], "soon": ["s"], "later": ["l"], "undated": ["u"], "to_review": ["r"],
    }  # fmt: skip
    assert [getattr(counts, name) for name in under] == [1] * 6
    assert len(whole.items) == 6


def test_a_filter_takes_everything_together(store, make_task) -> None:
    kept(
        store,
        make_task(code="1", title="late", status=Status.TODO, due=date(2026, 6, 9)),
        make_task(code="2", title="in time", status=Status.TODO, due=date(2026, 6, 10)),
        make_task(code="3", title="helped", collaborators=(Collaborator(person_id="nvb", unit_id=None),), due=None),
    )
    assert titles(store, overdue_on=TODAY) == ["late"]
    assert titles(store, helper_id="nvb") == ["helped"]
    assert titles(store, due_from=date(2026, 6, 10)) == ["in time"]
    assert titles(store, due_to=date(2026, 6, 9)) == ["late"]
    assert titles(store, assigner_id="head", statuses=(Status.TODO,), due_from=date(2026, 6, 1)) == ["late", "in time"]
    assert titles(store, parent_id="x") == titles(store, plan_id="x") == titles(store, workspace_id="x") == []
    assert titles(store, difficult=True) == []


def _values(task: Task) -> dict[str, Any]:
    return {name: getattr(task, name) for name in task.__dataclass_fields__}
