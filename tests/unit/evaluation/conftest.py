"""Evaluation standing alone: the city's own June 2026, builders, and a database of each kind."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.lines import Entry, Group, Objective
from hanoiwork_evaluation.domain.sheet import Status
from hanoiwork_evaluation.plugin import plugin
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.flow import Target
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand
from tests.databases import TablesOf

DECK = Path(__file__).parent / "deck_june_2026.json"


def identity(person: str) -> Identity:
    """Who asks."""
    return Identity(person_id=person, account=person.lower())


def full(maximum_less: Decimal = Decimal(0)) -> tuple[RowScore, ...]:
    """Every row at its maximum, the first one `maximum_less` below it."""
    rows = HANOI_2026.form("civil_servant").rows
    return tuple(
        RowScore(code=row.code, score=row.maximum - (maximum_less if place == 0 else 0))
        for place, row in enumerate(rows)
    )


def entry(code: str = "T", **changes: Any) -> Entry:
    """A completed ten-point task of NVA, due in June 2026."""
    values: dict[str, Any] = {
        "task_id": f"task-{code}",
        "sequence": 1,
        "code": code,
        "group": Group.ROUTINE,
        "unit_id": "CDS",
        "person_id": "NVA",
        "points": Decimal(10),
        "quantity": Decimal(1),
        "accepted_quantity": Decimal(1),
        "quality_failures": 0,
        "late_days": 0,
        "due": date(2026, 6, 10),
        "status": "completed",
        "objective_id": None,
    }
    return Entry(**{**values, **changes})


def deck_entries(deck: dict[str, Any], **changes: Any) -> list[Entry]:
    """The deck's twelve tasks as ledger entries."""
    return [
        entry(
            task["code"],
            group=Group(task["group"]),
            points=Decimal(task["points"]),
            status="completed" if task["completed"] else "in_progress",
            accepted_quantity=Decimal(int(task["completed"])),
            quality_failures=task["quality_failures"],
            late_days=task["late_days"],
            **changes,
        )
        for task in deck["tasks"]
    ]


def objective(objective_id: str, parent_id: str | None = None, *, sequence: int = 1) -> Objective:
    """An objective under another one."""
    return Objective(objective_id=objective_id, sequence=sequence, parent_id=parent_id)


@pytest.fixture
def deck() -> dict[str, Any]:
    """The city's June 2026, as parsed JSON."""
    parsed: dict[str, Any] = json.loads(DECK.read_text(encoding="utf-8"), parse_float=Decimal)
    return parsed


@pytest.fixture
def packs() -> RulePacks:
    return RulePacks([HANOI_2026])


@pytest.fixture
def make() -> SimpleNamespace:
    """Builders."""
    return SimpleNamespace(
        entry=entry,
        deck_entries=deck_entries,
        full=full,
        identity=identity,
        objective=objective,
        role=Role,
        row=lambda code, score: RowScore(code=code, score=Decimal(score)),
        status=Status,
        target=lambda period, **more: Target(period=period, **more),
    )


@pytest.fixture
def runtime(tables: TablesOf) -> Iterator[Runtime]:
    """A migrated database of this service on each kind of server."""
    runtime = stand(plugin, tables(plugin), clock=FixedClock(datetime(2026, 6, 26, 2, 0, tzinfo=UTC)))
    yield runtime
    runtime.database.close()
