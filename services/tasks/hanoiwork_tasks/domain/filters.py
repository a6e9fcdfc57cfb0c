"""Which tasks a list or a count is about."""

from dataclasses import dataclass
from datetime import date

from hanoiwork_tasks.domain.fields.wanted import FieldCondition
from hanoiwork_tasks.domain.task import Group, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """Tasks that match everything given: `unit_id` with all units under it, `objective_id` with all objectives
    under it, `due_from` and `due_to` both included, `words` all in code, title, product, note or comments, the last one
    perhaps a beginning; `helper_id` collaborates; `overdue_on` is the day on which it is neither handed in nor done
    past its deadline; `difficult` has a difficulty that is not settled; `says` holds of the fields of its list.
    """

    statuses: tuple[Status, ...] = ()
    group: Group | None = None
    unit_id: str | None = None
    person_id: str | None = None
    objective_id: str | None = None
    measure_id: str | None = None
    list_id: str | None = None
    assigner_id: str | None = None
    helper_id: str | None = None
    parent_id: str | None = None
    plan_item_id: str | None = None
    plan_id: str | None = None
    workspace_id: str | None = None
    overdue_on: date | None = None
    difficult: bool = False
    says: tuple[FieldCondition, ...] = ()
    words: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
