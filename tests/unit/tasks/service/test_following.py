"""Following: one's own tasks unless one says no, others if one says yes, whole lists with all to come."""

import pytest

from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.refusals import ListUnknown, TaskUnknown


def following(city, task) -> set[str]:
    [people] = city.desk.following.followers([task.id])
    return {code for code, one in city.ids.items() if one in people}


def test_a_tasks_own_people_follow_it_unless_they_will_not(stored_city):
    city = stored_city
    task = city.assigned(collaborators=("NVB",))
    assert following(city, task) == {"NVA", "TP", "NVB"}
    city.desk.following.tasks(city.who("TP"), tasks=[task.id], follow=False)
    city.desk.following.tasks(city.who("MAYOR"), tasks=[task.code], follow=True)
    assert following(city, task) == {"NVA", "NVB", "MAYOR"}
    assert city.desk.following.watching(city.who("MAYOR"), [task.id, "?"]) == [True, False]
    city.desk.following.tasks(city.who("TP"), tasks=[task.id], follow=True)
    assert "TP" in following(city, task)


def test_many_are_followed_at_once_or_none_when_one_is_unknown(city):
    tasks = [city.assigned() for _ in range(3)]
    with pytest.raises(TaskUnknown):
        city.desk.following.tasks(city.who("OFFICE"), tasks=[tasks[0].id, "?"], follow=True)
    assert "OFFICE" not in following(city, tasks[0])
    city.desk.following.tasks(city.who("OFFICE"), tasks=[task.id for task in tasks], follow=True)
    assert all("OFFICE" in following(city, task) for task in tasks)


def test_a_list_is_followed_with_all_that_will_stand_in_it(stored_city):
    city = stored_city
    space = city.desk.planning.create_workspace(city.who("TP"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE)
    listed = city.desk.planning.create_list(city.who("TP"), workspace=space.id, title="Việc tuần")
    city.desk.following.whole_list(city.who("MAYOR"), list=listed.id, follow=True)
    task = city.assigned(list=listed.id)
    assert "MAYOR" in following(city, task)
    city.desk.working.submit(city.who("NVA"), task=task.id, note="xong")
    assert city.ids["MAYOR"] in city.facts("submitted")[-1]["follower_ids"]
    city.desk.following.whole_list(city.who("MAYOR"), list=listed.id, follow=False)
    assert "MAYOR" not in following(city, task)
    with pytest.raises(ListUnknown):
        city.desk.following.whole_list(city.who("MAYOR"), list="?", follow=True)
