"""Views that people keep: their own, and those a unit shares."""

from datetime import date

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain.finding.order import Grouping, Key, Order
from hanoiwork_tasks.domain.finding.refusals import (
    NotTheViewsOwner,
    TooManyViews,
    ViewTitleMissing,
    ViewTitleTaken,
    ViewUnknown,
)
from hanoiwork_tasks.domain.finding.view import MOST_VIEWS
from hanoiwork_tasks.domain.refusals import UnitUnknown
from hanoiwork_tasks.domain.task import Status


def saved(city, *, by: str = "TP", title: str = "Việc của phòng", **given):
    named = given.pop("named", {"unit": "SKHCN-CDS", "status": (Status.TODO,), "due_from": date(2026, 6, 1)})
    return city.desk.views.save(city.who(by), title=title, named=named, **given)


def test_a_view_shows_the_tasks_that_match_whenever_it_is_used(stored_city):
    city = stored_city
    view = saved(city, search="ke hoach", order=Order(by=Key.TITLE, descending=True), group_by=Grouping.STATUS)
    assert city.desk.views.tasks(city.who("TP"), view=view.id).items == ()
    task = city.assigned()
    city.draft(title="Kế hoạch khác")
    assert [one.id for one in city.desk.views.tasks(city.who("TP"), view=view.id).items] == [task.id]
    [kept] = city.desk.views.all(city.who("TP"))
    assert kept == view


def test_a_view_is_its_owners_unless_a_unit_shares_it(city):
    own, shared = saved(city), saved(city, by="GD", title="Của Sở", unit="SKHCN")
    assert [one.id for one in city.desk.views.all(city.who("NVA"))] == [shared.id]
    assert city.desk.views.all(city.who("STRANGER")) == []
    for view, who in ((own, "NVA"), (shared, "STRANGER")):
        with pytest.raises(ViewUnknown):
            city.desk.views.tasks(city.who(who), view=view.id)
    assert city.desk.views.tasks(city.who("NVA"), view=shared.id).items == ()
    with pytest.raises(Forbidden):
        saved(city, by="NVA", unit="SKHCN-CDS")


def test_only_the_owner_changes_and_deletes_a_view_as_last_seen(stored_city):
    city = stored_city
    view = saved(city, by="GD", unit="SKHCN")
    with pytest.raises(NotTheViewsOwner):
        city.desk.views.change(city.who("TP"), view=view.id, title="x")
    changed = city.desk.views.change(city.who("GD"), view=view.id, title="Mới", named={"overdue": True}, version=1)
    assert (changed.title, changed.filter, changed.unit_id, changed.version) == (
        "Mới", {"overdue": True}, city.ids["SKHCN"], 2,
    )  # fmt: skip
    with pytest.raises(Stale):
        city.desk.views.delete(city.who("GD"), view=view.id, version=1)
    city.desk.views.delete(city.who("GD"), view=view.id, version=2)
    assert city.desk.views.all(city.who("GD")) == []
    with pytest.raises(ViewUnknown):
        city.desk.views.delete(city.who("GD"), view=view.id)


def test_what_cannot_be_kept_is_refused(city):
    saved(city)
    with pytest.raises(ViewTitleTaken):
        saved(city, title="Việc  của phòng ")
    with pytest.raises(ViewTitleMissing):
        saved(city, title="  ")
    with pytest.raises(UnitUnknown):
        saved(city, title="x", named={"unit": "KHONGCO"})
    assert saved(city, by="GD").owner_id == city.ids["GD"], "another person's titles are their own"


def test_one_person_keeps_only_so_many(city):
    for number in range(MOST_VIEWS):
        saved(city, title=f"{number}", named={})
    with pytest.raises(TooManyViews):
        saved(city, title="một nữa", named={})
