"""What tasks adds to the schema."""

from hanoiwork_tasks.graph import part
from hanoiwork_tasks.graph.task import Task

MUTATIONS = {
    "import_plans", "import_tasks", "create_workspace", "create_list", "create_task", "break_down", "assign_task",
    "report_progress", "raise_difficulty", "submit_task", "accept_task", "return_task", "extend_task", "cancel_task",
}  # fmt: skip


def test_the_questions_and_changes_are_those_of_the_public_contract() -> None:
    assert part.query is not None
    assert part.mutation is not None
    assert set(part.query._meta.fields) == {"task", "tasks", "my_tasks", "task_statistics", "workspaces", "plans"}
    assert set(part.mutation._meta.fields) == MUTATIONS


def test_tasks_add_to_objectives_measures_and_lines_of_sheets() -> None:
    added = {name: set(kind._meta.fields) for name, kind in part.extends.items()}
    assert added == {
        "Objective": {"task_progress", "tasks"},
        "Measure": {"task_progress"},
        "SheetLine": {"title", "task"},
    }


def test_a_task_has_the_fields_of_the_public_contract() -> None:
    wanted = (
        "id code title group status status_name unit person assigner collaborators product quantity accepted_quantity "
        "points start due percent progress_note late_days quality_failures objective measure parent children "
        "difficulties history clears version"
    )
    assert set(wanted.split()) <= set(Task._meta.fields)
