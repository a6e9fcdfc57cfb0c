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
    assert city.desk.reading.histories_by_ids([whole.id])[0][-1].what == "broken_down"
