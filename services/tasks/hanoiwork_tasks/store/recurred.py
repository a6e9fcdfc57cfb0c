"""What recurs, and what was made of it, as rows."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, insert, literal, select, tuple_

from hanoiwork_shared.database import insert_once
from hanoiwork_shared.pages import CursorInvalid, Page, after_values, page_of
from hanoiwork_tasks.domain.recurring.pattern import Pattern, Shift, Span, WorkingDay
from hanoiwork_tasks.domain.recurring.recurrence import Recurrence, State, Work
from hanoiwork_tasks.domain.recurring.refusals import RecurrenceUnknown
from hanoiwork_tasks.domain.task import Group, Task
from hanoiwork_tasks.store.guarding import put_changed
from hanoiwork_tasks.store.paging import pages
from hanoiwork_tasks.store.tables import occurrences, recurrences, tasks

_PLACE = tuple_(recurrences.c.starts, recurrences.c.id)
_PATTERN = tuple(field.name for field in fields(Pattern))
_WORK = tuple(field.name for field in fields(Work))
_OWN = tuple(field.name for field in fields(Recurrence) if field.name not in ("pattern", "work"))


class Recurred:
    """Recurring tasks through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def recurrence(self, recurrence_id: str) -> Recurrence:
        """The one with this id, kept from every other writer; refuses an unknown one."""
        found = self._found(select(recurrences).where(recurrences.c.id == recurrence_id).with_for_update())
        if not found:
            raise RecurrenceUnknown(what="recurrence", key=recurrence_id)
        return found[0]

    def due(self, today: date, *, most: int) -> list[Recurrence]:
        """Some of which an occurrence is to be made, and that no other replica is looking at."""
        query = select(recurrences).where(recurrences.c.look_on <= today).order_by(recurrences.c.look_on).limit(most)
        return self._found(query.with_for_update(skip_locked=True))

    def add(self, recurrence: Recurrence) -> None:
        """Save a new one."""
        self._connection.execute(insert(recurrences), _row(recurrence))

    def put(self, recurrence: Recurrence, *, seen: int) -> None:
        """Save one that had version `seen`; refuses when another change came first."""
        put_changed(self._connection, recurrences, _row(recurrence), seen=seen)

    def days_left_out(self, recurrence_id: str) -> frozenset[date]:
        """The days to be left out."""
        return self.all_left_out([recurrence_id]).get(recurrence_id, frozenset())

    def leave_out(self, recurrence_id: str, day: date) -> None:
        """Remember a day to be left out; a second time changes nothing."""
        insert_once(self._connection, occurrences, {"recurrence_id": recurrence_id, "day": day, "task_id": None})

    def remember(self, recurrence_id: str, day: date, task_id: str) -> None:
        """Remember which task was made for a day; refuses a second one."""
        self._connection.execute(insert(occurrences), {"recurrence_id": recurrence_id, "day": day, "task_id": task_id})

    def of_unit(self, unit_id: str, *, first: int, after: str | None) -> Page[Recurrence]:
        """A page of those of a unit, by the day they start."""
        query = select(recurrences).where(recurrences.c.unit_id == unit_id)
        if after is not None:
            query = query.where(_place(after) < _PLACE)
        found = self._found(query.order_by(recurrences.c.starts, recurrences.c.id).limit(first + 1))
        return page_of(
            found, first=first, item=lambda one: one, place=lambda one: [one.pattern.starts.isoformat(), one.id]
        )

    def by_tasks(self, task_ids: Sequence[str]) -> list[Recurrence | None]:
        """What made tasks, aligned with the ids."""
        query = select(recurrences, occurrences.c.task_id).join(
            occurrences, occurrences.c.recurrence_id == recurrences.c.id
        )
        rows = self._connection.execute(query.where(occurrences.c.task_id.in_(set(task_ids))))
        found = {row.task_id: _recurrence(row) for row in rows}
        return [found.get(one) for one in task_ids]

    def tasks_of(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page of the tasks made by each, in one query; one that made none is absent."""
        root = occurrences.c.recurrence_id
        query = select(tasks, root.label("root")).join(occurrences, occurrences.c.task_id == tasks.c.id)
        return pages(self._connection, query.where(root.in_(set(ids))), root=root, first=first, after=after)

    def all_left_out(self, ids: Sequence[str]) -> dict[str, frozenset[date]]:
        """The days to be left out of each."""
        query = select(occurrences.c.recurrence_id, occurrences.c.day)
        query = query.where(occurrences.c.recurrence_id.in_(set(ids)), occurrences.c.task_id.is_(None))
        found: dict[str, set[date]] = {}
        for recurrence_id, day in self._connection.execute(query):
            found.setdefault(recurrence_id, set()).add(day)
        return {one: frozenset(days) for one, days in found.items()}

    def _found(self, query: Select[Any]) -> list[Recurrence]:
        return [_recurrence(row) for row in self._connection.execute(query).all()]


def _place(cursor: str) -> Any:
    """The place in a list by the day of the start that a cursor means; raises CursorInvalid."""
    starts, recurrence_id = after_values(cursor, (str, str))
    try:
        return tuple_(literal(date.fromisoformat(starts)), literal(recurrence_id))
    except ValueError as error:
        raise CursorInvalid(field="after") from error


def _recurrence(row: Any) -> Recurrence:
    values = row._asdict()
    pattern = {name: values[name] for name in _PATTERN}
    pattern["shift"], pattern["span"] = Shift(pattern["shift"]), Span(pattern["span"])
    pattern["working_day"] = WorkingDay(pattern["working_day"]) if pattern["working_day"] else None
    work = {name: values[name] for name in _WORK} | {"group": Group(values["group"])}
    own = {name: values[name] for name in _OWN} | {"state": State(values["state"])}
    return Recurrence(**own, pattern=Pattern(**pattern), work=Work(**work))


def _row(recurrence: Recurrence) -> dict[str, Any]:
    own = {name: getattr(recurrence, name) for name in _OWN} | {"state": recurrence.state.value}
    pattern, work = asdict(recurrence.pattern), asdict(recurrence.work)
    pattern["shift"], pattern["span"] = recurrence.pattern.shift.value, recurrence.pattern.span.value
    pattern["working_day"] = recurrence.pattern.working_day.value if recurrence.pattern.working_day else None
    return {**own, **pattern, **work, "group": recurrence.work.group.value}
