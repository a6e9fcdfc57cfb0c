"""The six clears (6 rõ) that every task carries before it is assigned (deck)."""

from dataclasses import dataclass

from hanoiwork_tasks.domain.refusals import ClearsMissing
from hanoiwork_tasks.domain.task import Task

NAMES = {
    "person": ("rõ người", "person"),
    "work": ("rõ việc", "work"),
    "time": ("rõ thời gian", "time"),
    "responsibility": ("rõ trách nhiệm", "responsibility"),
    "product": ("rõ sản phẩm", "product"),
    "authority": ("rõ thẩm quyền", "authority"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clears:
    """Which of the six are clear; `missing` names the rest in the order the city says them."""

    person: bool
    work: bool
    time: bool
    responsibility: bool
    product: bool
    authority: bool
    missing: tuple[str, ...]


def clears(task: Task) -> Clears:
    """Read the six clears off a task."""
    found = {
        "person": task.person_id is not None,
        "work": bool(task.title.strip()),
        "time": task.due is not None,
        "responsibility": task.assigner_id is not None,
        "product": bool(task.product.strip()),
        "authority": bool(task.authority.strip()),
    }
    return Clears(**found, missing=tuple(name for name in NAMES if not found[name]))


def all_clear(task: Task) -> None:
    """Refuse a task that lacks any of the six, naming them in both languages."""
    missing = clears(task).missing
    if missing:
        raise ClearsMissing(
            missing=list(missing),
            missing_vi=", ".join(NAMES[name][0] for name in missing),
            missing_en=", ".join(NAMES[name][1] for name in missing),
        )
