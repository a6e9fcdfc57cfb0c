"""What is read of difficulties beside themselves: their histories, and what units owe."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a difficulty's history: what happened, and which unit is asked after it; by nobody when by time."""

    id: str
    difficulty_id: str
    at: datetime
    person_id: str | None
    asked_unit_id: str
    what: str
    note: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What one unit owes: open and overdue difficulties, those answered, and the days that these took together."""

    unit_id: str
    open: int
    overdue: int
    answered: int
    days: int

    @property
    def mean_days(self) -> Decimal | None:
        """Days from raising to answer on average, to one decimal; None when nothing was answered."""
        if not self.answered:
            return None
        return (Decimal(self.days) / self.answered).quantize(_TENTH, rounding=ROUND_HALF_UP)
