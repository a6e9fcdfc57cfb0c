"""What is known of objectives and measures: by code or id, upwards, and downwards as part of a query."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, case, exists, literal, or_, select

from hanoiwork_tasks.domain.links import ACTIVE, ARCHIVED, KnownMeasure, KnownObjective
from hanoiwork_tasks.store.rows import measure_of, objective_of
from hanoiwork_tasks.store.tables import measures, objectives, tasks, uses

_HIGHEST = 100


class Links:
    """Objectives and measures through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def objective(self, key: str) -> KnownObjective | None:
        """The objective with this id or code: an active one, then any not archived, of the latest cycle."""
        table = objectives.c
        query = select(objectives).where(or_(table.id == key, table.code == key))
        row = self._connection.execute(query.order_by(_rank(table.status), table.cycle.desc(), table.id.desc())).first()
        return objective_of(row) if row else None

    def measure(self, key: str) -> KnownMeasure | None:
        """The measure with this id or code: an active one, then one in use before an archived one."""
        table = measures.c
        query = select(measures).where(or_(table.id == key, table.code == key))
        row = self._connection.execute(query.order_by(_rank(table.status), table.id.desc())).first()
        return measure_of(row) if row else None

    def above(self, objective_id: str | None) -> tuple[str, ...]:
        """This objective and every one above it, itself first."""
        line: list[str] = []
        step = objective_id
        while step is not None and step not in line and len(line) < _HIGHEST:
            line.append(step)
            step = self._connection.execute(
                select(objectives.c.parent_id).where(objectives.c.id == step)
            ).scalar_one_or_none()
        return tuple(line)


def objectives_under(roots: Sequence[str], *, name: str = "under") -> CTE:
    """Pairs (root, id): each root objective with itself and everything under it; a cycle ends by itself.

    Two of them in one statement need names of their own.
    """
    start = select(objectives.c.id.label("root"), objectives.c.id.label("id")).where(objectives.c.id.in_(roots))
    return _downwards(start.cte(name, recursive=True))


def tasks_of_objectives(roots: Sequence[str]) -> CTE:
    """Pairs (root, id): the tasks of each root objective and of everything under it, each once.

    They serve one of those objectives, or a standing KPI that one of them shares.
    """
    under = objectives_under(roots)
    served = select(under.c.root, tasks.c.id).join(tasks, tasks.c.objective_id == under.c.id)
    shared = _measures_downwards(
        select(under.c.root.label("root"), uses.c.measure_id.label("id")).join(uses, uses.c.objective_id == under.c.id),
        name="shared",
    )
    inside = under.alias("inside")
    counted = exists().where(inside.c.root == shared.c.root, inside.c.id == tasks.c.objective_id)
    sharing = select(shared.c.root, tasks.c.id).join(tasks, tasks.c.measure_id == shared.c.id).where(~counted)
    return served.union_all(sharing).cte("reached")


def measures_of_objectives(roots: Sequence[str]) -> CTE:
    """Pairs (root, id): the key results of each root objective and of everything under it, and the KPIs they share."""
    under = objectives_under(roots, name="holding")
    own = select(under.c.root, measures.c.id).join(measures, measures.c.objective_id == under.c.id)
    shared = select(under.c.root, uses.c.measure_id).join(uses, uses.c.objective_id == under.c.id)
    return own.union(shared).cte("measured")


def measures_under(roots: Sequence[str]) -> CTE:
    """Pairs (root, id): each root measure with itself and the KPIs under it."""
    start = select(measures.c.id.label("root"), measures.c.id.label("id")).where(measures.c.id.in_(roots))
    return _measures_downwards(start, name="measures_under")


def objectives_under_measures(under: CTE) -> CTE:
    """Pairs (root, id): every objective that hangs under one of the measures, with everything under it."""
    start = select(under.c.root.label("root"), objectives.c.id.label("id")).join(
        objectives, objectives.c.parent_measure_id == under.c.id
    )
    return _downwards(start.cte("hanging", recursive=True))


def _measures_downwards(start: Select[Any], *, name: str) -> CTE:
    """Pairs (root, id) of `start` and the KPIs under them, each pair once."""
    under = start.cte(name, recursive=True)
    return under.union(select(under.c.root, measures.c.id).join(under, measures.c.parent_id == under.c.id))


def _downwards(cte: CTE) -> CTE:
    return cte.union(select(cte.c.root, objectives.c.id).join(cte, objectives.c.parent_id == cte.c.id))


def _rank(status: ColumnElement[str]) -> ColumnElement[int]:
    return case((status == ACTIVE, literal(0)), (status == ARCHIVED, literal(2)), else_=literal(1))
