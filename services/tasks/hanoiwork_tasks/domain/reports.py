"""What came of loading a file."""

from dataclasses import dataclass

from hanoiwork_shared.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """Plans and items in the file; how many plans were new, changed or the same; what is wrong with the file."""

    plans: int
    items: int
    created: int
    changed: int
    unchanged: int
    problems: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReport:
    """People and tasks in the file; how many tasks were new or on record already; what is wrong with the file."""

    people: int
    tasks: int
    created: int
    unchanged: int
    problems: tuple[Refused, ...]
