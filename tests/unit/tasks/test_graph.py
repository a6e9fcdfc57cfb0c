"""What tasks adds to the schema."""

from typing import Any

from hanoiwork_tasks.graph import part
from hanoiwork_tasks.graph.fields import FieldsOfList, FilledInTask
from hanoiwork_tasks.graph.plans import Plan, PlanGroup, PlanItem, Workspace
from hanoiwork_tasks.graph.task import Task, TaskList

MUTATIONS = {
    "import_plans", "import_tasks", "create_workspace", "create_list", "create_task", "break_down", "assign_task",
    "report_progress", "submit_task", "accept_task", "return_task", "extend_task", "cancel_task",
    "accept_assignment", "ask_extension", "grant_extension", "refuse_extension", "withdraw_extension",
    "waive_lateness", "raise_difficulty", "answer_difficulty", "pass_difficulty_on", "escalate_difficulty",
    "settle_difficulty", "reopen_difficulty", "withdraw_difficulty",
    "create_plan", "change_plan", "add_plan_item", "change_plan_item", "remove_plan_item",
    "propose_hand_over", "agree_to_hand_over", "refuse_hand_over",
    "save_view", "change_view", "delete_view",
    "set_up_recurrence", "change_recurrence", "pause_recurrence", "resume_recurrence", "end_recurrence",
    "skip_occurrence",
    "add_comment", "edit_comment", "remove_comment", "add_check_item", "change_check_item", "remove_check_item",
    "follow_tasks", "follow_list", "archive_place", "restore_place", "set_member", "copy_list", "copy_workspace",
    "save_template", "use_template", "delete_template", "link_tasks", "unlink_tasks", "move_task",
    "attach_file", "remove_file", "import_task_sheet", "import_plan_sheet", "undo_import",
    "add_field", "change_field", "remove_field", "set_field_values",
    "propose_entry", "revise_entry", "approve_entry", "return_entry", "retire_entry",
}  # fmt: skip
QUESTIONS = {
    "task", "tasks", "my_tasks", "task_statistics", "workspaces", "plans",
    "task_statistics_by", "task_days", "overdue_ages", "difficulties_to_answer", "difficulties_by_owing_unit",
    "extensions_to_answer", "hand_overs_to_answer", "plan_gaps",
    "task_templates", "recurrences", "recurrence_days", "working_days", "catalogue", "entries_to_approve",
    "task_groups", "to_handle", "task_views", "view_tasks",
    "attached_file", "task_imports", "export_tasks", "export_plan",
}  # fmt: skip


def test_the_questions_and_changes_are_those_of_the_public_contract() -> None:
    assert part.query is not None
    assert part.mutation is not None
    assert set(part.query._meta.fields) == QUESTIONS
    assert set(part.mutation._meta.fields) == MUTATIONS


def test_tasks_add_to_objectives_measures_units_and_lines_of_sheets() -> None:
    added = {name: set(kind._meta.fields) for name, kind in part.extends.items()}
    assert added == {
        "Task": {
            "attachments",
            "extensions",
            "fields",
            "waivers",
            "hand_overs",
            "recurrence",
            "comments",
            "comment_count",
            "checklist",
            "followers",
            "watching",
            "links",
        },
        "TaskList": {"archived_at", "fields"},
        "Plan": {"archived_at", "breakdown"},
        "Workspace": {"archived_at", "members"},
        "Objective": {"task_progress", "tasks", "difficulties"},
        "Measure": {"task_progress", "difficulties"},
        "Unit": {"workspaces", "difficulties_owed"},
        "SheetLine": {"title", "task"},
    }


def test_a_task_has_the_fields_of_the_public_contract() -> None:
    wanted = (
        "id code title group status status_name unit person assigner collaborators product quantity accepted_quantity "
        "points start due percent progress_note late_days quality_failures objective measure parent children "
        "difficulties history clears version"
    )
    assert set(wanted.split()) <= set(Task._meta.fields)


def test_the_chain_from_a_task_to_its_plan_and_back_is_one_batched_call_a_step() -> None:
    steps: dict[Any, dict[str, str]] = {
        Task: {"plan_item": "tasks.plan_items_by_ids", "list": "tasks.lists_by_ids"},
        PlanItem: {
            "group": "tasks.plan_groups_by_ids",
            "plan": "tasks.plans_by_ids",
            "tasks": "tasks.tasks_by_items",
        },
        PlanGroup: {"plan": "tasks.plans_by_ids"},
        Plan: {"workspace": "tasks.workspaces_by_ids", "lists": "tasks.lists_by_plans"},
        TaskList: {
            "workspace": "tasks.workspaces_by_ids",
            "plan": "tasks.plans_by_ids",
            "tasks": "tasks.tasks_by_lists",
        },
        FilledInTask: {"fields": "tasks.fields_by_tasks"},
        FieldsOfList: {"fields": "tasks.fields_by_lists"},
        Workspace: {"lists": "tasks.lists_by_workspaces", "plans": "tasks.plans_by_workspaces"},
    }
    for kind, fields in steps.items():
        assert {name: kind._meta.fields[name].method for name in fields} == fields
