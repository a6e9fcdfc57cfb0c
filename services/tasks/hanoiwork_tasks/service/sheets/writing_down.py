"""A row of a table that becomes a new task."""

from decimal import Decimal

from hanoiwork_tasks.domain import assigning, authority
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.flow import Step, stands
from hanoiwork_tasks.domain.sheets.refusals import ItemOfWhole, RowNotNew
from hanoiwork_tasks.domain.sheets.task_line import TaskLine, TaskRow
from hanoiwork_tasks.domain.task import WORKABLE, Status, Task
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.events import TaskCreated
from hanoiwork_tasks.service.composing import Whole, compose
from hanoiwork_tasks.service.sheets.ground import Ground
from hanoiwork_tasks.service.weighing import filled


def write_down(ground: Ground, row: TaskRow, *, parent: Task | None) -> Task:
    """Write a task down as its row says, and assign it where the row says that it is to do."""
    _demand_new(row.says)
    whole = _whole(ground, row, parent=parent)
    unit = ground.unit_of(row)
    wanted = _wanted(row.says, unit=unit.id, listed=ground.list_of(row))
    wanted = filled(ground.memory, wanted, unit_id=unit.id, calendar=ground.calendar, today=ground.today)
    task = compose(ground.memory, wanted, whole=whole, actor=ground.actor, at=ground.at)
    ground.memory.spaces.demand_open(task.list_id)
    ground.gathered.write_down(Step(task=task, what="created", before="", after=task.status.value, told=TaskCreated))
    return _assigned(ground, task) if row.says.status is Status.TODO else task


def _demand_new(says: TaskLine) -> None:
    if says.status not in (None, Status.DRAFT, Status.TODO):
        raise RowNotNew(field="status")
    if says.percent not in (None, Decimal(0)):
        raise RowNotNew(field="percent")


def _whole(ground: Ground, row: TaskRow, *, parent: Task | None) -> Whole:
    """What the task comes out of: a task under which it stands, or a plan item."""
    key = row.says.plan_item
    item = ground.memory.plan_item(key)[0] if key is not None else None
    if parent is None:
        if item is not None:
            ground.may(authority.PLAN, unit_id=item.lead_unit_id)
        return Whole(item=item)
    if item is not None and item.id != parent.plan_item_id:
        raise ItemOfWhole(field="plan_item", key=key)
    ground.may(authority.PLAN, unit_id=parent.unit_id)
    stands(parent, WORKABLE | {Status.DRAFT})
    return Whole(task=parent)


def _wanted(says: TaskLine, *, unit: str, listed: str | None) -> Wanted:
    return Wanted(
        title=says.title or "",
        code=says.code,
        group=says.group,
        unit=unit,
        person=says.person,
        collaborators=says.collaborators,
        coordinating_units=says.coordinating_units,
        objective=says.objective,
        measure=says.measure,
        list=listed,
        entry=says.catalogue_entry,
        product=says.product or "",
        quantity=Decimal(1) if says.quantity is None else says.quantity,
        points=says.points,
        authority=says.authority or "",
        starts=says.start,
        due=says.due,
    )


def _assigned(ground: Ground, task: Task) -> Task:
    ground.may(authority.ASSIGN, unit_id=task.unit_id)
    step = assigning.assign(task, by=ground.actor.person_id, person_id=None, terms=Terms(), today=ground.today)
    ground.gathered.take(step)
    return step.task
