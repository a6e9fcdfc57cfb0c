import pytest

from hanoiwork_shared.policy import Actor, Held, Resource, Role, may
from hanoiwork_tasks.domain.authority import LOOK_INTO, own_people
from hanoiwork_tasks.domain.task import Collaborator
from hanoiwork_tasks.domain.viewing import Viewer


def viewer(person: str, *grants: Held) -> Actor:
    return Actor(person_id=person, grants=grants)


@pytest.mark.parametrize(
    ("asking", "looks"),
    [
        (viewer("nva"), True),
        (viewer("head"), True),
        (viewer("nvb"), True),
        (viewer("auditor", Held(Role.AUDITOR, None)), True),
        (viewer("gd", Held(Role.UNIT_LEADER, "unit")), True),
        (viewer("gd", Held(Role.UNIT_LEADER, "other")), False),
        (viewer("stranger"), False),
    ],
    ids=["lead", "assigner", "collaborator", "auditor", "line above", "another unit", "stranger"],
)
def test_a_task_is_looked_into_by_its_own_people_and_the_line_above(make_task, asking: Actor, *, looks: bool) -> None:
    task = make_task(collaborators=(Collaborator(person_id="nvb"), Collaborator(unit_id="other")))
    own = Resource(line=("unit",), people=own_people(task))
    assert may(asking, LOOK_INTO, own).allowed is looks


def test_a_viewer_looks_into_the_tasks_found_for_them_and_no_others(make_task) -> None:
    task, other = make_task(), make_task()
    asking = Viewer(task_ids=frozenset({task.id}))
    assert (asking.looks_into(task), asking.looks_into(other)) == (True, False)
