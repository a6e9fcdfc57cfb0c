"""What everything that is made of a table stands on."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import InCell, refuse_listed
from hanoiwork_shared.places import UnitPlace
from hanoiwork_shared.policy import Action, Actor, Resource, demand
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.plan import TaskList
from hanoiwork_tasks.domain.sheets.item_line import ItemRow
from hanoiwork_tasks.domain.sheets.refusals import ListTitleUnknown, UnitOutside
from hanoiwork_tasks.domain.sheets.task_line import TaskRow
from hanoiwork_tasks.service.resolving import unit_for
from hanoiwork_tasks.service.sheets.gathering import Gathered
from hanoiwork_tasks.service.sheets.port import TaskSheetSession
from hanoiwork_tasks.service.sheets.remembering import Remembering

_COLUMNS = {"starts": "start", "entry": "catalogue_entry", "item": "plan_item"}
"""Columns whose fields have another name inside."""
_PART = re.compile(r"[.\[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One table being loaded: the transaction, what is looked up, who loads it and when, and what came of it so far."""

    session: TaskSheetSession
    memory: Remembering
    gathered: Gathered
    actor: Actor
    unit: UnitPlace
    inside: frozenset[str]
    lists: dict[str, list[TaskList]]
    calendar: WorkingDays
    at: datetime
    today: date

    def may(self, action: Action, *, unit_id: str, people: Sequence[str | None] = ()) -> None:
        """Refuse what whoever loads the table may not do in a unit."""
        demand(self.actor, action, Resource(line=self.memory.places.line(unit_id), people=frozenset(people)))

    def unit_of(self, row: TaskRow) -> UnitPlace:
        """The unit of a row: the one it names, or the one the table is for."""
        if row.says.unit is None:
            return self.unit
        found = unit_for(self.memory.places, row.says.unit, past=True)
        if found.id not in self.inside:
            raise UnitOutside(field="unit", key=row.says.unit)
        return found

    def list_of(self, row: TaskRow) -> str | None:
        """The id of the list a row names by title or id."""
        name = row.says.list
        if name is None:
            return None
        found = self.lists.get(name, [])
        if len(found) != 1:
            raise ListTitleUnknown(field="list", key=name, found=len(found))
        return found[0].id


@contextmanager
def in_row(row: TaskRow | ItemRow, problems: list[Refused]) -> Iterator[None]:
    """Note what is refused, by the line and the column it is about, and go on with the next row."""
    try:
        yield
    except Refused as refusal:
        problems += [_placed(one, row) for one in refusal.each()]


def refuse_by_line(problems: Sequence[Refused]) -> None:
    """Refuse what is wrong with a table in the order of its lines; nothing for no problems."""
    refuse_listed(sorted(problems, key=lambda problem: int(str(problem.details.get("line", 0)))))


def _placed(refusal: Refused, row: TaskRow | ItemRow) -> InCell:
    name = _PART.split(refusal.field or "code")[0]
    column = _COLUMNS.get(name, name)
    refusal.field = column
    return InCell(refusal, line=row.line, column=row.headings.get(column, column), sheet=row.sheet)
