"""Copies and templates: everything underneath, as drafts, with the days moved."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.refusals import TitleTaken
from hanoiwork_tasks.domain.spaces import blueprint
from hanoiwork_tasks.domain.spaces.refusals import ShiftInvalid, TemplateUnknown, TooMuchToCopy
from hanoiwork_tasks.domain.task import Status


def space_of(city, unit: str = "SKHCN-CDS", title: str = "Dự án"):
    by = city.who("TP" if unit == "SKHCN-CDS" else "GD")
    return city.desk.planning.create_workspace(by, unit=unit, kind=WorkspaceKind.STRATEGIC, title=title)


def filled(city, space, title: str = "Giai đoạn 1"):
    """A list with a whole, its part, a done task and one that was given up."""
    listed = city.desk.planning.create_list(city.who("TP"), workspace=space.id, title=title)
    whole = city.draft(title="Cả việc", list=listed.id, starts=date(2026, 6, 1), due=date(2026, 6, 30))
    city.draft(title="Một phần", points=Decimal(3), list=listed.id, parent=whole.id, due=date(2026, 6, 20))
    done = city.submitted(title="Xong", list=listed.id)
    city.desk.working.accept(city.who("TP"), task=done.id)
    gone = city.draft(title="Bỏ", list=listed.id)
    city.desk.working.cancel(city.who("TP"), task=gone.id, reason="thôi")
    return listed


def tasks_of(city, listed) -> dict:
    [page] = city.desk.reading.tasks_by_lists(keys=[listed.id], first=100)
    return {task.title: task for task in page.items}


def test_a_list_is_copied_with_its_parts_as_drafts_and_days_moved(stored_city):
    city = stored_city
    listed = filled(city, space_of(city))
    told = len(city.told())
    copy = city.desk.copying.copy_list(city.who("TP"), list=listed.id, title="Giai đoạn 2", shift_days=30)
    old, new = tasks_of(city, listed), tasks_of(city, copy)
    assert set(new) == {"Cả việc", "Một phần", "Xong"}
    assert {task.status for task in new.values()} == {Status.DRAFT}
    assert {task.person_id for task in new.values()} == {None}
    assert new["Một phần"].parent_id == new["Cả việc"].id
    assert (new["Cả việc"].starts, new["Cả việc"].due) == (date(2026, 7, 1), date(2026, 7, 30))
    assert len({task.code for task in (*old.values(), *new.values())}) == 7
    assert city.told()[told:] == ["created"] * 3
    with pytest.raises(TitleTaken):
        city.desk.copying.copy_list(city.who("TP"), list=listed.id, title="Giai đoạn 2")
    with pytest.raises(ShiftInvalid):
        city.desk.copying.copy_list(city.who("TP"), list=listed.id, title="x", shift_days=9999)


def test_a_workspace_is_copied_with_all_its_lists_also_for_another_unit(stored_city):
    city = stored_city
    space = space_of(city)
    filled(city, space)
    filled(city, space, "Giai đoạn 2")
    copy = city.desk.copying.copy_workspace(city.who("GD"), workspace=space.id, title="Dự án 2", unit="SKHCN-VP")
    assert copy.unit_id == city.ids["SKHCN-VP"]
    [lists] = city.desk.reading.lists_by_workspaces([copy.id])
    assert [(one.title, len(tasks_of(city, one))) for one in lists] == [("Giai đoạn 1", 3), ("Giai đoạn 2", 3)]
    with pytest.raises(Forbidden):
        city.desk.copying.copy_workspace(city.who("NVA"), workspace=space.id, title="x")


def test_a_template_is_kept_by_a_unit_and_used_by_those_below_with_its_own_first_day(stored_city):
    city = stored_city
    listed = filled(city, space_of(city))
    template = city.desk.copying.save_template(city.who("GD"), lists=[listed.id], title="Quy trình", unit="SKHCN")
    assert [one.id for one in city.desk.copying.templates(unit="SKHCN-VP")] == [template.id]
    assert city.desk.copying.templates(unit="VP") == []
    target = space_of(city, "SKHCN-VP")
    [made] = city.desk.copying.use_template(
        city.who("GD"), template=template.id, workspace=target.id, starts=date(2027, 1, 4)
    )
    tasks = tasks_of(city, made)
    assert (tasks["Cả việc"].starts, tasks["Một phần"].due) == (date(2027, 1, 4), date(2027, 1, 23))
    other = city.desk.planning.create_workspace(city.who("MAYOR"), unit="VP", kind=WorkspaceKind.ROUTINE)
    with pytest.raises(TemplateUnknown):
        city.desk.copying.use_template(
            city.who("MAYOR"), template=template.id, workspace=other.id, starts=date(2027, 1, 4)
        )
    with pytest.raises(Forbidden):
        city.desk.copying.delete_template(city.who("TP"), template=template.id)
    city.desk.copying.delete_template(city.who("GD"), template=template.id)
    assert city.desk.copying.templates(unit="SKHCN") == []


def test_thousands_are_copied_and_more_are_refused(city, make_task, monkeypatch):
    space = space_of(city)
    listed = city.desk.planning.create_list(city.who("TP"), workspace=space.id, title="Nhiều")
    unit = city.ids["SKHCN-CDS"]
    with city.desk.copying._begin() as session:
        session.add(
            [
                make_task(
                    code=f"X-{n}",
                    owner_id=unit,
                    unit_id=unit,
                    list_id=listed.id,
                    due=date(2026, 6, 1) + timedelta(days=n % 90),
                )
                for n in range(3000)
            ]
        )
    copy = city.desk.copying.copy_list(city.who("TP"), list=listed.id, title="Nữa")
    with city.desk.copying._begin() as session:
        assert len(session.spaces.tasks_of_lists([copy.id])[copy.id]) == 3000
    monkeypatch.setattr(blueprint, "MOST_TASKS", 2999)
    with pytest.raises(TooMuchToCopy):
        city.desk.copying.copy_list(city.who("TP"), list=listed.id, title="Nữa nữa")
