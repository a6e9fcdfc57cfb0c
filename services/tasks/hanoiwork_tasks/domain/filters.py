"""Which tasks a list or a count is about."""

from dataclasses import dataclass
from datetime import date

from hanoiwork_tasks.domain.task import Group, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """Tasks that match everything given: `unit_id` with all units under it, `objective_id` with all objectives
    under it, `due_from` and `due_to` both included, `search` without accents in the title.
    """

    statuses: tuple[Status, ...] = ()
    group: Group | None = None
    unit_id: str | None = None
    person_id: str | None = None
    objective_id: str | None = None
    measure_id: str | None = None
    list_id: str | None = None
    search: str | None = None
    due_from: date | None = None
    due_to: date | None = None
