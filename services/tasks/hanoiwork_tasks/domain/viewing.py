"""Who looks into a task: what went wrong with somebody's work is personal, and not for everybody to read."""

from dataclasses import dataclass

from hanoiwork_tasks.domain.task import Task

PERSONAL = ("quality_failures", "late_days", "waived_days", "product_note")
"""What of a task only they and its own people read; its history is the fourth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who asks, and those of the tasks they asked for that they may look into (`authority.LOOK_INTO`)."""

    task_ids: frozenset[str] = frozenset()

    def looks_into(self, task: Task) -> bool:
        """Whether it is one of those."""
        return task.id in self.task_ids
