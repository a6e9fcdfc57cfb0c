"""What readers are shown of reports: check-ins with what they saw, and what came of a feed."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.progress import Standing
from hanoiwork_objectives.service.feeding import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """That a reviewer took note of a check-in."""

    person_id: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInView:
    """A reported value with what it saw; percentages to one decimal."""

    id: str
    measure_id: str
    person_id: str
    value: Decimal
    on: date
    at: datetime
    confidence: int | None
    note: str
    difficulty: str
    remedy: str
    evidence: str
    corrects: str | None
    percent_before: Decimal | None
    percent_after: Decimal | None
    expected_percent: Decimal | None
    status: Standing | None
    acknowledgement: Acknowledgement | None


def check_in_view(check_in: CheckIn) -> CheckInView:
    """Show a check-in."""
    values = {field.name: getattr(check_in, field.name) for field in fields(CheckIn)}
    values |= {name: shown(values[name]) for name in ("percent_before", "percent_after", "expected_percent")}
    values["acknowledgement"] = _acknowledgement(check_in)
    return CheckInView(**{field.name: values[field.name] for field in fields(CheckInView)})


def outcome_answer(outcome: Outcome, *, locale: str) -> dict[str, object]:
    """Say to a system what came of an item, in the language it asked in."""
    return {
        "source_key": outcome.source_key,
        "outcome": outcome.came.value,
        "check_in_id": outcome.check_in_id,
        "refusals": [
            {"code": refusal.code, "message": refusal.message(locale), "field": refusal.field}
            for refusal in outcome.refusals
        ],
    }


def _acknowledgement(check_in: CheckIn) -> Acknowledgement | None:
    if check_in.acknowledged_by is None or check_in.acknowledged_at is None:
        return None
    return Acknowledgement(
        person_id=check_in.acknowledged_by, at=check_in.acknowledged_at, note=check_in.acknowledgement
    )
