"""Rows ↔ dataclasses."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from hanoiwork_objectives.domain.approval import Approval, Decision
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import Waypoint
from hanoiwork_objectives.domain.measure import Kind, Measure, Source
from hanoiwork_objectives.domain.objective import Objective, Result, Status
from hanoiwork_objectives.domain.progress import Frequency, Standing
from hanoiwork_objectives.domain.target import Direction, Step, Target
from hanoiwork_objectives.domain.task_share import TaskShare
from hanoiwork_objectives.domain.use import Seen, Use
from hanoiwork_objectives.events import Contributor
from hanoiwork_shared.facts import plain, read
from hanoiwork_shared.folding import fold

TARGET_COLUMNS = ("direction", "low", "high", "goal", "strict", "baseline", "steps", "commit", "stretch")
SEARCHED = frozenset({"folded"})
"""Columns that are there for searching only."""
SEEN_COLUMNS = ("percent", "fresh_until", "current", "last_on")


def to_contributors(text: str) -> tuple[Contributor, ...]:
    """Read the contributing units; most objectives have none."""
    return tuple(read(Contributor, one) for one in json.loads(text)) if text != "[]" else ()


def to_tags(text: str) -> tuple[str, ...]:
    """Read the tags."""
    return tuple(json.loads(text)) if text != "[]" else ()


def to_objective(row: RowMapping) -> Objective:
    """Read an objective."""
    own = {name: value for name, value in row.items() if name not in SEARCHED}
    own |= {
        "status": Status(row["status"]),
        "result": Result(row["result"]) if row["result"] else None,
        "archived_from": Status(row["archived_from"]) if row["archived_from"] else None,
        "contributors": to_contributors(row["contributors"]),
        "tags": to_tags(row["tags"]),
    }
    return Objective(**own)


def from_objective(objective: Objective) -> dict[str, Any]:
    """Write an objective; contributors and tags are kept as JSON, and its words without accents for searching."""
    words = {name: plain(getattr(objective, name)) for name in ("status", "result", "archived_from")}
    return {
        **_values(objective),
        **words,
        "contributors": _json(objective.contributors),
        "tags": _json(objective.tags),
        "folded": " ".join(fold(text) for text in (objective.code, objective.title, objective.description)),
    }


def to_measure(row: RowMapping | Mapping[str, Any]) -> Measure:
    """Read a measure."""
    own = {name: value for name, value in row.items() if name not in TARGET_COLUMNS}
    own |= {
        "kind": Kind(row["kind"]),
        "frequency": Frequency(row["frequency"]),
        "source": Source(row["source"]),
        "status": Status(row["status"]),
        "waypoints": to_waypoints(row["waypoints"]),
        "formula": to_formula(row["formula"]),
    }
    return Measure(**own, target=_to_target(row))


def from_measure(measure: Measure) -> dict[str, Any]:
    """Write a measure; the steps of its target, its waypoints and its formula are kept as JSON."""
    own = {name: value for name, value in _values(measure).items() if name != "target"}
    words = {name: getattr(measure, name).value for name in ("kind", "frequency", "source", "status")}
    target = _values(measure.target)
    return {
        **own,
        **words,
        **target,
        "direction": measure.target.direction.value,
        "steps": _json(measure.target.steps),
        "waypoints": _json(measure.waypoints),
        "formula": None if measure.formula is None else _json(measure.formula),
    }


def to_use(row: RowMapping | Mapping[str, Any]) -> Use:
    """Read where a standing KPI is used."""
    seen = {name: row[name] for name in SEEN_COLUMNS}
    return Use(
        objective_id=row["objective_id"],
        measure_id=row["measure_id"],
        weight=row["weight"],
        seen=None if seen["percent"] is None else Seen(**seen),
    )


def from_use(use: Use) -> dict[str, Any]:
    """Write where a standing KPI is used."""
    seen = dict.fromkeys(SEEN_COLUMNS) if use.seen is None else _values(use.seen)
    return {"objective_id": use.objective_id, "measure_id": use.measure_id, "weight": use.weight, **seen}


def to_check_in(row: RowMapping) -> CheckIn:
    """Read a check-in."""
    return CheckIn(**{**row, "status": None if row["status"] is None else Standing(row["status"])})


def from_check_in(check_in: CheckIn) -> dict[str, Any]:
    """Write a check-in."""
    return {**_values(check_in), "status": check_in.status.value if check_in.status else None}


def to_approval(row: RowMapping) -> Approval:
    """Read a place in a route, and what was decided there."""
    return Approval(**{**row, "decision": Decision(row["decision"]) if row["decision"] else None})


def from_approval(approval: Approval) -> dict[str, Any]:
    """Write a place in a route."""
    return {**_values(approval), "decision": plain(approval.decision)}


def to_share(row: RowMapping) -> TaskShare:
    """Read what is known of a task."""
    return TaskShare(**row)


def from_share(share: TaskShare) -> dict[str, Any]:
    """Write what is known of a task."""
    return _values(share)


def to_steps(text: str) -> tuple[Step, ...]:
    """Read the steps of a milestone; other targets have none."""
    if text == "[]":
        return ()
    return tuple(Step(title=step["title"], weight=Decimal(step["weight"])) for step in json.loads(text))


def _to_target(row: RowMapping | Mapping[str, Any]) -> Target:
    values = {name: row[name] for name in TARGET_COLUMNS}
    return Target(**{**values, "direction": Direction(row["direction"]), "steps": to_steps(row["steps"])})


def to_waypoints(text: str) -> tuple[Waypoint, ...]:
    """Read intermediate targets; most measures have none."""
    if text == "[]":
        return ()
    return tuple(Waypoint(on=date.fromisoformat(one["on"]), value=Decimal(one["value"])) for one in json.loads(text))


def to_formula(text: str | None) -> Formula | None:
    """Read what a composite is computed from."""
    if text is None:
        return None
    kept = json.loads(text)
    parts = (Part(measure_id=one["measure_id"], weight=Decimal(one["weight"])) for one in kept["parts"])
    return Formula(kind=FormulaKind(kept["kind"]), parts=tuple(parts))


def _values(state: Any) -> dict[str, Any]:
    return {field.name: getattr(state, field.name) for field in fields(state)}


def _json(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False)
