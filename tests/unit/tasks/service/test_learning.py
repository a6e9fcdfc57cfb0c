import pytest

from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.events import MeasureSlice, ObjectiveSlice


def objective(
    code: str, parent: str | None = None, *, status: str = "active", measure: str | None = None
) -> ObjectiveSlice:
    return ObjectiveSlice(
        objective_id=code.lower(),
        code=code,
        cycle="2026",
        unit_id="u",
        parent_objective_id=parent,
        parent_measure_id=measure,
        status=status,
    )


def measure(code: str, owner: str | None, *, status: str = "active") -> MeasureSlice:
    return MeasureSlice(measure_id=code.lower(), code=code, objective_id=owner, status=status)


@pytest.fixture
def tree(city):
    """T1 > O1 (with KR1) > O2, told children first."""
    learning = city.desk.learning
    learning.objective(objective("O2", "o1", measure="kr1"), sequence=1)
    learning.measure(measure("KR1", "o1"), sequence=1)
    learning.objective(objective("O1", "t1"), sequence=1)
    learning.objective(objective("T1"), sequence=1)
    return city


def test_a_task_tells_the_objective_it_serves_and_all_above_it(tree) -> None:
    tree.draft(objective="O2")
    assert tree.facts("created")[0]["objective_ids"] == ["o2", "o1", "t1"]


def test_a_measure_brings_its_own_objective(tree) -> None:
    task = tree.draft(measure="KR1")
    assert (task.measure_id, task.objective_id) == ("kr1", "o1")
    with pytest.raises(refusals.LinksDisagree):
        tree.draft(measure="KR1", objective="O2")


def test_older_news_changes_nothing(tree) -> None:
    tree.desk.learning.objective(objective("O1", "t1", status="archived"), sequence=3)
    tree.desk.learning.objective(objective("O1", "t1", status="active"), sequence=2)
    with pytest.raises(refusals.ObjectiveUnknown):
        tree.draft(objective="O1")


def test_an_archived_measure_takes_no_more_tasks(tree) -> None:
    tree.desk.learning.measure(measure("KR1", "o1", status="archived"), sequence=2)
    with pytest.raises(refusals.MeasureUnknown):
        tree.draft(measure="KR1")
