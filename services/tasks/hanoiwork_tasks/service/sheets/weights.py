"""What wholes and their parts weigh after a table, all rows taken together."""

from collections.abc import Iterator
from decimal import Decimal

from hanoiwork_shared.errors import Refused
from hanoiwork_tasks.domain.breaking import fits
from hanoiwork_tasks.domain.sheets.task_line import TaskRow
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.sheets.ground import Ground

_NOTHING = Decimal(0)


class Weights:
    """How much heavier the parts of each whole become, with the first row that is to blame.

    What the unit's leader has allowed stands as long as nothing grows heavier, or the whole lighter.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._added: dict[str, Decimal] = {}
        self._rows: dict[str, TaskRow] = {}

    def add(self, row: TaskRow, whole: Task, *, points: Decimal) -> None:
        """A part more comes out of a whole."""
        self._note(whole.id, row, points)

    def reweigh(self, row: TaskRow, before: Task, after: Task) -> None:
        """A task weighs something else: as a part, and as a whole."""
        if after.parent_id is not None and after.points > before.points:
            self._ground.gathered.hold(self._ground.session.held(after.parent_id))
        if after.parent_id is not None:
            self._note(after.parent_id, row, after.points - before.points)
        if after.points < before.points:
            self._note(after.id, row, _NOTHING)

    def problems(self) -> Iterator[tuple[TaskRow, Refused]]:
        """The wholes that weigh less than their parts."""
        for whole_id, added in self._added.items():
            whole = self._ground.gathered.current(whole_id) or self._ground.gathered.before.get(whole_id)
            if whole is None or (added <= 0 and not self._lighter(whole)):
                continue
            try:
                fits(whole.points, already=self._before(whole_id), parts=[added])
            except Refused as refusal:
                yield self._rows[whole_id], refusal

    def _lighter(self, whole: Task) -> bool:
        before = self._ground.gathered.before.get(whole.id)
        return before is not None and whole.points < before.points

    def _before(self, whole_id: str) -> Decimal:
        is_new = whole_id in self._ground.gathered.new
        return _NOTHING if is_new else self._ground.session.points_of_parts(whole_id)

    def _note(self, whole_id: str, row: TaskRow, points: Decimal) -> None:
        self._added[whole_id] = self._added.get(whole_id, _NOTHING) + points
        self._rows.setdefault(whole_id, row)
