"""In what order tasks are listed, and into what groups."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hanoiwork_shared.pages import Page
from hanoiwork_tasks.domain.task import Task

TITLE_LETTERS = 100
"""Letters of a title that its place in a list depends on (our choice)."""


class Key(StrEnum):
    """What tasks are ordered by: the deadline (those without one last), the day of writing, points or the title."""

    DUE = "due"
    CREATED = "created"
    POINTS = "points"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order of tasks; among equals the identifier decides, so that every page has its place."""

    by: Key = Key.DUE
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.by}" if self.descending else str(self.by)


BY_DUE = Order()


class Grouping(StrEnum):
    """What lists are grouped by."""

    STATUS = "status"
    GROUP = "group"
    UNIT = "unit"
    PERSON = "person"
    LIST = "list"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """Tasks that have one status, unit, lead … in common: how many, what they weigh, and the first of them.

    `key` is the status, group of work or identifier; None for tasks that have none.
    """

    by: Grouping
    key: str | None
    count: int
    points: Decimal
    tasks: Page[Task]
