"""What a line of a table of tasks says, and what a task says as such a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hanoiwork_tasks.domain.task import Group, Status, Task

TITLES = {
    "code": "Mã nhiệm vụ",
    "title": "Nhiệm vụ",
    "parent": "Mã nhiệm vụ cha",
    "plan_item": "Mục kế hoạch",
    "list": "Danh sách",
    "group": "Nhóm nhiệm vụ",
    "unit": "Đơn vị chủ trì",
    "person": "Người chủ trì",
    "collaborators": "Người phối hợp",
    "coordinating_units": "Đơn vị phối hợp",
    "objective": "Mục tiêu",
    "measure": "KR/KPI",
    "catalogue_entry": "Mục danh mục",
    "product": "Sản phẩm",
    "quantity": "Số lượng",
    "points": "Điểm",
    "authority": "Thẩm quyền",
    "start": "Ngày bắt đầu",
    "due": "Hạn",
    "status": "Trạng thái",
    "percent": "Tiến độ (%)",
    "version": "Phiên bản",
}
"""The columns in their order, and what people call them."""
GROUP_NAMES = {Group.OKR_KPI: "OKR/KPI", Group.ROUTINE: "Thường xuyên", Group.ARISING: "Phát sinh"}
HELPING = frozenset({"collaborators", "coordinating_units"})
"""What a file may change of a task that is assigned already."""
OF_DRAFTS = HELPING | {
    "title", "group", "person", "objective", "measure", "product", "quantity", "points", "authority", "start", "due",
}  # fmt: skip
"""What it may change of a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A task as a line of a table: everything by code. None, or no code at all, is an empty cell.

    An empty cell says nothing: of a task that is there it leaves things as they are.
    """

    code: str | None = None
    title: str | None = None
    parent: str | None = None
    plan_item: str | None = None
    list: str | None = None
    group: Group | None = None
    unit: str | None = None
    person: str | None = None
    collaborators: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    objective: str | None = None
    measure: str | None = None
    catalogue_entry: str | None = None
    product: str | None = None
    quantity: Decimal | None = None
    points: Decimal | None = None
    authority: str | None = None
    start: date | None = None
    due: date | None = None
    status: Status | None = None
    percent: Decimal | None = None
    version: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A line of a file: where it stands, what the file calls its columns, and what it says."""

    line: int
    sheet: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    says: TaskLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What people write for what tasks name by identifier."""

    units: Mapping[str, str]
    people: Mapping[str, str]
    objectives: Mapping[str, str]
    measures: Mapping[str, str]
    lists: Mapping[str, str]
    plan_items: Mapping[str, str]
    tasks: Mapping[str, str]
    entries: Mapping[str, str]


def line_of(task: Task, codes: Codes) -> TaskLine:
    """A task as a line; what has no code any more is written by its identifier."""
    people = [_named(codes.people, one.person_id) for one in task.collaborators if one.person_id is not None]
    units = [_named(codes.units, one.unit_id) for one in task.collaborators if one.unit_id is not None]
    return TaskLine(
        code=task.code,
        title=task.title,
        parent=_named(codes.tasks, task.parent_id),
        plan_item=_named(codes.plan_items, task.plan_item_id),
        list=_named(codes.lists, task.list_id),
        group=task.group,
        unit=_named(codes.units, task.unit_id),
        person=_named(codes.people, task.person_id),
        collaborators=tuple(one for one in people if one),
        coordinating_units=tuple(one for one in units if one),
        objective=_named(codes.objectives, task.objective_id),
        measure=_named(codes.measures, task.measure_id),
        catalogue_entry=_named(codes.entries, task.entry_id),
        product=task.product or None,
        quantity=task.quantity,
        points=task.points or None,
        authority=task.authority or None,
        start=task.starts,
        due=task.due,
        status=task.status,
        percent=Decimal(task.percent),
        version=Decimal(task.version),
    )


def differences(row: TaskLine, there: TaskLine) -> tuple[str, ...]:
    """The columns in which a line says something else than the task that is there, in their order.

    The version is none of them: it only says on what the line was decided.
    """
    return tuple(name for name in TITLES if name != "version" and _differ(getattr(row, name), getattr(there, name)))


def _differ(said: Any, there: Any) -> bool:
    if said in (None, ()):
        return False
    return set(said) != set(there) if isinstance(said, tuple) else bool(said != there)


def _named(codes: Mapping[str, str], key: str | None) -> str | None:
    return None if key is None else codes.get(key, key)
