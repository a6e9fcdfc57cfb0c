"""Giving tables out: loaded again as they are, they change nothing."""

from collections.abc import Mapping
from typing import Any

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.files.writing import Cell, Sheet
from hanoiwork_tasks.domain.finding.order import BY_DUE
from hanoiwork_tasks.domain.sheets import item_line, task_line
from hanoiwork_tasks.domain.sheets.refusals import ExportTooLong
from hanoiwork_tasks.domain.sheets.task_line import GROUP_NAMES
from hanoiwork_tasks.domain.task import STATUS_NAMES, Group, Status
from hanoiwork_tasks.service.naming import wanted_tasks
from hanoiwork_tasks.service.sheets.loading import MOST_ROWS
from hanoiwork_tasks.service.sheets.port import ReadSheets

_NAMES: Mapping[Any, str] = {**GROUP_NAMES, **STATUS_NAMES}


class SheetExporting:
    """Tables of tasks and of plans, in Vietnamese or with the names of columns and words that programs use."""

    def __init__(self, *, read: ReadSheets, clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def tasks(self, *, named: Mapping[str, Any], search: str | None = None, language: str = "vi") -> Sheet:
        """The tasks that match everything, by deadline; raises ExportTooLong for more than can be loaded again."""
        with self._read() as store:
            wanted = wanted_tasks(store, {**named, "search": search}, today=self._clock.today())
            found = store.found.all_tasks(wanted, order=BY_DUE, most=MOST_ROWS + 1)
            if len(found) > MOST_ROWS:
                raise ExportTooLong(field="filter", most=MOST_ROWS)
            codes = store.sheets.codes(found)
            lines = [task_line.line_of(task, codes) for task in found]
            return _sheet("tasks", task_line.TITLES, lines, language=language)

    def plan(self, *, plan: str, language: str = "vi") -> Sheet:
        """The items of a plan in their order."""
        with self._read() as store:
            found = store.plan(plan)
            ids = {one for item in found.items() for one in (item.lead_unit_id, *item.coordinating_unit_ids)}
            units = {one: place.code for one in ids if (place := store.places.unit(one)) is not None}
            lines = [item_line.line_of(group, item, units) for group in found.groups for item in group.items]
            return _sheet("plan", item_line.TITLES, lines, language=language)


def _sheet(name: str, titles: Mapping[str, str], lines: list[Any], *, language: str) -> Sheet:
    return Sheet(
        name=name,
        heading=tuple(titles) if language == "en" else tuple(titles.values()),
        rows=[[_cell(getattr(line, column), language=language) for column in titles] for line in lines],
    )


def _cell(value: Any, *, language: str) -> Cell:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, Group | Status):
        return value.value if language == "en" else _NAMES[value]
    cell: Cell = value
    return cell
