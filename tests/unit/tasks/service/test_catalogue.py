"""The catalogue: proposed, approved, changed, retired; and tasks that are weighed by it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain import assigning
from hanoiwork_tasks.domain.catalogue import entry as entries
from hanoiwork_tasks.domain.catalogue.entry import State, Terms
from hanoiwork_tasks.domain.catalogue.refusals import (
    DurationInvalid,
    EffectiveInPast,
    EntryOpen,
    EntryState,
    EntryTaken,
    EntryUnknown,
    OwnProposal,
    PointsOfCatalogue,
    WeighsTooMuch,
)
from hanoiwork_tasks.domain.refusals import PointsInvalid, PointsOver, ReasonMissing
from hanoiwork_tasks.domain.task import Group

TERMS = Terms(
    title="Thẩm định hồ sơ",
    product="Báo cáo thẩm định",
    measured_in="hồ sơ",
    points=Decimal("1.5"),
    group=Group.ARISING,
    working_days=5,
    authority="Giám đốc duyệt",
)


def terms(**changes) -> Terms:
    return Terms(**{**{name: getattr(TERMS, name) for name in TERMS.__dataclass_fields__}, **changes})


def proposed(city, *, by: str = "TP", unit: str = "SKHCN-CDS", code: str = "TD-01", **changes):
    return city.desk.catalogue.propose(city.who(by), unit=unit, code=code, terms=terms(**changes))


def approved(city, **given):
    entry = proposed(city, **given)
    return city.desk.catalogue.approve(city.who("GD"), entry=entry.id)


def in_force(city, unit: str = "SKHCN-CDS", **given) -> list[tuple[str, int, Decimal]]:
    page = city.desk.catalogue.entries(unit=unit, **given)
    return [(entry.code, entry.revision, entry.terms.points) for entry in page.items]


def test_what_a_head_proposes_is_in_force_when_a_leader_approves_it(stored_city):
    city = stored_city
    entry = proposed(city)
    assert (entry.state, in_force(city)) == (State.SUBMITTED, [])
    assert [one.id for one in city.desk.catalogue.waiting(city.who("GD"))] == [entry.id]
    assert city.desk.catalogue.waiting(city.who("TP")) == []
    with pytest.raises(Forbidden):
        city.desk.catalogue.approve(city.who("TP"), entry=entry.id)
    city.desk.catalogue.approve(city.who("GD"), entry=entry.id, version=1)
    assert in_force(city) == [("TD-01", 1, Decimal("1.5"))]
    assert in_force(city, search="tham dinh") == [("TD-01", 1, Decimal("1.5"))]
    assert in_force(city, search="khongco") == in_force(city, unit="VP") == []
    assert city.told()[-2:] == ["submitted", "approved"]


def test_what_a_leader_proposes_is_set_up_at_once(city):
    assert proposed(city, by="GD").state is State.APPROVED
    assert in_force(city) == [("TD-01", 1, Decimal("1.5"))]


def test_what_is_returned_is_mended_and_proposed_again(stored_city):
    city = stored_city
    entry = proposed(city)
    with pytest.raises(ReasonMissing):
        city.desk.catalogue.send_back(city.who("GD"), entry=entry.id, reason=" ")
    city.desk.catalogue.send_back(city.who("GD"), entry=entry.id, reason="điểm cao quá")
    with pytest.raises(EntryState):
        city.desk.catalogue.approve(city.who("GD"), entry=entry.id)
    again = city.desk.catalogue.revise(city.who("TP"), entry=entry.id, terms=terms(points=Decimal(1)), version=2)
    assert (again.revision, again.state, again.note) == (1, State.SUBMITTED, "")
    city.desk.catalogue.approve(city.who("GD"), entry=entry.id)
    assert in_force(city) == [("TD-01", 1, Decimal(1))]


def test_a_change_is_a_revision_from_its_day_on_and_the_old_one_is_kept(stored_city):
    city = stored_city
    first = approved(city)
    later = city.clock.today() + timedelta(days=10)
    second = city.desk.catalogue.revise(
        city.who("TP"), entry=first.id, terms=terms(points=Decimal(2)), effective_from=later
    )
    with pytest.raises(EntryOpen):
        city.desk.catalogue.revise(city.who("TP"), entry=first.id, terms=terms())
    city.desk.catalogue.approve(city.who("GD"), entry=second.id)
    assert in_force(city) == [("TD-01", 1, Decimal("1.5"))]
    assert in_force(city, on=later) == [("TD-01", 2, Decimal(2))]
    [history] = city.desk.catalogue.histories([second.id])
    assert [one.revision for one in history] == [1, 2]
    city.desk.catalogue.retire(city.who("GD"), entry=second.id, on=later + timedelta(days=5))
    assert in_force(city, on=later + timedelta(days=5)) == []


def test_the_nearest_unit_up_the_line_wins(stored_city):
    city = stored_city
    proposed(city, by="GD", unit="SKHCN", points=Decimal(9))
    proposed(city, by="GD", unit="SKHCN", code="AA", points=Decimal(3))
    approved(city)
    assert in_force(city) == [("AA", 1, Decimal(3)), ("TD-01", 1, Decimal("1.5"))]
    assert in_force(city, unit="SKHCN-VP") == [("AA", 1, Decimal(3)), ("TD-01", 1, Decimal(9))]
    page = city.desk.catalogue.entries(unit="SKHCN-CDS", first=1)
    rest = city.desk.catalogue.entries(unit="SKHCN-CDS", first=1, after=page.cursors[-1])
    assert [entry.code for entry in (*page.items, *rest.items)] == ["AA", "TD-01"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"points": Decimal(0)}, PointsInvalid),
        ({"points": Decimal(-1)}, PointsInvalid),
        ({"points": Decimal("1000.01")}, PointsInvalid),
        ({"points": Decimal("0.001")}, PointsInvalid),
        ({"working_days": 0}, DurationInvalid),
        ({"working_days": 367}, DurationInvalid),
    ],
)
def test_figures_out_of_bounds_are_refused(city, changes, refusal):
    with pytest.raises(refusal):
        proposed(city, **changes)


def test_nothing_is_changed_backwards_or_twice_or_on_an_old_version(city):
    entry = approved(city)
    yesterday = city.clock.today() - timedelta(days=1)
    with pytest.raises(EntryTaken):
        proposed(city)
    with pytest.raises(EffectiveInPast):
        city.desk.catalogue.revise(city.who("TP"), entry=entry.id, terms=terms(), effective_from=yesterday)
    with pytest.raises(EffectiveInPast):
        city.desk.catalogue.retire(city.who("GD"), entry=entry.id, on=yesterday)
    with pytest.raises(Stale):
        city.desk.catalogue.retire(city.who("GD"), entry=entry.id, version=1)
    with pytest.raises(Forbidden):
        proposed(city, by="NVA", code="X")
    with pytest.raises(EntryUnknown):
        city.desk.catalogue.approve(city.who("GD"), entry="?")


def test_nobody_decides_on_what_they_proposed(city):
    entry = proposed(city)
    with pytest.raises(OwnProposal):
        entries.approve(entry, by=city.ids["TP"], at=city.clock.now(), today=city.clock.today())


def test_a_task_takes_points_and_what_is_left_out_from_the_entry(stored_city):
    city = stored_city
    entry = approved(city)
    task = city.draft(title="", points=None, entry="TD-01", quantity=Decimal(4), group=None)
    assert (task.points, task.title, task.product, task.authority, task.group, task.entry_id) == (
        Decimal(6), "Thẩm định hồ sơ", "Báo cáo thẩm định", "Giám đốc duyệt", Group.ARISING, entry.id,
    )  # fmt: skip
    days = (task.due - city.clock.today()).days
    assert 5 <= days <= 14, "five working days"
    done = city.desk.drafting.assign(city.who("TP"), task=task.id, person="NVA", terms=assigning.Terms())
    assert done.points == Decimal(6)


def test_a_draft_is_weighed_by_what_is_in_force_on_the_day_it_is_assigned(stored_city):
    city = stored_city
    first = approved(city)
    task = city.draft(points=None, entry="TD-01", quantity=Decimal(4), due=city.clock.today() + timedelta(days=60))
    later = city.clock.today() + timedelta(days=10)
    second = city.desk.catalogue.revise(
        city.who("GD"), entry=first.id, terms=terms(points=Decimal(2)), effective_from=later
    )
    city.clock.move(timedelta(days=10))
    done = city.desk.drafting.assign(city.who("TP"), task=task.id, person="NVA", terms=assigning.Terms())
    assert (done.points, done.entry_id) == (Decimal(8), second.id)
    [shown] = city.desk.catalogue.by_ids([done.entry_id])
    assert shown is not None
    assert shown.revision == 2


def test_a_task_by_the_catalogue_is_not_weighed_otherwise(city):
    approved(city)
    with pytest.raises(PointsOfCatalogue):
        city.draft(points=Decimal(7), entry="TD-01", quantity=Decimal(4))
    with pytest.raises(WeighsTooMuch):
        city.draft(points=None, entry="TD-01", quantity=Decimal(100_000))
    with pytest.raises(EntryUnknown):
        city.draft(points=None, entry="KHONGCO")
    task = city.draft(points=None, entry="TD-01")
    with pytest.raises(PointsOfCatalogue):
        city.desk.drafting.assign(
            city.who("TP"), task=task.id, person="NVA", terms=assigning.Terms(points=Decimal(9), due=date(2026, 6, 24))
        )


def test_parts_by_the_catalogue_weigh_no_more_than_the_whole(city):
    approved(city)
    whole = city.draft(points=Decimal(2))
    with pytest.raises(PointsOver):
        city.draft(points=None, entry="TD-01", quantity=Decimal(2), parent=whole.id)
