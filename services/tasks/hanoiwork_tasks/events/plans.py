"""Facts about plans."""

from dataclasses import dataclass
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemBrokenDown(Fact):
    """A task came out of a plan item; one fact for each task."""

    type: ClassVar[str] = "tasks.plan_item.broken_down.v1"
    about: ClassVar[str] = "item_id"

    item_id: str
    plan_id: str
    task_id: str
    unit_id: str
