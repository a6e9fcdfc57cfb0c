"""Reports split by people, units, groups, plans and lists, day by day, and by the age of what is overdue."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden
from hanoiwork_tasks.domain.plan import TaskList, WorkspaceKind
from hanoiwork_tasks.domain.refusals import DatesReversed, TooManyDays
from hanoiwork_tasks.domain.statistics import By
from hanoiwork_tasks.domain.task import Group

TODAY = date(2026, 6, 15)


def figures(slices):
    return [(one.key, one.statistics.completed, one.statistics.total) for one in slices]


@pytest.fixture
def busy(stored_city):
    """NVA completed one task of two, NVB none of one; NVB's is arising work."""
    first = stored_city.assigned(due=date(2026, 6, 16))
    stored_city.desk.working.submit(stored_city.who("NVA"), task=first.id)
    stored_city.desk.working.accept(stored_city.who("TP"), task=first.id)
    stored_city.assigned(due=date(2026, 6, 20))
    stored_city.assigned(person="NVB", group=Group.ARISING, due=date(2026, 6, 20))
    return stored_city


def test_each_person_and_group_has_its_n_of_m_largest_first(busy) -> None:
    def split(by, **scope):
        return figures(busy.desk.reporting.split(busy.who("TP"), scope={"unit": "SKHCN-CDS", **scope}, by=by))

    nva, nvb = busy.ids["NVA"], busy.ids["NVB"]
    assert split(By.PERSON) == [(nva, 1, 2), (nvb, 0, 1)]
    assert split(By.PERSON, person="NVB") == [(nvb, 0, 1)]
    assert split(By.GROUP) == [("routine", 1, 2), ("arising", 0, 1)]
    assert split(By.UNIT) == [(busy.ids["SKHCN-CDS"], 1, 3)]
    assert split(By.PLAN) == split(By.LIST) == [(None, 1, 3)]


def test_tasks_in_a_list_count_for_it_and_for_the_plan_it_carries_out(stored_city) -> None:
    planning = stored_city.desk.planning
    place = planning.create_workspace(stored_city.who("TP"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE)
    made: TaskList = planning.create_list(stored_city.who("TP"), workspace=place.id, title="Báo cáo")
    stored_city.assigned(list=made.id)
    split = stored_city.desk.reporting.split(stored_city.who("TP"), scope={}, by=By.LIST)
    assert figures(split) == [(made.id, 0, 1)]


@pytest.mark.parametrize(("who", "scope"), [("NVA", {"unit": "SKHCN-CDS"}), ("TP", {}), ("TP", {"unit": "SKHCN"})])
def test_who_leads_no_line_of_the_scope_reads_nothing_by_person(busy, who, scope) -> None:
    with pytest.raises(Forbidden):
        busy.desk.reporting.split(busy.who(who), scope=scope, by=By.PERSON)


def test_everybody_reads_their_own_figures(busy) -> None:
    own = busy.desk.reporting.split(busy.who("NVB"), scope={"person": "NVB"}, by=By.PERSON)
    assert figures(own) == [(busy.ids["NVB"], 0, 1)]


def test_each_day_says_what_fell_due_and_what_was_completed(busy) -> None:
    days = busy.desk.reporting.by_day(scope={"unit": "SKHCN"}, from_=TODAY, to=date(2026, 6, 20))
    assert [(one.day.day, one.due, one.completed) for one in days] == [
        (15, 0, 1), (16, 1, 0), (17, 0, 0), (18, 0, 0), (19, 0, 0), (20, 2, 0),
    ]  # fmt: skip


def test_a_report_day_by_day_has_bounds(city) -> None:
    with pytest.raises(DatesReversed):
        city.desk.reporting.by_day(scope={}, from_=TODAY, to=TODAY - timedelta(days=1))
    with pytest.raises(TooManyDays):
        city.desk.reporting.by_day(scope={}, from_=TODAY, to=TODAY + timedelta(days=400))


def test_overdue_work_is_shown_by_its_age(busy) -> None:
    def ages():
        return [(one.from_days, one.to_days, one.tasks) for one in busy.desk.reporting.ageing(scope={})]

    assert ages() == [(1, 3, 0), (4, 7, 0), (8, 30, 0), (31, None, 0)]
    seen = {}
    for days in (5, 6, 8, 9, 12, 13, 35, 36):
        busy.clock.move(timedelta(days=days) - (busy.clock.today() - TODAY))
        seen[days - 5] = [tasks for _, _, tasks in ages()]
    assert seen == {
        0: [0, 0, 0, 0],
        1: [2, 0, 0, 0],
        3: [2, 0, 0, 0],
        4: [0, 2, 0, 0],
        7: [0, 2, 0, 0],
        8: [0, 0, 2, 0],
        30: [0, 0, 2, 0],
        31: [0, 0, 0, 2],
    }
    assert busy.desk.reporting.ageing(scope={})[-1].points == Decimal(40)
