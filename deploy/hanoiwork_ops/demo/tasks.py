"""A task of the demo: who leads it, for whom, due how many days from today, and how far it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hanoiwork_ops.demo.accounts import account_of
from hanoiwork_ops.demo.desk import Order
from hanoiwork_ops.demo.periods import CYCLE_ENDS, DECK, working_day

AUTHORITY = {
    "lanhdao.tp": "Lãnh đạo Thành phố",
    "giamdoc.skhcn": "Giám đốc Sở",
    "truongphong.cds": "Trưởng phòng",
}
_DECKS_PERSON = "NVA"
_WORKED_ON = timedelta(days=20)


class State(StrEnum):
    """How far a task is."""

    DRAFT = "draft"
    TODO = "todo"
    STARTED = "started"
    DIFFICULT = "difficult"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    COMPLETED = "completed"


_HANDED_IN = (State.SUBMITTED, State.RETURNED, State.COMPLETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task; `by` is the account that assigns and reviews it, `due_in` counts days from the working day."""

    code: str
    title: str
    product: str
    by: str
    unit: str
    lead: str | None
    due_in: int
    points: int
    state: State
    serves: Mapping[str, str] = field(default_factory=dict)
    group: str = "okr_kpi"

    def due(self, today: date) -> date:
        """Its deadline, within the cycle; Nguyễn Văn A's keep clear of the deck's month, whose 83.9 must stay."""
        due = self._agreed(today)
        if self.lead == _DECKS_PERSON and DECK.starts <= due <= DECK.ends:
            return DECK.ends + timedelta(days=1)
        return due

    def written(self, today: date) -> dict[str, Any]:
        """What is written down of it, as the input of a task or of a part."""
        terms = {"product": self.product, "authority": AUTHORITY[self.by], "points": str(self.points)}
        starts = self._agreed(today) - _WORKED_ON
        days = {"start": starts.isoformat(), "due": self.due(today).isoformat()}
        lead = {"person": self.lead} if self.lead else {}
        own = {"code": self.code, "title": self.title, "group": self.group, "unit": self.unit}
        return {**own, **terms, **days, **lead, **self.serves}

    def _agreed(self, today: date) -> date:
        return min(working_day(today) + timedelta(days=self.due_in), CYCLE_ENDS)


def written_down(task: Task, today: date) -> Iterator[Order]:
    """A task on its own, and how it went on."""
    yield Order(by=task.by, mutation="createTask", given=task.written(today), key=f"demo-{task.code}")
    yield from going_on(task, today)


def broken_down(whole: Mapping[str, str], parts: Iterable[Task], today: date, *, key: str) -> Iterator[Order]:
    """A plan item (`{"item": …}`) or a task (`{"task": …}`) broken down, and how the parts went on."""
    tasks = tuple(parts)
    given = {**whole, "parts": [task.written(today) for task in tasks]}
    yield Order(by=tasks[0].by, mutation="breakDown", given=given, key=key)
    for task in tasks:
        yield from going_on(task, today)


def going_on(task: Task, today: date) -> Iterator[Order]:
    """Everything that happens to a task after it was written down, until it is in its state."""
    if task.state is State.DRAFT or task.lead is None:
        return
    yield _step(task, task.by, "assignTask")
    if task.state is State.TODO:
        return
    lead = account_of(task.lead)
    yield _step(task, lead, "reportProgress", percent=60, note="Đang làm")
    if task.state is State.DIFFICULT:
        yield _step(task, lead, "raiseDifficulty", text="Chưa có số liệu của đơn vị phối hợp", owedByUnit="VP")
    if task.state in _HANDED_IN:
        yield _step(task, lead, "submitTask", note="Đã gửi bản cuối")
    if task.state is State.RETURNED:
        yield _step(task, task.by, "returnTask", reason="Bổ sung phụ lục số liệu")
    if task.state is State.COMPLETED:
        delivered = min(task.due(today) - timedelta(days=1), working_day(today))
        yield _step(task, task.by, "acceptTask", deliveredOn=delivered.isoformat())


def _step(task: Task, by: str, mutation: str, **given: Any) -> Order:
    return Order(by=by, mutation=mutation, given={"task": task.code, **given}, key=f"demo-{task.code}-{mutation}")
