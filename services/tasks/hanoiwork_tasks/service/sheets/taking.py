"""Taking in the rows of a table of tasks: wholes before their parts, new ones and changes of what is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from hanoiwork_shared.errors import Refused
from hanoiwork_tasks.domain.breaking import broken_down
from hanoiwork_tasks.domain.files.refusals import CodeRepeated
from hanoiwork_tasks.domain.linking.refusals import UnderItself
from hanoiwork_tasks.domain.sheets.task_line import Codes, TaskRow, differences, line_of
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.sheets.changing import change
from hanoiwork_tasks.service.sheets.ground import Ground, in_row
from hanoiwork_tasks.service.sheets.weights import Weights
from hanoiwork_tasks.service.sheets.writing_down import write_down
from hanoiwork_tasks.service.wholes import tell_broken


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A row, and the unit it is about; with a code it is a task that may be there."""

    row: TaskRow
    unit_id: str

    @property
    def code(self) -> str | None:
        return self.row.says.code


class Taking:
    """The rows of one table, taken in one after the other; what is wrong with any is added to `problems`.

    `rewritten` are the ids of the tasks that were there and change.
    """

    def __init__(self, ground: Ground, problems: list[Refused]) -> None:
        self._ground = ground
        self._problems = problems
        self._written: dict[str, list[_Placed]] = {}
        self._tasks: dict[tuple[str, str], Task] = {}
        self._weights = Weights(ground)
        self._parts: dict[str, int] = {}
        self._items: dict[str, list[Task]] = {}
        self.rewritten: list[str] = []

    def take(self, rows: Sequence[TaskRow]) -> None:
        """Take in every row."""
        placed = [one for row in rows for one in self._placed(row)]
        there = self._look_up(placed)
        for one in self._wholes_first(placed):
            with in_row(one.row, self._problems):
                known = self._tasks.get((one.unit_id, one.code)) if one.code is not None else None
                if known is None:
                    self._write_down(one)
                else:
                    self._change(one.row, known, there)
        for row, refusal in self._weights.problems():
            with in_row(row, self._problems):
                raise refusal
        self._break_down()

    def tell_items(self) -> None:
        """Remember on plan items which tasks came out of them."""
        for key, tasks in self._items.items():
            item, plan_id = self._ground.memory.plan_item(key)
            tell_broken(self._ground.session, item, plan_id=plan_id, tasks=tasks)

    def _placed(self, row: TaskRow) -> Iterator[_Placed]:
        with in_row(row, self._problems):
            one = _Placed(row=row, unit_id=self._ground.unit_of(row).id)
            same = self._written.setdefault(one.code, []) if one.code is not None else []
            if any(other.unit_id == one.unit_id for other in same):
                raise CodeRepeated(field="code", key=one.code)
            same.append(one)
            yield one

    def _look_up(self, placed: Sequence[_Placed]) -> Codes:
        """Hold the tasks that are there, by unit and code, and look up what people write for what they name."""
        sheets = self._ground.session.sheets
        by_unit: dict[str, list[str]] = {}
        for one in placed:
            if one.code is not None:
                by_unit.setdefault(one.unit_id, []).append(one.code)
        for unit_id, codes in by_unit.items():
            self._tasks |= {(unit_id, task.code): task for task in sheets.known(unit_id, codes)}
        return sheets.codes(list(self._tasks.values()))

    def _wholes_first(self, placed: Sequence[_Placed]) -> Iterator[_Placed]:
        """The rows in an order in which no part comes before its whole; those in a circle are refused."""
        places = {id(one): place for place, one in enumerate(placed)}
        sorter: TopologicalSorter[int] = TopologicalSorter()
        for place, one in enumerate(placed):
            whole = self._whole_row(one)
            sorter.add(place, *([places[id(whole)]] if whole is not None else []))
        try:
            yield from [placed[place] for place in sorter.static_order()]
        except CycleError as error:
            for place in sorted(set(error.args[1])):
                with in_row(placed[place].row, self._problems):
                    raise UnderItself(field="parent") from error

    def _whole_row(self, one: _Placed) -> _Placed | None:
        """The row of the table that another names as its whole: of the same unit, or the only one of that code."""
        rows = self._written.get(one.row.says.parent or "", [])
        near = [row for row in rows if row.unit_id == one.unit_id] or rows
        return near[0] if len(near) == 1 else None

    def _write_down(self, one: _Placed) -> None:
        whole_row, parent = self._whole_row(one), None
        if whole_row is not None:
            parent = self._tasks.get((whole_row.unit_id, whole_row.code or ""))
            if parent is None:
                return  # the row of its whole is wrong, and that is said there
        elif one.row.says.parent is not None:
            parent = self._ground.session.held(one.row.says.parent)
        if parent is not None:
            parent = self._ground.gathered.hold(parent)
        task = write_down(self._ground, one.row, parent=parent)
        self._tasks[one.unit_id, task.code] = task
        if parent is not None:
            self._parts[parent.id] = self._parts.get(parent.id, 0) + 1
            self._weights.add(one.row, parent, points=task.points)
        elif one.row.says.plan_item is not None:
            self._items.setdefault(one.row.says.plan_item, []).append(task)

    def _change(self, row: TaskRow, known: Task, there: Codes) -> None:
        line = line_of(known, there)
        columns = differences(row.says, line)
        if not columns:
            return
        before = self._ground.gathered.hold(known)
        change(self._ground, row, before, there=line, columns=columns)
        self.rewritten.append(known.id)
        after = self._ground.gathered.changed[known.id]
        if after.points != before.points:
            self._weights.reweigh(row, before, after)

    def _break_down(self) -> None:
        """Remember on every whole how many parts came out of it."""
        gathered, session = self._ground.gathered, self._ground.session
        for whole_id, parts in self._parts.items():
            whole = gathered.current(whole_id) or gathered.before[whole_id]
            already = whole_id not in gathered.new and session.has_parts(whole_id)
            gathered.take(broken_down(whole, parts=parts, already=already))
