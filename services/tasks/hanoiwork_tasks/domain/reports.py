"""What came of loading a file, or would come of it: a dry run refuses the same and answers the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """Plans and items in the file; each plan is a row, and was new, changed or the same."""

    plans: int
    items: int
    rows: int
    created: int
    changed: int
    unchanged: int
    dry_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReport:
    """People and tasks in the file; each task is a row, and was new or on record already; none ever changes."""

    people: int
    tasks: int
    rows: int
    created: int
    changed: int
    unchanged: int
    dry_run: bool
