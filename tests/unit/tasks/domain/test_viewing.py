import pytest

from hanoiwork_tasks.domain.task import Collaborator
from hanoiwork_tasks.domain.viewing import Viewer


@pytest.mark.parametrize(
    ("viewer", "looks"),
    [
        (Viewer(person_id="nva"), True),
        (Viewer(person_id="head"), True),
        (Viewer(person_id="nvb"), True),
        (Viewer(person_id="auditor", everywhere=True), True),
        (Viewer(person_id="gd", unit_ids=frozenset({"unit"})), True),
        (Viewer(person_id="gd", unit_ids=frozenset({"other"})), False),
        (Viewer(person_id="stranger"), False),
    ],
    ids=["lead", "assigner", "collaborator", "auditor", "line above", "another unit", "stranger"],
)
def test_a_task_is_looked_into_by_its_own_people_and_the_line_above(make_task, viewer: Viewer, *, looks: bool) -> None:
    task = make_task(collaborators=(Collaborator(person_id="nvb"), Collaborator(unit_id="other")))
    assert viewer.looks_into(task) is looks
