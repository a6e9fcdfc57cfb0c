"""Measures and objectives with a word for everything that a test does not care about."""

from datetime import date
from decimal import Decimal
from typing import Any

from hanoiwork_objectives.domain.measure import Kind, Measure
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.target import Aim, Direction, settled

TARGET = settled(Aim(direction=Direction.AT_LEAST, target=Decimal(100)))


def measure(name: str, **given: Any) -> Measure:
    """A measure of the objective `o`."""
    wanted = {
        "code": name, "cycle": "2026", "objective_id": "o", "kind": Kind.KR, "title": f"Tỷ lệ {name}", "unit": "%",
        "target": TARGET, "status": Status.ACTIVE,
    }  # fmt: skip
    return Measure(id=name, **{**wanted, **given})


def child(name: str, *, on: str | None = None, **given: Any) -> Objective:
    """An objective under the objective `o`."""
    wanted = {
        "code": name, "title": f"Mục tiêu con {name}", "cycle": "2026", "unit_id": "u", "status": Status.ACTIVE,
        "starts": date(2026, 1, 1), "ends": date(2026, 12, 31), "parent_objective_id": "o", "parent_measure_id": on,
    }  # fmt: skip
    return Objective(id=name, **{**wanted, **given})
