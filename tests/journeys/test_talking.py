"""What people say on a task, tick off and follow, and who is told."""

import pytest

from tests.journeys.asking import asked, done, refused, told
from tests.journeys.refusing import City
from tests.journeys.working import COLLEAGUE, HEAD, LEAD, assigned

pytestmark = pytest.mark.journey

DIRECTOR, MAYOR = "giamdoc.skhcn", "lanhdao.tp"
COMMENT = "comment { id text version mentioned { code } }"
ITEM = "item { id text doneAt doneBy { code } version }"


def test_a_comment_calls_people_is_answered_changed_found_and_taken_back(city: City):
    code = assigned(city)
    text = "<script>alert(1)</script> @CB0042 xem giúp số liệu thủy văn"
    comment = done(city, LEAD, "addComment", wanted=COMMENT, task=code, text=text)
    assert (comment["text"], comment["mentioned"]) == (text, [{"code": "CB0042"}])
    told(city, COLLEAGUE, "comment_mentioned", code)
    told(city, HEAD, "comment_added", code)
    named = {"comment": comment["id"]}
    answer = done(city, COLLEAGUE, "addComment", wanted=COMMENT, task=code, text="Đã xem", answers=comment["id"])
    wanted = "commentCount comments(first: 9) { edges { node { text answersId earlier removedAt } } }"
    shown = f'task(key: "{code}") {{ {wanted} }}'
    edges = asked(city, DIRECTOR, shown)["comments"]["edges"]
    assert [edge["node"]["answersId"] for edge in edges] == [None, comment["id"]]
    found = asked(city, HEAD, 'tasks(search: "so lieu thuy van") { edges { node { code } } }')
    assert {"node": {"code": code}} in found["edges"]

    again = {"task": code, "text": "x", "answers": answer["id"]}
    assert refused(city, LEAD, "addComment", **again) == [("tasks.answers_answer", "answers")]
    assert refused(city, LEAD, "addComment", task=code, text="  ") == [("tasks.comment_empty", "text")]
    assert refused(city, HEAD, "editComment", **named, text="x") == [("tasks.not_the_author", None)]
    assert refused(city, LEAD, "editComment", **named, text="x", version=5) == [("shared.stale", "version")]
    done(city, LEAD, "editComment", wanted=COMMENT, **named, text="Đã đủ", version=1)
    assert asked(city, LEAD, shown)["comments"]["edges"][0]["node"]["earlier"] == [text]
    assert refused(city, HEAD, "removeComment", **named) == [("tasks.reason_missing", "reason")]
    assert refused(city, COLLEAGUE, "removeComment", **named, reason="x") == [("shared.forbidden", None)]
    done(city, HEAD, "removeComment", wanted=COMMENT, **named, reason="Không đúng chỗ")
    after = asked(city, LEAD, shown)
    assert (after["commentCount"], after["comments"]["edges"][0]["node"]["text"]) == (1, None)
    assert refused(city, LEAD, "editComment", **named, text="x") == [("tasks.comment_gone", None)]


def test_a_checklist_is_ticked_off(city: City):
    code = assigned(city)
    first = done(city, LEAD, "addCheckItem", wanted=ITEM, task=code, text="Thu thập số liệu")
    second = done(city, HEAD, "addCheckItem", wanted=ITEM, task=code, text="Viết dự thảo")
    ticked = done(city, LEAD, "changeCheckItem", wanted=ITEM, item=first["id"], done=True, version=1)
    assert ticked["doneBy"] == {"code": "NVA"}
    lines = asked(city, DIRECTOR, f'task(key: "{code}") {{ checklist {{ text doneAt }} }}')["checklist"]
    assert [(line["text"], line["doneAt"] is not None) for line in lines] == [
        ("Thu thập số liệu", True), ("Viết dự thảo", False),
    ]  # fmt: skip
    assert refused(city, COLLEAGUE, "changeCheckItem", item=second["id"], done=True) == [("shared.forbidden", None)]
    assert refused(city, LEAD, "changeCheckItem", item=first["id"], done=False, version=1) == [
        ("shared.stale", "version")
    ]
    assert refused(city, LEAD, "removeCheckItem", item="khongco") == [("tasks.check_item_unknown", None)]
    done(city, LEAD, "removeCheckItem", wanted=ITEM, item=second["id"])


def test_who_follows_a_task_hears_what_becomes_of_it(city: City):
    codes = [assigned(city), assigned(city)]
    wanted = "tasks { code watching followers { person { code } } }"
    followed = done(city, MAYOR, "followTasks", wanted=wanted, tasks=codes, follow=True)
    assert [task["watching"] for task in followed] == [True, True]
    assert city.person(LEAD).do("submitTask", {"task": codes[0]})["errors"] == []
    told(city, MAYOR, "task_news", codes[0])
    done(city, MAYOR, "followTasks", wanted=wanted, tasks=codes, follow=False)
    assert asked(city, MAYOR, f'task(key: "{codes[1]}") {{ watching }}') == {"watching": False}
    with_unknown = {"tasks": [codes[0], "KHONG-CO"], "follow": True}
    assert refused(city, MAYOR, "followTasks", **with_unknown) == [("tasks.task_unknown", None)]
    assert refused(city, MAYOR, "followList", list="khongco", follow=True) == [("tasks.list_unknown", None)]
