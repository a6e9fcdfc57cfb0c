"""The broker surface, from the request to the answer."""

import json
from dataclasses import replace
from typing import Any

import pytest
from nameko.testing.services import worker_factory
from sqlalchemy import select

from hanoiwork_shared.acts import acts
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import sign
from hanoiwork_shared.places import GrantSlice, Places
from hanoiwork_shared.testing import SECRET, told
from hanoiwork_shared.wire import WireError
from hanoiwork_tasks.entrypoints import TasksEntrypoints


class Surface:
    """Calls as the gateway makes them."""

    def __init__(self, city) -> None:
        self.city = city
        self.service = worker_factory(TasksEntrypoints, runtime=city.runtime, desk=city.desk)

    def __call__(self, who: str, method: str, *, once: str | None = None, **given: Any) -> Any:
        identity = sign(self.city.who(who), secret=SECRET, now=self.city.clock.now())
        caller = {"identity": identity, "locale": "en", "idempotency_key": once}
        answer = getattr(self.service, method)(caller=caller, input=given)
        json.dumps(answer)
        return answer

    def hear(self, kind: str, data: dict[str, Any], *, sequence: int = 1) -> None:
        envelope = Envelope(
            id=new_id(),
            source="/hanoiwork/objectives",
            type=kind,
            subject="x",
            sequence=sequence,
            time=self.city.clock.now(),
            data=data,
        )
        name = "objective_known" if ".objective." in kind else "measure_known"
        getattr(self.service, name)(envelope)


@pytest.fixture
def call(city) -> Surface:
    return Surface(city)


def test_somebody_of_elsewhere_who_helps_with_a_task_looks_into_it(call) -> None:
    task = call.city.submitted(collaborators=("STRANGER",))
    for who, reads in (("STRANGER", True), ("NVB", False)):
        assert (call(who, "task", key=task.id)["late_days"] is not None) is reads


def test_what_a_delegate_does_for_a_leader_is_told_and_kept_as_such(call) -> None:
    city = call.city
    delegation = GrantSlice(
        grant_id="g", person_id=city.ids["STRANGER"], role="delegate", unit_id=city.ids["SKHCN"],
        valid_from=city.clock.today(), valid_to=None, revoked=False, acts_for=city.ids["GD"],
    )  # fmt: skip
    with city.runtime.database.begin() as connection:
        Places(connection).hear_grant(delegation, sequence=1)
    task = call("STRANGER", "create_task", title="Báo cáo", unit="SKHCN-CDS", points="10", once="k")
    call("TP", "cancel_task", task=task["code"], reason="Trùng")
    both = (city.ids["STRANGER"], city.ids["GD"])
    assert [(one.actor_id, one.on_behalf_of) for one in told(city.runtime)] == [both, (city.ids["TP"], None)]
    with city.runtime.database.read() as connection:
        rows = connection.execute(select(acts.c.person_id, acts.c.acts_for, acts.c.method).order_by(acts.c.id)).all()
    assert [tuple(row) for row in rows] == [(*both, "tasks.create_task"), (city.ids["TP"], None, "tasks.cancel_task")]
    with city.runtime.database.begin() as connection:
        Places(connection).hear_grant(replace(delegation, acts_for=city.ids["TP"]), sequence=2)
    with pytest.raises(WireError, match="forbidden"):
        call("STRANGER", "create_task", title="Báo cáo", unit="SKHCN-CDS", points="10")


def objective(code: str, parent: str | None = None) -> dict[str, Any]:
    return {
        "objective_id": code.lower(), "code": code, "cycle": "2026", "unit_id": "u", "owner_id": None,
        "parent_objective_id": parent, "parent_measure_id": None, "status": "active", "version": 1,
    }  # fmt: skip


def test_a_task_is_written_down_assigned_worked_on_and_accepted(call) -> None:
    task = call("TP", "create_task", title="Báo cáo", unit="SKHCN-CDS", points="10")
    with pytest.raises(WireError, match=r"tasks\.clears_missing"):
        call("TP", "assign_task", task=task["code"], person="NVA")
    terms = {"product": "Báo cáo", "authority": "Trưởng phòng", "start": "2026-06-01", "due": "2026-06-24"}
    call("TP", "assign_task", task=task["code"], person="NVA", **terms)
    call("NVA", "report_progress", task=task["code"], percent=80, note="sắp xong")
    call("NVA", "raise_difficulty", task=task["code"], text="Thiếu số liệu", owed_by_unit="VP")
    call("NVA", "submit_task", task=task["code"])
    call("TP", "return_task", task=task["code"], major=True, reason="sai số liệu")
    call("NVA", "submit_task", task=task["code"])
    done = call("TP", "accept_task", task=task["code"], delivered_on="2026-06-15", version=7 - 1)
    assert (done["status_name"], done["quality_failures"], done["late_days"]) == ("Hoàn thành", 1, 0)
    assert done["clears"]["missing"] == []
    assert [line["what"] for line in call("NVA", "histories_by_ids", keys=[task["id"]])[0]][-1] == "completed"
    assert call("NVB", "difficulties_by_ids", keys=[task["id"]])[0][0]["text"] == "Thiếu số liệu"
    assert call("NVB", "titles_by_ids", keys=[task["id"], "?"]) == ["Báo cáo", None]


def test_the_same_order_under_the_same_key_is_one_order(call) -> None:
    first = call("TP", "create_task", once="k-1", title="x", unit="SKHCN-CDS")
    assert call("TP", "create_task", once="k-1", title="x", unit="SKHCN-CDS") == first
    assert call.city.told() == ["created"]


def test_a_stale_version_is_refused(call) -> None:
    task = call("TP", "create_task", title="x", unit="SKHCN-CDS")
    with pytest.raises(WireError, match=r"shared\.stale"):
        call("TP", "cancel_task", task=task["id"], reason="trùng", version=7)
    assert call("TP", "cancel_task", task=task["id"], reason="trùng", version=1)["status"] == "cancelled"


def test_files_are_loaded_and_broken_down(call) -> None:
    items = [{"code": "2.1.1", "title": "Dashboard", "lead_unit": "SKHCN", "deadline": "Q4/2026"}]
    groups = [{"code": "2", "title": "Chính quyền số", "items": items}]
    content = json.dumps({"plans": [{"code": "KH20", "title": "KH 20", "workspace": "strategic", "groups": groups}]})
    assert call("OP", "import_plans", content=content, dry_run=True) == {
        "plans": 1, "items": 1, "rows": 1, "created": 1, "changed": 0, "unchanged": 0, "dry_run": True,
    }  # fmt: skip
    assert call("OP", "import_plans", content=content)["items"] == 1
    parts = [{"title": "Khảo sát", "points": "5", "unit": "SKHCN-CDS"}]
    (task,) = call("GD", "break_down", item="KH20/2.1.1", parts=parts)
    (smaller,) = call("TP", "break_down", task=task["id"], parts=[{"title": "Phiếu", "points": "2", "person": "NVA"}])
    assert call("NVA", "children_by_ids", keys=[task["id"]]) == [[smaller]]
    (plan,) = call("NVA", "plans", unit="SKHCN-CDS") or call("NVA", "plans")
    item = plan["groups"][0]["items"][0]
    assert (item["due"], len(call("NVA", "tasks_by_items", keys=[item["id"]])[0])) == ("2026-12-31", 2)
    call("OP", "import_tasks", content="[]")
    with pytest.raises(WireError, match=r"shared\.file_malformed"):
        call("OP", "import_plans", content=content[:-5])


def test_places_of_work_are_opened_and_listed(call) -> None:
    place = call("TP", "create_workspace", unit="SKHCN-CDS", kind="arising")
    made = call("TP", "create_list", workspace=place["id"], title="Tháng 6")
    assert [one["kind_name"] for one in call("NVA", "workspaces", unit="SKHCN-CDS")] == ["Nhiệm vụ phát sinh"]
    assert call("NVA", "lists_by_workspaces", keys=[place["id"]]) == [[made]]
    assert call("NVA", "lists_by_ids", keys=[made["id"]]) == [made]


def test_one_walks_from_a_task_to_its_plan_and_back_and_through_workspaces_and_lists(call) -> None:
    items = [{"code": "2.1.1", "title": "Dashboard", "lead_unit": "SKHCN", "deadline": "Q4/2026"}]
    groups = [{"code": "2", "title": "Chính quyền số", "items": items}]
    content = json.dumps({"plans": [{"code": "KH20", "title": "KH 20", "workspace": "strategic", "groups": groups}]})
    call("OP", "import_plans", content=content)
    whole_part = {"title": "Khảo sát", "points": "5", "unit": "SKHCN-CDS"}
    (whole,) = call("GD", "break_down", item="KH20/2.1.1", parts=[whole_part])
    (plan,) = call("NVA", "plans")
    made = call("MAYOR", "create_list", workspace=plan["workspace_id"], title="Việc của KH 20", plan="KH20")
    part = {"title": "Phiếu", "points": "2", "unit": "SKHCN-CDS", "list": made["id"]}
    (task,) = call("TP", "break_down", task=whole["id"], parts=[part])

    (item, gone) = call("NVA", "plan_items_by_ids", keys=[task["plan_item_id"], "none"])
    (group, _) = call("NVA", "plan_groups_by_ids", keys=[item["group_id"], "none"])
    assert (gone, group["items"]) == (None, [item])
    assert call("NVA", "plans_by_ids", keys=["none", item["plan_id"], group["plan_id"]]) == [None, plan, plan]
    assert plan["groups"] == [group]
    codes = [one["code"] for one in call("NVA", "tasks_by_items", keys=[item["id"]])[0]]
    assert sorted(codes) == sorted([whole["code"], task["code"]])

    (place, _) = call("NVA", "workspaces_by_ids", keys=[made["workspace_id"], "none"])
    assert call("NVA", "workspaces_by_units", keys=[place["unit_id"], "none"]) == [[place], []]
    assert call("NVA", "plans_by_workspaces", keys=["none", place["id"]]) == [[], [plan]]
    assert call("NVA", "lists_by_plans", keys=[plan["id"], "none"]) == [[made], []]
    pages = call("NVA", "tasks_by_lists", keys=["none", made["id"]], first=5)
    assert [[one["id"] for one in page["items"]] for page in pages] == [[], [task["id"]]]


def test_tasks_are_counted_and_listed_under_objectives_told_in_any_order(call) -> None:
    call.hear("objectives.objective.created.v1", objective("O2", "o1"))
    call.hear("objectives.objective.created.v1", objective("O1"))
    measured = {"measure_id": "kr", "code": "KR", "kind": "KR", "objective_id": "o2", "direction": "at_least"}
    call.hear("objectives.measure.created.v1", {**measured, "source": "tasks", "status": "active"})
    task = call("TP", "create_task", title="Báo cáo", unit="SKHCN-CDS", measure="KR", points="10")
    terms = {"product": "Báo cáo", "authority": "TP", "due": "2026-06-24"}
    call("TP", "assign_task", task=task["id"], person="NVA", **terms)
    page = call("NVB", "tasks", filter={"objective": "O1", "status": ["todo"]}, search="bao cao")
    assert [item["id"] for item in page["items"]] == [task["id"]]
    assert [item["id"] for item in call("NVA", "my_tasks")["items"]] == [task["id"]]
    assert call("NVB", "tasks_by_objectives", keys=["o1"], first=5)[0]["items"][0]["id"] == task["id"]
    expected = {"total": 1, "completed": 0, "on_time": 0, "late": 0, "overdue": 0, "percent": "0.0"}
    assert call("NVB", "progress_by_objectives", keys=["o1", "none"])[0] == expected
    assert call("NVB", "progress_by_measures", keys=["kr"]) == [expected]
    report = call("NVB", "task_statistics", scope={"unit": "HN"}, from_="2026-05-25", to="2026-06-24")
    assert (report["total"], report["not_completed_percent"]) == (1, "100.00")
    with pytest.raises(WireError, match=r"tasks\.dates_reversed"):
        call("NVB", "task_statistics", from_="2026-06-25", to="2026-06-24")
    assert call("NVB", "task", key=task["code"]) == call("NVB", "tasks_by_ids", keys=[task["id"]])[0]


def test_a_stranger_to_the_city_reads_nothing(call) -> None:
    with pytest.raises(WireError, match=r"shared\.unauthenticated"):
        call.service.tasks(caller={}, input={})


def test_what_went_wrong_with_somebodys_work_is_not_for_everybody_to_read(call) -> None:
    city = call.city
    task = city.submitted(collaborators=("GD",), coordinating_units=("VP",))
    city.desk.working.send_back(city.who("TP"), task=task.id, major=True, reason="sai")
    for who, reads in {"NVA": True, "TP": True, "GD": True, "OFFICE": True, "MAYOR": True, "OP": True}.items() | {
        ("NVB", False),
        ("STRANGER", False),
    }:
        shown = call(who, "task", key=task.id)
        personal = (shown["quality_failures"], shown["late_days"], shown["product_note"])
        assert personal == ((1, 0, "xong") if reads else (None, None, None)), who
        assert (call(who, "histories_by_ids", keys=[task.id, "?"])[0] is not None) is reads, who
        assert call(who, "tasks")["items"] == call(who, "tasks_by_ids", keys=[task.id]) == [shown]
