"""What the policy costs: a decision on one resource, and a list narrowed by its SQL twin, against the list itself."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Column, Index, Integer, MetaData, String, Table, func, insert, select

from hanoiwork_shared.places import GrantSlice, Places, UnitSlice, permitted
from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.policy import Action, Resource, Role, may
from hanoiwork_shared.testing import stand
from tests.bench.report import show

pytestmark = pytest.mark.bench

LEAD = Action("bench.lead", frozenset({Role.UNIT_LEADER}))
DEPARTMENTS, DIVISIONS, ROWS = 150, 5, 100_000
REPEATS = 5
TODAY = date(2026, 6, 15)

things = Table(
    "thing",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("unit_id", String(36), nullable=False),
    Index("thing_unit", "unit_id", "id"),
)


def test_the_policy_over_a_city(tmp_path: Path):
    runtime = stand(Plugin(name="counter"), f"sqlite:///{tmp_path}/bench.db")
    with runtime.database.begin() as connection:
        places = Places(connection)
        units = _tell(places)
        things.create(connection)
        connection.execute(insert(things), [{"unit_id": units[row % len(units)]} for row in range(ROWS)])
        counted = select(func.count()).select_from(things)
        whole = _median(partial(connection.scalar, counted))
        rows = []
        for person in ("city", "d1", "d1-1"):
            actor = places.actor(person, TODAY)
            narrowed = counted.where(permitted(actor, LEAD, unit=things.c.unit_id))
            found = connection.execute(narrowed).scalar_one()
            listed = _median(partial(connection.scalar, narrowed))
            decided = _median(partial(_decide, places, person))
            rows.append((person, found, listed * 1000, listed / whole, decided * 1000))
    runtime.database.close()
    show(
        f"policy over {len(units)} units and {ROWS:,} rows (SQLite)",
        ("leader of", "rows", "ms (counting them)", "× counting all", "ms (one decision)"),
        rows,
    )


def _tell(places: Places) -> list[str]:
    parents: dict[str, str | None] = {"city": None}
    for department in range(DEPARTMENTS):
        parents[f"d{department}"] = "city"
        parents |= {f"d{department}-{division}": f"d{department}" for division in range(DIVISIONS)}
    for unit, parent in parents.items():
        news = UnitSlice(unit_id=unit, code=unit, parent_id=parent, kind="division", closed=False)
        places.hear_unit(news, sequence=1)
        grant = GrantSlice(
            grant_id=unit,
            person_id=unit,
            role="unit_leader",
            unit_id=unit,
            valid_from=TODAY,
            valid_to=None,
            revoked=False,
        )
        places.hear_grant(grant, sequence=1)
    return list(parents)


def _decide(places: Places, person: str) -> None:
    assert may(places.actor(person, TODAY), LEAD, Resource(line=places.line("d1-1")))


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[REPEATS // 2]
