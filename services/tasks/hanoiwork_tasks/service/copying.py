"""Making lists and workspaces again: copies, and templates that units keep."""

from collections.abc import Sequence
from datetime import date, datetime

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.fields.drawing import made_fields, made_values
from hanoiwork_tasks.domain.plan import TaskList, Workspace
from hanoiwork_tasks.domain.refusals import TitleTaken
from hanoiwork_tasks.domain.spaces import blueprint as drawing
from hanoiwork_tasks.domain.spaces.blueprint import Blueprint, DrawnList, Source, Template
from hanoiwork_tasks.domain.spaces.refusals import TemplateUnknown
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.telling import snapshot
from hanoiwork_tasks.events import TaskCreated
from hanoiwork_tasks.service.fields_port import BeginFields, FieldSession
from hanoiwork_tasks.service.resolving import unit_for
from hanoiwork_tasks.service.saving import activity
from hanoiwork_tasks.service.spaces_port import ReadSpaces


class Copying:
    """A copy has everything underneath, as drafts without people and results; days may be moved."""

    def __init__(self, *, begin: BeginFields, read: ReadSpaces, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def copy_list(
        self,
        identity: Identity,
        *,
        list: str,  # noqa: A002 - the word of the field
        title: str,
        workspace: str | None = None,
        shift_days: int = 0,
    ) -> TaskList:
        """A list again, in its own workspace or in another."""
        with self._begin() as session:
            source = session.task_list(list)
            target = session.workspace(workspace or source.workspace_id)
            self._demand(session, identity, target.unit_id)
            plan_id = source.plan_id if target.id == source.workspace_id else None
            drawn = self._drawn(session, [source])
            first = drawing.shifted(drawn.first_day, shift_days)
            return self._made(session, drawn.lists[0], target, identity, title=title, plan_id=plan_id, first_day=first)

    def copy_workspace(
        self, identity: Identity, *, workspace: str, title: str, unit: str | None = None, shift_days: int = 0
    ) -> Workspace:
        """A workspace again with all its lists, for its own unit or another."""
        with self._begin() as session:
            source = session.workspace(workspace)
            owner = unit_for(session.places, unit).id if unit is not None else source.unit_id
            self._demand(session, identity, owner)
            drawn = self._drawn(session, session.lists_of([source.id])[0])
            made = Workspace(id=new_id(), unit_id=owner, kind=source.kind, title=title.strip())
            if session.has_workspace(made):
                raise TitleTaken(field="title", key=made.title)
            session.add_workspace(made)
            first = drawing.shifted(drawn.first_day, shift_days)
            for one in drawn.lists:
                self._made(session, one, made, identity, title=one.title, plan_id=None, first_day=first)
            return made

    def save_template(self, identity: Identity, *, lists: Sequence[str], title: str, unit: str) -> Template:
        """Keep lists as a template of a unit, for itself and all units below."""
        with self._begin() as session:
            place = unit_for(session.places, unit)
            self._demand(session, identity, place.id)
            drawn = self._drawn(session, [session.task_list(one) for one in lists])
            made = Template(
                id=new_id(), unit_id=place.id, title=title.strip(), blueprint=drawn, made_by=identity.person_id
            )
            session.spaces.put_template(made)
            return made

    def use_template(self, identity: Identity, *, template: str, workspace: str, starts: date) -> list[TaskList]:
        """Make a template's lists in a workspace, its first day on the day named."""
        with self._begin() as session:
            target = session.workspace(workspace)
            self._demand(session, identity, target.unit_id)
            found = session.spaces.template(template)
            if found is None or found.unit_id not in session.places.line(target.unit_id):
                raise TemplateUnknown(what="template", key=template)
            return [
                self._made(session, one, target, identity, title=one.title, plan_id=None, first_day=starts)
                for one in found.blueprint.lists
            ]

    def delete_template(self, identity: Identity, *, template: str) -> Template:
        """Delete a template; what was made of it stays."""
        with self._begin() as session:
            found = session.spaces.template(template)
            if found is None:
                raise TemplateUnknown(what="template", key=template)
            self._demand(session, identity, found.unit_id)
            session.spaces.drop_template(found.id)
            return found

    def templates(self, *, unit: str) -> list[Template]:
        """The templates that a unit may use: its own and those of the units above, by title."""
        with self._read() as store:
            return store.spaces.templates_for(store.places.line(unit_for(store.places, unit).id))

    def _drawn(self, session: FieldSession, lists: Sequence[TaskList]) -> Blueprint:
        ids = [one.id for one in lists]
        tasks, fields = session.spaces.tasks_of_lists(ids), session.fields.of_lists(ids)
        said = session.fields.values_of([task.id for some in tasks.values() for task in some])
        sources = (
            Source(title=one.title, tasks=tasks.get(one.id, []), fields=own, said=said)
            for one, own in zip(lists, fields, strict=True)
        )
        return drawing.drawn(sources, today=self._clock.today())

    def _made(
        self,
        session: FieldSession,
        drawn: DrawnList,
        target: Workspace,
        identity: Identity,
        *,
        title: str,
        plan_id: str | None,
        first_day: date,
    ) -> TaskList:
        made = TaskList(id=new_id(), workspace_id=target.id, plan_id=plan_id, title=title.strip())
        if session.has_list(made):
            raise TitleTaken(field="title", key=made.title)
        session.add_list(made)
        by, at = identity.person_id, self._clock.now()
        tasks = _tasks(session, drawn, made, unit_id=target.unit_id, by=by, at=at, first_day=first_day)
        if tasks:
            _keep(session, tasks, by=by, at=at)
        _fill_in(session, drawn, made, tasks, first_day=first_day)
        return made

    def _demand(self, session: FieldSession, identity: Identity, unit_id: str) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        demand(actor, authority.PLAN, Resource(line=session.places.line(unit_id)))


def _tasks(
    session: FieldSession, drawn: DrawnList, made: TaskList, *, unit_id: str, by: str, at: datetime, first_day: date
) -> list[Task]:
    codes = session.next_codes(unit_id, len(drawn.tasks))
    ids = [new_id() for _ in drawn.tasks]
    tasks = []
    for place, one in enumerate(drawn.tasks):
        starts, due = drawing.dates(one, first_day=first_day)
        tasks.append(
            Task(
                id=ids[place],
                code=codes[place],
                owner_id=unit_id,
                unit_id=unit_id,
                created_by=by,
                created_at=at,
                list_id=made.id,
                parent_id=None if one.parent is None else ids[one.parent],
                starts=starts,
                due=due,
                **drawing.made(one),
            )
        )
    return tasks


def _keep(session: FieldSession, tasks: Sequence[Task], *, by: str, at: datetime) -> None:
    session.add(tasks)
    session.write([activity(task, what="created", by=by, at=at, after=task.status.value) for task in tasks])
    wholes = {task.parent_id for task in tasks}
    for task in tasks:
        session.tell(snapshot(TaskCreated, task, objective_ids=(), broken_down=task.id in wholes))


def _fill_in(
    session: FieldSession, drawn: DrawnList, made: TaskList, tasks: Sequence[Task], *, first_day: date
) -> None:
    """Give a list its fields, and let its tasks say in them what they said."""
    fields = made_fields(drawn.fields, list_id=made.id)
    for field in fields:
        session.fields.add(field)
    said = {
        task.id: made_values(fields, one.says, first_day=first_day)
        for task, one in zip(tasks, drawn.tasks, strict=True)
    }
    session.fields.set_values(said, fields)
