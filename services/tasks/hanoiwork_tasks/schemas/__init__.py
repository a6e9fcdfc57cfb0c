"""The door of tasks: what may be sent, field by field, and tasks as they are shown."""

from hanoiwork_tasks.schemas.commands import (
    AcceptTask,
    AssignTask,
    BreakDown,
    CancelTask,
    CreateList,
    CreateTask,
    CreateWorkspace,
    ExtendTask,
    FileSent,
    RaiseDifficulty,
    ReportProgress,
    ReturnTask,
    SubmitTask,
)
from hanoiwork_tasks.schemas.questions import (
    Key,
    Keys,
    MineWanted,
    OfUnit,
    PagesOfObjectives,
    StatisticsWanted,
    TasksWanted,
)
from hanoiwork_tasks.schemas.shown import shown, shown_all, shown_page, shown_workspace

__all__ = [
    "AcceptTask",
    "AssignTask",
    "BreakDown",
    "CancelTask",
    "CreateList",
    "CreateTask",
    "CreateWorkspace",
    "ExtendTask",
    "FileSent",
    "Key",
    "Keys",
    "MineWanted",
    "OfUnit",
    "PagesOfObjectives",
    "RaiseDifficulty",
    "ReportProgress",
    "ReturnTask",
    "StatisticsWanted",
    "SubmitTask",
    "TasksWanted",
    "shown",
    "shown_all",
    "shown_page",
    "shown_workspace",
]
