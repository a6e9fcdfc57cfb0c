"""How tasks hang together: linked, moved, and never in a circle."""

import pytest

from tests.journeys.asking import refused
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD, assigned, drafted

pytestmark = pytest.mark.journey

LINKS = "task { code links { kind task { code } } }"


def test_tasks_are_linked_and_each_end_sees_the_other(city: City):
    one, two, three = assigned(city), assigned(city), assigned(city)
    ends = {"task": one, "other": two, "kind": "blocks"}
    made = city.person(LEAD).do("linkTasks", ends, wanted=LINKS)
    assert made["task"]["links"] == [{"kind": "blocks", "task": {"code": two}}]
    shown = city.person(HEAD).ask(f'{{ task(key: "{two}") {{ links {{ kind task {{ code }} }} }} }}')
    assert shown["data"]["task"]["links"] == [{"kind": "blocked_by", "task": {"code": one}}]
    assert city.person(LEAD).do("linkTasks", {"task": two, "other": three, "kind": "blocks"})["errors"] == []
    circle = {"task": three, "other": one, "kind": "blocks"}
    assert refused(city, LEAD, "linkTasks", **circle) == [("tasks.blocks_in_circle", None)]
    assert refused(city, LEAD, "linkTasks", **ends) == [("tasks.link_taken", None)]
    assert refused(city, LEAD, "linkTasks", **{**ends, "other": one}) == [("tasks.linked_to_itself", "other")]
    assert refused(city, LEAD, "unlinkTasks", **{**ends, "kind": "relates"}) == [("tasks.link_unknown", None)]
    assert city.person(LEAD).do("unlinkTasks", ends, wanted=LINKS)["task"]["links"] == []


def test_a_task_moves_but_not_under_its_own_parts(city: City):
    whole, other = assigned(city, points="9"), assigned(city, points="4")
    part = drafted(city, points="3", parent=whole)
    moved = city.person(HEAD).do("moveTask", {"task": part, "parent": other}, wanted="task { parent { code } version }")
    assert moved["errors"] == []
    assert moved["task"]["parent"] == {"code": other}
    assert refused(city, HEAD, "moveTask", task=other, parent=part) == [("tasks.under_itself", "parent")]
    assert refused(city, HEAD, "moveTask", task=whole, parent=other) == [("tasks.points_over", "points")]
    assert refused(city, HEAD, "moveTask", task=part) == [("tasks.moves_nowhere", "list")]
    assert refused(city, HEAD, "moveTask", task=part, toTop=True, version=1) == [("shared.stale", "version")]
    assert refused(city, LEAD, "moveTask", task=part, toTop=True) == [("shared.forbidden", None)]
    assert city.person(HEAD).do("moveTask", {"task": part, "toTop": True})["errors"] == []
