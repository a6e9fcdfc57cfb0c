"""Who looks into a task: what went wrong with somebody's work is personal, and not for everybody to read."""

from dataclasses import dataclass

from hanoiwork_shared.policy import Role
from hanoiwork_tasks.domain.task import Task

LOOKS_INTO = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.OFFICE, Role.DIVISION_HEAD, Role.AUDITOR, Role.OPERATOR})
"""Those in the line of the task's unit, and those who audit or run the suite (our choice)."""

PERSONAL = ("quality_failures", "late_days", "product_note")
"""What of a task only they and its own people read; its history is the fourth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who asks, and the units whose work they may look into: all of them when `everywhere`."""

    person_id: str
    unit_ids: frozenset[str] = frozenset()
    everywhere: bool = False

    def looks_into(self, task: Task) -> bool:
        """Whether it is their own work, work they assigned or help with, or in one of their units."""
        own = {task.person_id, task.assigner_id, *(one.person_id for one in task.collaborators)}
        return self.everywhere or self.person_id in own or task.unit_id in self.unit_ids
