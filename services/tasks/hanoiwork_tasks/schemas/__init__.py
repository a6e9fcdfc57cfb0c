"""The door of tasks: what may be sent, field by field, and tasks as they are shown."""

from hanoiwork_tasks.schemas.commands import (
    AcceptTask,
    AssignTask,
    BreakDown,
    CancelTask,
    CreateList,
    CreateTask,
    CreateWorkspace,
    FileSent,
    ReportProgress,
    ReturnTask,
    SubmitTask,
    TaskNamed,
)
from hanoiwork_tasks.schemas.questions import (
    Key,
    Keys,
    Nothing,
    OfUnit,
    PagesWanted,
)
from hanoiwork_tasks.schemas.shown import (
    shown,
    shown_all,
    shown_group,
    shown_item,
    shown_page,
    shown_plan,
    shown_workspace,
)

__all__ = [
    "AcceptTask",
    "AssignTask",
    "BreakDown",
    "CancelTask",
    "CreateList",
    "CreateTask",
    "CreateWorkspace",
    "FileSent",
    "Key",
    "Keys",
    "Nothing",
    "OfUnit",
    "PagesWanted",
    "ReportProgress",
    "ReturnTask",
    "SubmitTask",
    "TaskNamed",
    "shown",
    "shown_all",
    "shown_group",
    "shown_item",
    "shown_page",
    "shown_plan",
    "shown_workspace",
]
