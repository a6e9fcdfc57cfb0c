"""Archiving: what is kept is read and not changed, until it is restored; members of a workspace from other units."""

from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.recurring.pattern import Pattern
from hanoiwork_tasks.domain.recurring.recurrence import State
from hanoiwork_tasks.domain.refusals import ListUnknown, WorkspaceUnknown
from hanoiwork_tasks.domain.spaces.member import MemberRole
from hanoiwork_tasks.domain.spaces.refusals import AlreadyArchived, NotArchived, PlaceArchived
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.service.recurring import WantedWork
from hanoiwork_tasks.service.spaces_port import PlaceKind


@pytest.fixture
def space(stored_city):
    return stored_city.desk.planning.create_workspace(
        stored_city.who("TP"), unit="SKHCN-CDS", kind=WorkspaceKind.COLLABORATION, title="Nhóm số hóa"
    )


@pytest.fixture
def listed(stored_city, space):
    return stored_city.desk.planning.create_list(stored_city.who("TP"), workspace=space.id, title="Việc tuần")


def archived(city, place, kind: PlaceKind = PlaceKind.LIST, **given):
    return city.desk.archiving.archive(city.who("TP"), kind=kind, place=place.id, **given)


@pytest.mark.parametrize("kind", [PlaceKind.LIST, PlaceKind.WORKSPACE])
def test_nothing_is_changed_in_what_is_archived_and_all_is_read(stored_city, space, listed, kind):
    city = stored_city
    task = city.assigned(list=listed.id)
    handed_in = city.submitted(list=listed.id)
    archived(city, listed if kind is PlaceKind.LIST else space, kind)
    for change in (
        lambda: city.draft(list=listed.id),
        lambda: city.desk.working.report(city.who("NVA"), task=task.id, percent=5),
        lambda: city.desk.working.submit(city.who("NVA"), task=task.id, note="x"),
        lambda: city.desk.working.accept(city.who("TP"), task=handed_in.id),
        lambda: city.desk.working.cancel(city.who("TP"), task=task.id, reason="x"),
    ):
        with pytest.raises(PlaceArchived):
            change()
    assert city.desk.reading.task(task.id) == task
    assert city.desk.archiving.archived_at([space.id, listed.id]).count(None) == 1
    city.desk.archiving.restore(city.who("TP"), kind=kind, place=(listed if kind is PlaceKind.LIST else space).id)
    assert city.desk.working.accept(city.who("TP"), task=handed_in.id).status.value == "completed"
    assert [name for name in city.told() if name in ("archived", "restored")] == ["archived", "restored"]


def test_an_archived_workspace_is_shown_only_when_asked_for_and_takes_no_list(stored_city, space):
    city = stored_city
    archived(city, space, PlaceKind.WORKSPACE)
    assert city.desk.reading.workspaces(unit="SKHCN-CDS") == []
    assert city.desk.reading.workspaces_by_units([city.ids["SKHCN-CDS"]]) == [[]]
    assert city.desk.reading.workspaces(unit="SKHCN-CDS", archived=True) == [space]
    with pytest.raises(PlaceArchived):
        city.desk.planning.create_list(city.who("TP"), workspace=space.id, title="x")


def test_what_cannot_be_archived_or_restored_is_refused(stored_city, space, listed):
    city = stored_city
    with pytest.raises(Stale):
        archived(city, listed, version=9)
    with pytest.raises(NotArchived):
        city.desk.archiving.restore(city.who("TP"), kind=PlaceKind.LIST, place=listed.id)
    with pytest.raises(Forbidden):
        city.desk.archiving.archive(city.who("NVA"), kind=PlaceKind.LIST, place=listed.id)
    archived(city, listed)
    with pytest.raises(AlreadyArchived):
        archived(city, listed)
    with pytest.raises(ListUnknown):
        archived(city, space)
    with pytest.raises(WorkspaceUnknown):
        archived(city, listed, PlaceKind.WORKSPACE)


def test_what_recurs_into_an_archived_list_pauses(stored_city, listed):
    city = stored_city
    today = city.clock.today()
    pattern = Pattern(starts=today, rule="FREQ=WEEKLY;COUNT=20")
    found = city.desk.recurring.set_up(
        city.who("TP"), unit="SKHCN-CDS", pattern=pattern, work=WantedWork(title="Giao ban", list=listed.id)
    )
    archived(city, listed)
    while city.desk.generating.make_due():
        pass
    [after] = city.desk.recurring.of_unit(unit="SKHCN-CDS").items
    assert (after.id, after.state, after.version) == (found.id, State.PAUSED, 2)
    assert city.desk.recurring.tasks_of(keys=[found.id])[0].items == ()


def test_members_from_other_units_write_tasks_down_and_managers_open_lists(stored_city, space, listed):
    city = stored_city
    wanted = Wanted(title="Góp ý", points=Decimal(1), unit="SKHCN-CDS", list=listed.id)
    stranger = city.who("STRANGER")
    with pytest.raises(Forbidden):
        city.desk.drafting.create(stranger, wanted=wanted)
    for role, allowed in ((MemberRole.VIEWER, False), (MemberRole.CONTRIBUTOR, True)):
        city.desk.archiving.set_member(city.who("TP"), workspace=space.id, person="STRANGER", role=role)
        if allowed:
            assert city.desk.drafting.create(stranger, wanted=wanted).created_by == city.ids["STRANGER"]
        else:
            with pytest.raises(Forbidden):
                city.desk.drafting.create(stranger, wanted=wanted)
    with pytest.raises(Forbidden):
        city.desk.planning.create_list(stranger, workspace=space.id, title="Khác")
    with pytest.raises(Forbidden):
        city.desk.drafting.create(stranger, wanted=Wanted(title="Góp ý", unit="SKHCN-CDS"))
    city.desk.archiving.set_member(city.who("TP"), workspace=space.id, person="STRANGER", role=MemberRole.MANAGER)
    city.desk.planning.create_list(stranger, workspace=space.id, title="Khác")
    [members] = city.desk.archiving.members([space.id])
    assert [(one.person_id, one.role) for one in members] == [(city.ids["STRANGER"], MemberRole.MANAGER)]
    city.desk.archiving.set_member(city.who("TP"), workspace=space.id, person="STRANGER")
    assert city.desk.archiving.members([space.id]) == [[]]
