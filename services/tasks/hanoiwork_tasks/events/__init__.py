"""The facts this service tells, and the slices of other services' facts it reads."""

from hanoiwork_shared.facts import Fact
from hanoiwork_tasks.events.agreeing import (
    ExtensionFact,
    ExtensionRefused,
    ExtensionRequested,
    HandOverProposed,
)
from hanoiwork_tasks.events.catalogue import EntryApproved, EntryFact, EntryRetired, EntryReturned, EntrySubmitted
from hanoiwork_tasks.events.difficulties import (
    DifficultyAnswered,
    DifficultyEscalated,
    DifficultyFact,
    DifficultyRaised,
    DifficultySettled,
)
from hanoiwork_tasks.events.heard import (
    OBJECTIVE_TYPES,
    MeasureSlice,
    ObjectiveSlice,
)
from hanoiwork_tasks.events.plans import (
    PlanItemBrokenDown,
)
from hanoiwork_tasks.events.spaces import PlaceArchived, PlaceFact, PlaceRestored
from hanoiwork_tasks.events.talking import CommentAdded
from hanoiwork_tasks.events.work import (
    TaskAccepted,
    TaskAssigned,
    TaskCancelled,
    TaskCompleted,
    TaskCreated,
    TaskDueSoon,
    TaskExtended,
    TaskHandedOver,
    TaskMoved,
    TaskOverdue,
    TaskProgressed,
    TaskReturned,
    TaskSnapshot,
    TaskSubmitted,
    TaskWaived,
)

__all__ = [
    "OBJECTIVE_TYPES",
    "TELLS",
    "CommentAdded",
    "DifficultyAnswered",
    "DifficultyEscalated",
    "DifficultyFact",
    "DifficultyRaised",
    "DifficultySettled",
    "EntryApproved",
    "EntryFact",
    "EntryRetired",
    "EntryReturned",
    "EntrySubmitted",
    "ExtensionFact",
    "ExtensionRefused",
    "ExtensionRequested",
    "HandOverProposed",
    "MeasureSlice",
    "ObjectiveSlice",
    "PlaceArchived",
    "PlaceFact",
    "PlaceRestored",
    "PlanItemBrokenDown",
    "TaskAccepted",
    "TaskAssigned",
    "TaskCancelled",
    "TaskCompleted",
    "TaskCreated",
    "TaskDueSoon",
    "TaskExtended",
    "TaskHandedOver",
    "TaskMoved",
    "TaskOverdue",
    "TaskProgressed",
    "TaskReturned",
    "TaskSnapshot",
    "TaskSubmitted",
    "TaskWaived",
]

TELLS: tuple[type[Fact], ...] = (
    TaskCreated,
    TaskAssigned,
    TaskProgressed,
    TaskSubmitted,
    TaskReturned,
    TaskCompleted,
    TaskCancelled,
    TaskExtended,
    TaskAccepted,
    TaskHandedOver,
    TaskWaived,
    TaskDueSoon,
    TaskOverdue,
    TaskMoved,
    ExtensionRequested,
    ExtensionRefused,
    HandOverProposed,
    DifficultyRaised,
    DifficultyAnswered,
    DifficultyEscalated,
    DifficultySettled,
    PlanItemBrokenDown,
    EntrySubmitted,
    EntryApproved,
    EntryReturned,
    EntryRetired,
    CommentAdded,
    PlaceArchived,
    PlaceRestored,
)
"""Every fact this service tells."""
