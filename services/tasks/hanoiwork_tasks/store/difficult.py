"""Difficulties as rows, and counted by the units that owe their answers."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, select

from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.authority import ANSWER
from hanoiwork_tasks.domain.difficulties.difficulty import Difficulty, State
from hanoiwork_tasks.domain.difficulties.refusals import DifficultyUnknown
from hanoiwork_tasks.domain.difficulties.reports import Owing, Step
from hanoiwork_tasks.store.guarding import put_changed
from hanoiwork_tasks.store.linking import measures_of_objectives, tasks_of_objectives
from hanoiwork_tasks.store.planned import aligned
from hanoiwork_tasks.store.tables import difficulties, difficulty_steps

_OPEN = difficulties.c.state == State.OPEN.value
UNSETTLED = difficulties.c.state.in_([State.OPEN.value, State.ANSWERED.value])
"""Difficulties that still stand in the way, or of which nobody has said that they do not."""
_OLDEST = (difficulties.c.raised_at, difficulties.c.id)


class Difficult:
    """Difficulties through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def difficulty(self, difficulty_id: str) -> Difficulty:
        """The difficulty with this id, kept from every other writer; refuses an unknown one."""
        found = self._found(select(difficulties).where(difficulties.c.id == difficulty_id).with_for_update())
        if not found:
            raise DifficultyUnknown(what="difficulty", key=difficulty_id)
        return found[0]

    def due(self, day: date, *, most: int) -> list[Difficulty]:
        """Some open ones that go up by themselves on a day, and that no other replica is looking at."""
        query = select(difficulties).where(_OPEN, difficulties.c.look_on <= day).order_by(*_OLDEST).limit(most)
        return self._found(query.with_for_update(skip_locked=True))

    def add(self, difficulty: Difficulty) -> None:
        """Save a new difficulty."""
        self._connection.execute(insert(difficulties), _row(difficulty))

    def put(self, difficulty: Difficulty) -> None:
        """Save a changed one; refuses when another change came first."""
        put_changed(self._connection, difficulties, _row(difficulty), seen=difficulty.version - 1)

    def write(self, step: Step) -> None:
        """Append to a history."""
        self._connection.execute(insert(difficulty_steps), asdict(step))

    def of_tasks(self, task_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The difficulties of tasks, oldest first, aligned with the ids."""
        mine = difficulties.c.task_id.in_(set(task_ids))
        return aligned(task_ids, ((one.task_id, one) for one in self._found(_ordered(mine))))

    def of_measures(self, measure_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The difficulties of measures, oldest first, aligned with the ids."""
        mine = difficulties.c.measure_id.in_(set(measure_ids))
        return aligned(measure_ids, ((one.measure_id, one) for one in self._found(_ordered(mine))))

    def of_objectives(self, objective_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The unsettled difficulties of tasks and measures of objectives and all under them, oldest first, aligned."""
        reached, measured = tasks_of_objectives(objective_ids), measures_of_objectives(objective_ids)
        of_tasks = select(reached.c.root, difficulties.c.id).join(reached, reached.c.id == difficulties.c.task_id)
        of_measures = select(measured.c.root, difficulties.c.id)
        of_measures = of_measures.join(measured, measured.c.id == difficulties.c.measure_id)
        found = of_tasks.where(UNSETTLED).union(of_measures.where(UNSETTLED)).cte("found")
        query = select(difficulties, found.c.root).join(found, found.c.id == difficulties.c.id)
        rows = self._connection.execute(query.order_by(*_OLDEST)).all()
        return aligned(objective_ids, ((row.root, _difficulty(row)) for row in rows))

    def owed_by(self, unit_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The open difficulties whose answer units owe, oldest first, aligned with the ids."""
        query = select(difficulties).where(difficulties.c.owed_by_unit_id.in_(set(unit_ids)), _OPEN)
        found = self._found(query.order_by(*_OLDEST))
        return aligned(unit_ids, ((one.owed_by_unit_id, one) for one in found))

    def asked_of(self, actor: Actor, *, most: int) -> list[Difficulty]:
        """Open difficulties asked of the units in which somebody may answer, oldest first."""
        units = {held.unit_id for held in actor.grants if held.role in ANSWER.roles and held.unit_id is not None}
        query = select(difficulties).where(difficulties.c.asked_unit_id.in_(units), _OPEN)
        return self._found(query.order_by(*_OLDEST).limit(most))

    def histories(self, difficulty_ids: Sequence[str]) -> list[list[Step]]:
        """The histories of difficulties, oldest first, aligned with the ids."""
        query = select(difficulty_steps).where(difficulty_steps.c.difficulty_id.in_(set(difficulty_ids)))
        rows = self._connection.execute(query.order_by(difficulty_steps.c.version, difficulty_steps.c.id))
        return aligned(difficulty_ids, ((row.difficulty_id, Step(**row._asdict())) for row in rows))

    def by_owing_unit(self, unit_ids: Sequence[str] | None, *, today: date) -> list[Owing]:
        """What units owe and have answered, in one query, those that owe most first; all units when None."""
        column = difficulties.c
        query = select(
            column.owed_by_unit_id,
            func.count().filter(_OPEN).label("open"),
            func.count().filter(and_(_OPEN, column.respond_by < today)).label("overdue"),
            func.count(column.days_taken).label("answered"),
            func.sum(column.days_taken).label("days"),
        ).where(column.state != State.WITHDRAWN.value)
        if unit_ids is not None:
            query = query.where(column.owed_by_unit_id.in_(unit_ids))
        query = query.group_by(column.owed_by_unit_id).order_by(
            func.count().filter(_OPEN).desc(), column.owed_by_unit_id
        )
        return [
            Owing(unit_id=row[0], open=row[1], overdue=row[2], answered=row[3], days=int(row[4] or 0))
            for row in self._connection.execute(query)
        ]

    def _found(self, query: Select[Any]) -> list[Difficulty]:
        return [_difficulty(row) for row in self._connection.execute(query).all()]


def _ordered(which: ColumnElement[bool]) -> Select[Any]:
    return select(difficulties).where(which).order_by(*_OLDEST)


def _difficulty(row: Any) -> Difficulty:
    values = {column.name: getattr(row, column.name) for column in difficulties.c}
    return Difficulty(**{**values, "state": State(row.state)})


def _row(difficulty: Difficulty) -> dict[str, Any]:
    return asdict(difficulty) | {"state": difficulty.state.value}
