from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.files.refusals import CodeRepeated, DeadlineInvalid
from hanoiwork_tasks.domain.plan import Plan, WorkspaceKind
from hanoiwork_tasks.domain.plans import refusals
from hanoiwork_tasks.domain.plans.breakdown import Stage, Tally
from hanoiwork_tasks.domain.plans.changing import GroupPlace
from hanoiwork_tasks.domain.refusals import CodeTaken, PlanItemUnknown, UnitUnknown, WorkspaceUnknown
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.service.plan_writing import DocumentWanted, GroupWanted, ItemWanted

DOCUMENT = DocumentWanted(
    title="Kế hoạch 20", document_number="20-KH/BCĐ57", issued_on=date(2026, 1, 5), issuing_unit="HN"
)


def described(**changes: Any) -> DocumentWanted:
    return replace(DOCUMENT, **changes)


def line(code: str = "2.1.1", **changes: Any) -> ItemWanted:
    own = {"title": "Dashboard", "lead_unit": "SKHCN", "coordinating_units": ["VP"], "deadline": "Quý IV/2026"}
    return ItemWanted(**{"code": code, **own, **changes})


def made(city: Any, *items: ItemWanted, who: str = "MAYOR", **changes: Any) -> Plan:
    groups = [GroupWanted(code="2", title="Chính quyền số", items=items)]
    given = {"code": "KH20", "unit": "HN", "document": DOCUMENT, "groups": groups, **changes}
    plan: Plan = city.desk.plan_writing.create(city.who(who), **given)
    return plan


def test_a_plan_is_written_down_whole_and_read_back_as_it_was(stored_city) -> None:
    plan = made(stored_city, line(), line("2.1.2", deadline="tháng 6/2026", coordinating_units=None))
    assert (plan.document_number, plan.issued_on, plan.issuing_unit_id) == (
        "20-KH/BCĐ57", date(2026, 1, 5), stored_city.ids["HN"],
    )  # fmt: skip
    first, second = plan.items()
    assert (first.due, second.due) == (date(2026, 12, 31), date(2026, 6, 30))
    assert (first.coordinating_unit_ids, second.coordinating_unit_ids) == ((stored_city.ids["VP"],), ())
    assert first.entered_on == stored_city.clock.today()
    assert stored_city.desk.reading.plans() == [plan]


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"code": "KH/20"}, refusals.PlanCodeInvalid, "code"),
        ({"unit": "XX"}, UnitUnknown, "unit"),
        ({"workspace": "nowhere"}, WorkspaceUnknown, None),
        ({"document": described(document_number="KH số 20")}, refusals.DocumentNumberInvalid, "document_number"),
        ({"document": described(issued_on=date(2027, 1, 1))}, refusals.IssuedInFuture, "issued_on"),
        ({"document": described(issuing_unit="XX")}, UnitUnknown, "issuing_unit"),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_not_written_down(city, given: dict[str, Any], refusal: type[Exception], field: str) -> None:
    with pytest.raises(refusal) as refused:
        made(city, line(), **given)
    assert refused.value.field == field  # type: ignore[attr-defined]
    assert city.desk.reading.plans() == []


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"deadline": "Quý V/2026"}, DeadlineInvalid, "deadline"),
        ({"deadline": "Q5/2026"}, DeadlineInvalid, "deadline"),
        ({"deadline": "tháng 13/2026"}, DeadlineInvalid, "deadline"),
        ({"deadline": "31/02/2026"}, DeadlineInvalid, "deadline"),
        ({"code": "2..1"}, refusals.ItemCodeInvalid, "code"),
        ({"code": "2 1"}, refusals.ItemCodeInvalid, "code"),
        ({"lead_unit": "XX"}, UnitUnknown, "lead_unit"),
        ({"coordinating_units": ["VP", "XX"]}, UnitUnknown, "coordinating_units[1]"),
        ({"coordinating_units": ["SKHCN"]}, refusals.LeadCoordinates, "coordinating_units"),
        ({"code": "2.1.0"}, CodeRepeated, "code"),
    ],
)
def test_what_is_no_item_is_refused_at_its_place(
    city, changes: dict[str, Any], refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        made(city, line("2.1.0"), line(**changes))
    assert refused.value.field == f"groups[0].items[1].{field}"  # type: ignore[attr-defined]
    plan = made(city, line("2.1.0"))
    with pytest.raises(refusal) as refused:
        city.desk.plan_writing.add_item(
            city.who("MAYOR"), plan=plan.id, place=GroupPlace(code="2"), item=line(**changes)
        )
    assert refused.value.field == field  # type: ignore[attr-defined]


def test_a_code_is_taken_once_in_a_unit_and_only_its_planners_write(city) -> None:
    made(city, line())
    with pytest.raises(CodeTaken):
        made(city, line())
    for who in ("GD", "NVA", "STRANGER", "OP"):
        with pytest.raises(Forbidden):
            made(city, line(), who=who, code="KH21")
    place = city.desk.planning.create_workspace(city.who("GD"), unit="SKHCN", kind=WorkspaceKind.ARISING)
    own = made(city, line(), who="GD", unit="SKHCN", workspace=place.id)
    assert own.workspace_id == place.id
    with pytest.raises(WorkspaceUnknown):
        made(city, line(), workspace=place.id, code="KH22")


def test_a_plan_changes_by_its_version(city) -> None:
    plan = made(city, line())
    writing, mayor = city.desk.plan_writing, city.who("MAYOR")
    after = writing.change(mayor, plan="KH20", document=DocumentWanted(title="Kế hoạch mới"), version=1)
    assert (after.title, after.document_number, after.version) == ("Kế hoạch mới", "20-KH/BCĐ57", 2)
    assert writing.change(mayor, plan="KH20", document=DocumentWanted(title="Kế hoạch mới")) == after
    with pytest.raises(Stale):
        writing.change(mayor, plan="KH20", document=DocumentWanted(title="Nữa"), version=1)
    added = writing.add_item(
        mayor, plan=plan.id, place=GroupPlace(code="3", title="Kinh tế số"), item=line("3.1"), version=2
    )
    assert [(group.code, [one.code for one in group.items]) for group in added.groups] == [
        ("2", ["2.1.1"]), ("3", ["3.1"]),
    ]  # fmt: skip
    assert city.desk.reading.plans() == [added]


def test_an_item_changes_by_its_own_version_and_goes_while_nothing_came_out_of_it(city) -> None:
    made(city, line(), line("2.1.2"))
    writing, mayor = city.desk.plan_writing, city.who("MAYOR")
    city.clock.move(timedelta(days=3))
    plan = writing.change_item(
        mayor, item="KH20/2.1.1", words=ItemWanted(lead_unit="VP", coordinating_units=[], deadline="12/2026"), version=1
    )
    [item] = [one for one in plan.items() if one.code == "2.1.1"]
    assert (item.version, item.lead_unit_id, item.coordinating_unit_ids) == (2, city.ids["VP"], ())
    assert (item.due, item.entered_on) == (date(2026, 12, 31), city.clock.today())
    with pytest.raises(Stale):
        writing.change_item(mayor, item="KH20/2.1.1", words=ItemWanted(title="x"), version=1)
    with pytest.raises(CodeRepeated):
        writing.change_item(mayor, item="KH20/2.1.1", words=ItemWanted(code="2.1.2"))
    same = writing.change_item(mayor, item="KH20/2.1.1", words=ItemWanted(title="Dashboard"), version=2)
    assert same == plan
    with pytest.raises(Stale):
        writing.remove_item(mayor, item="KH20/2.1.1", version=1)
    left = writing.remove_item(mayor, item="KH20/2.1.1", version=2)
    assert [one.code for one in left.items()] == ["2.1.2"]
    assert city.desk.reading.plans() == [left]
    with pytest.raises(PlanItemUnknown):
        writing.remove_item(mayor, item="KH20/2.1.1")
    city.desk.drafting.break_down(mayor, item="KH20/2.1.2", parts=[Wanted(title="x")])
    with pytest.raises(refusals.PlanItemInUse):
        writing.remove_item(mayor, item="KH20/2.1.2")


def test_a_part_stands_in_its_units_list_under_the_plan_unless_another_is_named(city) -> None:
    plan = made(city, line())
    other = made(city, line(), code="KH21")
    planning, drafting = city.desk.planning, city.desk.drafting

    def opened(who: str, unit: str, plan_code: str) -> str:
        kind = WorkspaceKind.STRATEGIC
        place = planning.create_workspace(city.who(who), unit=unit, kind=kind, title=plan_code)
        made_list = planning.create_list(city.who(who), workspace=place.id, title=plan_code, plan=plan_code)
        return str(made_list.id)

    own, division, foreign = (
        opened("GD", "SKHCN", plan.id),
        opened("TP", "SKHCN-CDS", "KH20"),
        opened("MAYOR", "VP", other.id),
    )
    parts = [Wanted(title="a", unit="SKHCN"), Wanted(title="b", unit="SKHCN-CDS"), Wanted(title="c", unit="SKHCN-VP")]
    found = drafting.break_down(city.who("GD"), item="KH20/2.1.1", parts=parts)
    assert [task.list_id for task in found] == [own, division, None]
    below = drafting.break_down(city.who("GD"), task=found[0].id, parts=[Wanted(title="d", unit="SKHCN-CDS")])
    assert below[0].list_id == division
    beside = drafting.break_down(city.who("GD"), task=found[0].id, parts=[Wanted(title="e", unit="SKHCN-VP")])
    assert beside[0].list_id == own
    with pytest.raises(refusals.ListOfOtherPlan) as refused:
        drafting.break_down(city.who("GD"), item="KH20/2.1.1", parts=[Wanted(title="f", list=foreign)])
    assert refused.value.field == "parts[0].list"


def test_a_plan_shows_how_far_it_is_broken_down_and_who_keeps_it_waiting(stored_city) -> None:
    city = stored_city
    plan = made(city, line(), line("2.1.2"), line("2.1.3", lead_unit="VP", coordinating_units=None))
    city.clock.move(timedelta(days=2))
    parts = [
        Wanted(title="a", unit="SKHCN-CDS", person="NVA", points=Decimal(5), product="x", authority="y"),
        Wanted(title="b", unit="SKHCN-CDS", person="NVB", points=Decimal(5), product="x", authority="y"),
        Wanted(title="c", unit="SKHCN-VP"),
    ]
    given, taken, draft = city.desk.drafting.break_down(city.who("GD"), item="KH20/2.1.1", parts=parts)
    for task in (given, taken):
        city.desk.drafting.assign(city.who("TP"), task=task.id, terms=Terms())
    city.desk.working.take_on(city.who("NVB"), task=taken.id)
    city.clock.move(timedelta(days=4))

    [found, nothing] = city.desk.plan_gaps.breakdowns([plan.id, "no such plan"])
    assert nothing is None
    assert (found.not_broken_down, found.counts) == (2, Tally(drafted=1, assigned=1, taken_on=1))
    first, second, third = found.items
    assert [one.stage for one in (first, second, third)] == [
        Stage.DRAFTED,
        Stage.NOT_BROKEN_DOWN,
        Stage.NOT_BROKEN_DOWN,
    ]
    assert {one.unit_id: one.counts for one in first.units} == {
        city.ids["SKHCN-CDS"]: Tally(assigned=1, taken_on=1),
        city.ids["SKHCN-VP"]: Tally(drafted=1),
    }
    assert [(one.unit_id, one.items, one.not_broken_down, one.counts.total) for one in found.lead_units] == [
        (city.ids["SKHCN"], 2, 1, 3), (city.ids["VP"], 1, 1, 0),
    ]  # fmt: skip

    gaps = city.desk.plan_gaps.gaps(plan="KH20")
    assert {one.unit_id: (one.days, len(one.items)) for one in gaps.units_to_break_down} == {
        city.ids["SKHCN"]: (6, 1), city.ids["VP"]: (6, 1),
    }  # fmt: skip
    assert [(one.unit_id, one.days, one.drafts[0].task_id) for one in gaps.units_to_assign] == [
        (city.ids["SKHCN-VP"], 4, draft.id),
    ]  # fmt: skip
    assert [(one.person_id, one.days, [gap.task_id for gap in one.tasks]) for one in gaps.people_to_accept] == [
        (city.ids["NVA"], 4, [given.id]),
    ]  # fmt: skip
