"""Workspaces in their life: archived and restored, shared with members, copied, kept as templates."""

from itertools import count

import pytest

from tests.journeys.asking import asked, done, refused
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD, assigned, submitted

pytestmark = pytest.mark.journey

DIRECTOR = "giamdoc.skhcn"
PLACE = "place { id kind title archivedAt version }"
numbers = count(1)


def opened(city: City) -> tuple[str, str]:
    """The ids of a new workspace and of a list in it."""
    given = {"unit": "SKHCN-CDS", "kind": "collaboration", "title": f"Nhóm {next(numbers)}"}
    space = done(city, HEAD, "createWorkspace", wanted="workspace { id }", **given)["id"]
    listed = done(city, HEAD, "createList", wanted="list { id }", workspace=space, title="Việc chung")["id"]
    return space, listed


def test_under_an_archived_list_nothing_is_completed_until_it_is_restored(city: City):
    _, listed = opened(city)
    code, open_ = submitted(city, list=listed), assigned(city, list=listed)
    place = {"kind": "list", "place": listed}
    assert refused(city, LEAD, "archivePlace", **place) == [("shared.forbidden", None)]
    assert refused(city, HEAD, "archivePlace", **place, version=9) == [("shared.stale", "version")]
    assert done(city, HEAD, "archivePlace", wanted=PLACE, **place, version=1)["archivedAt"] is not None
    assert refused(city, HEAD, "archivePlace", **place) == [("tasks.already_archived", None)]
    assert refused(city, HEAD, "acceptTask", task=code) == [("tasks.place_archived", None)]
    assert refused(city, LEAD, "reportProgress", task=open_, percent=5) == [("tasks.place_archived", None)]
    shown = asked(city, LEAD, f'task(key: "{code}") {{ status list {{ archivedAt }} }}')
    assert shown["status"] == "submitted"
    assert shown["list"]["archivedAt"]
    assert done(city, HEAD, "restorePlace", wanted=PLACE, **place)["archivedAt"] is None
    assert refused(city, HEAD, "restorePlace", **place) == [("tasks.not_archived", None)]
    assert city.person(HEAD).do("acceptTask", {"task": code})["errors"] == []


def test_an_archived_workspace_is_shown_only_when_asked_for(city: City):
    space, _ = opened(city)
    place = {"kind": "workspace", "place": space}
    done(city, HEAD, "archivePlace", wanted=PLACE, **place)
    listed = 'workspaces(unit: "SKHCN-CDS"{}) {{ id archivedAt }}'
    assert space not in [one["id"] for one in asked(city, HEAD, listed.format(""))]
    assert space in [one["id"] for one in asked(city, HEAD, listed.format(", archived: true"))]
    given = {"workspace": space, "title": "Mới"}
    assert refused(city, HEAD, "createList", **given) == [("tasks.place_archived", None)]


def test_a_member_from_elsewhere_writes_tasks_down(city: City):
    space, listed = opened(city)
    task = {"title": "Góp ý dự thảo", "unit": "SKHCN-CDS", "list": listed}
    assert refused(city, "lanhdao.tp", "setMember", workspace=space, person="KHONGCO", role="viewer") == [
        ("tasks.person_unknown", "person")
    ]
    assert refused(city, LEAD, "createTask", **task) == [("shared.forbidden", None)]
    members = "workspace { members { person { code } role } }"
    space_now = done(city, HEAD, "setMember", wanted=members, workspace=space, person="NVA", role="contributor")
    assert space_now["members"] == [{"person": {"code": "NVA"}, "role": "contributor"}]
    assert city.person(LEAD).do("createTask", task)["errors"] == []


def test_lists_and_workspaces_are_copied_and_kept_as_templates(city: City):
    space, listed = opened(city)
    assigned(city, list=listed)
    copied = "list { id tasks(first: 9) { edges { node { status due person { code } } } } }"
    copy = done(city, HEAD, "copyList", wanted=copied, list=listed, title="Bản sao", shiftDays=-1)
    [edge] = copy["tasks"]["edges"]
    assert edge["node"] == {"status": "draft", "due": "2099-12-23", "person": None}
    assert refused(city, HEAD, "copyList", list=listed, title="Bản sao") == [("tasks.title_taken", "title")]
    assert refused(city, HEAD, "copyList", list=listed, title="x", shiftDays=99999) == [
        ("tasks.shift_invalid", "shiftDays")
    ]
    lists = "workspace { title lists { title } }"
    twin = done(city, HEAD, "copyWorkspace", wanted=lists, workspace=space, title=f"Nhóm sao {next(numbers)}")
    assert [one["title"] for one in twin["lists"]] == ["Bản sao", "Việc chung"]

    kept = {"lists": [listed], "title": "Mẫu nhóm", "unit": "SKHCN"}
    assert refused(city, LEAD, "saveTemplate", **kept) == [("shared.forbidden", None)]
    template = done(city, DIRECTOR, "saveTemplate", wanted="template { id lists tasks }", **kept)
    assert (template["lists"], template["tasks"]) == (["Việc chung"], 1)
    assert template["id"] in [one["id"] for one in asked(city, HEAD, 'taskTemplates(unit: "SKHCN-CDS") { id }')]
    fresh, _ = opened(city)
    used = {"template": template["id"], "workspace": fresh, "starts": "2027-01-04"}
    assert refused(city, HEAD, "useTemplate", **used) == [("tasks.title_taken", "title")]
    empty = done(
        city, HEAD, "createWorkspace", wanted="workspace { id }", unit="SKHCN-CDS", kind="routine", title="Từ mẫu"
    )
    made = done(city, HEAD, "useTemplate", wanted="lists { title }", **{**used, "workspace": empty["id"]})
    assert made == [{"title": "Việc chung"}]
    gone = {"template": template["id"]}
    done(city, DIRECTOR, "deleteTemplate", wanted="template { id }", **gone)
    assert refused(city, HEAD, "useTemplate", **used) == [("tasks.template_unknown", None)]
