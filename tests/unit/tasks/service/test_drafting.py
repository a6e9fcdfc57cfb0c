from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.domain.wanted import Wanted

PLANS = """{"plans": [{"code": "KH20", "title": "Kế hoạch 20", "workspace": "strategic", "groups": [
  {"code": "2", "title": "Chính quyền số", "items": [
    {"code": "2.1.1", "title": "Dashboard", "lead_unit": "SKHCN", "deadline": "Q4/2026"}]}]}]}"""


def part(title: str, points: int, **more) -> Wanted:
    return Wanted(title=title, points=Decimal(points), **more)


def test_a_draft_may_miss_its_clears_and_gets_a_code(city) -> None:
    first, second = city.draft(title=""), city.draft()
    assert (first.status, first.code, second.code) == (Status.DRAFT, "NV-1", "NV-2")
    assert city.told() == ["created", "created"]


def test_a_code_is_unique_within_its_unit(city) -> None:
    city.draft(code="A-1")
    with pytest.raises(refusals.CodeTaken):
        city.draft(code="A-1")
    city.desk.drafting.create(city.who("GD"), wanted=Wanted(title="x", code="A-1", unit="SKHCN-VP"))
    with pytest.raises(refusals.CodeAmbiguous):
        city.desk.reading.task("A-1")


def test_a_made_up_code_passes_over_those_in_use(city) -> None:
    city.draft(code="NV-1")
    assert city.draft().code == "NV-2"


@pytest.mark.parametrize("who", ["NVA", "STRANGER", "OP"])
def test_who_does_not_lead_the_unit_plans_nothing_in_it(city, who: str) -> None:
    with pytest.raises(Forbidden):
        city.desk.drafting.create(city.who(who), wanted=Wanted(title="x", unit="SKHCN-CDS"))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"unit": "XXX"}, refusals.UnitUnknown),
        ({"person": "XXX"}, refusals.PersonUnknown),
        ({"objective": "O99"}, refusals.ObjectiveUnknown),
        ({"measure": "KR99"}, refusals.MeasureUnknown),
        ({"list": "XXX"}, refusals.ListUnknown),
        ({"parent": "XXX"}, refusals.TaskUnknown),
        ({"collaborators": ("NVA",), "person": "NVA"}, refusals.SecondLead),
        ({"starts": date(2026, 7, 1), "due": date(2026, 6, 1)}, refusals.DatesReversed),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_is_kept(city, changes, refusal) -> None:
    with pytest.raises(refusal):
        city.draft(**changes)
    assert city.told() == []


def test_the_assigner_is_whoever_assigns(city) -> None:
    task = city.assigned(by="GD", collaborators=("NVB",), coordinating_units=("VP",))
    assert (task.assigner_id, task.person_id) == (city.ids["GD"], city.ids["NVA"])
    assert [one.person_id or one.unit_id for one in task.collaborators] == [city.ids["NVB"], city.ids["VP"]]
    assert city.facts("assigned")[0]["collaborator_ids"] == [city.ids["NVB"]]


def test_a_task_decided_on_an_older_version_is_stale(city) -> None:
    task = city.assigned()
    with pytest.raises(Stale):
        city.desk.drafting.assign(city.who("TP"), task=task.id, terms=Terms(), version=1)


def test_a_plan_item_is_broken_down_into_tasks_for_divisions(city) -> None:
    city.desk.planning.import_plans(city.who("OP"), content=PLANS)
    parts = [part("Khảo sát", 10, unit="SKHCN-CDS"), part("Mua sắm", 15, unit="SKHCN-VP", due=date(2026, 9, 30))]
    tasks = city.desk.drafting.break_down(city.who("GD"), item="KH20/2.1.1", parts=parts)
    assert [task.due for task in tasks] == [date(2026, 12, 31), date(2026, 9, 30)]
    assert city.told() == ["created", "created", "broken_down", "broken_down"]
    assert [fact["task_id"] for fact in city.facts("broken_down")] == [task.id for task in tasks]
    assert [fact["version"] for fact in city.facts("broken_down")] == [2, 3]
    item = city.desk.reading.plans(unit="SKHCN")[0].items()[0]
    assert [task.id for task in city.desk.reading.tasks_by_items([item.id])[0]] == [tasks[1].id, tasks[0].id]


def test_a_division_head_does_not_give_work_to_another_division(city) -> None:
    city.desk.planning.import_plans(city.who("OP"), content=PLANS)
    with pytest.raises(Forbidden):
        city.desk.drafting.break_down(city.who("TP"), item="KH20/2.1.1", parts=[part("x", 1, unit="SKHCN-VP")])


def test_parts_of_a_task_take_its_group_and_links_and_weigh_no_more_than_it(city) -> None:
    whole = city.assigned()
    drafting = city.desk.drafting
    first, _ = drafting.break_down(
        city.who("TP"), task=whole.code, parts=[part("a", 12, person="NVA"), part("b", 8)], version=whole.version
    )
    assert (first.parent_id, first.group, first.person_id) == (whole.id, whole.group, city.ids["NVA"])
    with pytest.raises(refusals.PointsOver):
        drafting.break_down(city.who("TP"), task=whole.code, parts=[part("c", 1)])
    with pytest.raises(refusals.PointsOver):
        city.draft(parent=whole.id, points=Decimal(1))


def test_only_the_units_leader_lets_parts_weigh_more(city) -> None:
    whole = city.assigned()
    with pytest.raises(Forbidden):
        city.desk.drafting.break_down(city.who("TP"), task=whole.id, parts=[part("c", 21)], allow_over=True)
    city.desk.drafting.break_down(city.who("GD"), task=whole.id, parts=[part("c", 21)], allow_over=True)
    assert city.desk.reading.histories_by_ids(city.who("TP"), [whole.id])[0][-1].what == "broken_down"


@pytest.mark.parametrize("person", ["STRANGER", "OFFICE", "GD"])
def test_nobody_is_given_work_by_a_unit_that_does_not_lead_them(city, person: str) -> None:
    with pytest.raises(Forbidden):
        city.draft(person=person)
    with pytest.raises(Forbidden):
        city.assigned(person=person)
    task = city.assigned()
    with pytest.raises(Forbidden):
        city.desk.drafting.assign(city.who("TP"), task=task.id, person=person, terms=Terms(), hand_over=True)


def test_who_leads_both_units_gives_work_of_one_to_a_person_of_the_other(city) -> None:
    assert city.assigned(by="GD", person="OFFICE").person_id == city.ids["OFFICE"]
    assert city.assigned(by="MAYOR", person="STRANGER").person_id == city.ids["STRANGER"]


def test_the_lead_a_draft_names_is_checked_again_when_it_is_assigned(city) -> None:
    task = city.desk.drafting.create(
        city.who("GD"), wanted=part("x", 1, unit="SKHCN-CDS", person="OFFICE", product="x", authority="x")
    )
    with pytest.raises(Forbidden):
        city.desk.drafting.assign(city.who("TP"), task=task.id, terms=Terms(due=date(2026, 6, 24)))


def test_nobody_is_given_work_before_their_unit_is_known(city) -> None:
    with pytest.raises(refusals.PersonUnitUnknown) as refused:
        city.draft(person="OP")
    assert (refused.value.field, refused.value.code) == ("person", "tasks.person_unit_unknown")


def test_a_part_comes_out_only_of_a_task_in_a_unit_one_plans_for(city) -> None:
    foreign = city.desk.drafting.create(city.who("MAYOR"), wanted=part("x", 20, unit="VP"))
    with pytest.raises(Forbidden):
        city.draft(parent=foreign.id, points=Decimal(5))
    assert city.desk.reading.task(foreign.id).version == 1


def test_points_agreed_at_assignment_fit_into_the_whole_too(city) -> None:
    whole = city.assigned()
    first, second = (city.draft(parent=whole.id, points=points) for points in (Decimal(12), None))
    agreed = Terms(product="x", authority="x", due=date(2026, 6, 24))
    with pytest.raises(refusals.PointsOver):
        assign(city, second, replace(agreed, points=Decimal("8.01")))
    assert assign(city, second, replace(agreed, points=Decimal(8))).points == Decimal(8)
    with pytest.raises(refusals.PointsOver):
        assign(city, first, replace(agreed, points=Decimal(13)))
    assert assign(city, first, replace(agreed, points=Decimal(11))).points == Decimal(11)


def test_a_whole_is_not_made_lighter_than_its_parts(city) -> None:
    whole = city.draft()
    city.draft(parent=whole.id, points=Decimal(12))
    with pytest.raises(refusals.PointsOver):
        assign(city, whole, Terms(points=Decimal(11), product="x", authority="x", due=date(2026, 6, 24)))


def test_what_the_leader_let_weigh_more_is_assigned_as_it_was_allowed(city) -> None:
    whole = city.assigned()
    wanted = part("c", 21, product="x", authority="x", due=date(2026, 6, 24))
    (over,) = city.desk.drafting.break_down(city.who("GD"), task=whole.id, parts=[wanted], allow_over=True)
    assert assign(city, over, Terms()).points == Decimal(21)


def test_a_whole_says_when_it_is_broken_down_and_when_its_last_part_is_given_up(city) -> None:
    whole = city.assigned()
    parts = [city.draft(parent=whole.id, points=Decimal(5)) for _ in range(2)]
    for one in parts:
        assert city.facts("progressed")[-1]["broken_down"] is True
        city.desk.working.cancel(city.who("TP"), task=one.id, reason="trùng")
    told = [(fact["task_id"], fact["broken_down"], fact["version"]) for fact in city.facts("progressed")]
    assert told == [(whole.id, True, 3), (whole.id, False, 5)]
    assert [fact["broken_down"] for fact in city.facts("created")] == [False] * 3
    assert city.desk.reading.task(whole.id).version == 5


def test_every_fact_of_a_whole_says_that_it_is_broken_down(city) -> None:
    whole = city.assigned()
    city.draft(parent=whole.id, points=Decimal(5))
    city.desk.working.submit(city.who("NVA"), task=whole.id)
    assert city.facts("submitted")[0]["broken_down"] is True


def test_a_refusal_names_the_part_at_fault(city) -> None:
    whole = city.draft()
    parts = [part("a", 1), part("b", 1, collaborators=("NVA", "XXX"))]
    with pytest.raises(refusals.PersonUnknown) as refused:
        city.desk.drafting.break_down(city.who("TP"), task=whole.id, parts=parts)
    assert refused.value.field == "parts[1].collaborators[1]"


def assign(city, task, terms: Terms):
    return city.desk.drafting.assign(city.who("TP"), task=task.id, person="NVA", terms=terms)
