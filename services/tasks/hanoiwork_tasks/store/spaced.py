"""Workspaces in their life, as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select

from hanoiwork_tasks.domain.plan import TaskList
from hanoiwork_tasks.domain.refusals import CodeAmbiguous, ListUnknown, PlanUnknown, WorkspaceUnknown
from hanoiwork_tasks.domain.spaces.blueprint import Template, read, written
from hanoiwork_tasks.domain.spaces.member import WRITING, Member, MemberRole
from hanoiwork_tasks.domain.spaces.refusals import PlaceArchived
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.spaces_port import Place, PlaceKind
from hanoiwork_tasks.store.planned import aligned
from hanoiwork_tasks.store.rows import tasks_of
from hanoiwork_tasks.store.tables import archives, lists, members, plans, tasks, templates, workspaces


class Spaced:
    """Workspaces in their life, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, kind: PlaceKind, key: str) -> Place:
        """A workspace, plan or list, kept from every other writer; refuses an unknown one."""
        query = _PLACES[kind]
        rows = self._connection.execute(query(key).limit(2).with_for_update()).all()
        if not rows:
            raise _UNKNOWN[kind](what=kind.value, key=key)
        if len(rows) > 1:
            raise CodeAmbiguous(field="place", key=key)
        return Place(kind=kind, **rows[0]._asdict())

    def is_archived(self, place_id: str) -> bool:
        """Whether it was archived itself."""
        query = select(archives.c.place_id).where(archives.c.place_id == place_id)
        return self._connection.execute(query).first() is not None

    def archive(self, place: Place, *, by: str, at: datetime) -> None:
        """Remember that it is archived."""
        row = {"place_id": place.id, "kind": place.kind.value, "archived_by": by, "archived_at": at}
        self._connection.execute(insert(archives), row)

    def restore(self, place_id: str) -> None:
        """Forget that."""
        self._connection.execute(delete(archives).where(archives.c.place_id == place_id))

    def demand_open(self, list_id: str | None) -> None:
        """Refuse a change in an archived list, or in a list of an archived plan or workspace."""
        if list_id is not None:
            above = (lists.c.id, lists.c.plan_id, lists.c.workspace_id)
            self._refuse(or_(*(archives.c.place_id == one for one in above)), lists.c.id == list_id)

    def demand_open_workspace(self, workspace_id: str, plan_id: str | None = None) -> None:
        """Refuse a change in an archived workspace or plan."""
        self._refuse(archives.c.place_id.in_([one for one in (workspace_id, plan_id) if one is not None]))

    def put_member(self, member: Member) -> None:
        """Save somebody's role in a workspace."""
        self.drop_member(member.workspace_id, member.person_id)
        row = {"workspace_id": member.workspace_id, "person_id": member.person_id, "role": member.role.value}
        self._connection.execute(insert(members), row)

    def drop_member(self, workspace_id: str, person_id: str) -> None:
        """Take somebody's role away."""
        mine = (members.c.workspace_id == workspace_id, members.c.person_id == person_id)
        self._connection.execute(delete(members).where(*mine))

    def writers(self, found: TaskList) -> frozenset[str]:
        """The members of a list's workspace who may write tasks down in it."""
        query = select(members.c.person_id).where(members.c.workspace_id == found.workspace_id)
        return frozenset(self._connection.execute(query.where(members.c.role.in_(sorted(WRITING)))).scalars())

    def managers(self, workspace_id: str) -> frozenset[str]:
        """The members of a workspace who may open lists in it."""
        mine = (members.c.workspace_id == workspace_id, members.c.role == MemberRole.MANAGER.value)
        return frozenset(self._connection.execute(select(members.c.person_id).where(*mine)).scalars())

    def tasks_of_lists(self, list_ids: Sequence[str]) -> dict[str, list[Task]]:
        """All tasks of lists, by list, in the order of their deadlines."""
        query = select(tasks).where(tasks.c.list_id.in_(set(list_ids))).order_by(tasks.c.due_order, tasks.c.id)
        found: dict[str, list[Task]] = {}
        for task in tasks_of(self._connection, self._connection.execute(query).all()):
            found.setdefault(task.list_id or "", []).append(task)
        return found

    def put_template(self, template: Template) -> None:
        """Save a new template."""
        self._connection.execute(insert(templates), _template_row(template))

    def template(self, template_id: str) -> Template | None:
        """The template with this id."""
        row = self._connection.execute(select(templates).where(templates.c.id == template_id)).first()
        return _template(row) if row else None

    def drop_template(self, template_id: str) -> None:
        """Delete a template."""
        self._connection.execute(delete(templates).where(templates.c.id == template_id))

    def archived_at(self, place_ids: Sequence[str]) -> Mapping[str, datetime]:
        """When places were archived themselves; those that were not are absent."""
        query = select(archives.c.place_id, archives.c.archived_at).where(archives.c.place_id.in_(set(place_ids)))
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def members_of(self, workspace_ids: Sequence[str]) -> list[list[Member]]:
        """The members of workspaces, aligned with the ids."""
        query = select(members).where(members.c.workspace_id.in_(set(workspace_ids))).order_by(members.c.person_id)
        found = (Member(**{**row._asdict(), "role": MemberRole(row.role)}) for row in self._connection.execute(query))
        return aligned(workspace_ids, ((one.workspace_id, one) for one in found))

    def templates_for(self, line: Sequence[str]) -> list[Template]:
        """The templates of the units of a line, by title."""
        query = select(templates).where(templates.c.unit_id.in_(line)).order_by(templates.c.title, templates.c.id)
        return [_template(row) for row in self._connection.execute(query)]

    def _refuse(self, *archived: ColumnElement[bool]) -> None:
        """Refuse when some place is archived."""
        row = self._connection.execute(select(archives.c.kind, archives.c.place_id).where(*archived)).first()
        if row is not None:
            raise PlaceArchived(title=self.place(PlaceKind(row.kind), row.place_id).title)


def _workspace(key: str) -> Any:
    columns = (workspaces.c.id, workspaces.c.unit_id, workspaces.c.title, workspaces.c.version)
    return select(*columns).where(workspaces.c.id == key)


def _plan(key: str) -> Any:
    columns = (plans.c.id, plans.c.unit_id, plans.c.title, plans.c.version)
    return select(*columns).where(or_(plans.c.id == key, plans.c.code == key))


def _list(key: str) -> Any:
    columns = (lists.c.id, workspaces.c.unit_id, lists.c.title, lists.c.version)
    return select(*columns).join(workspaces, workspaces.c.id == lists.c.workspace_id).where(lists.c.id == key)


_PLACES = {PlaceKind.WORKSPACE: _workspace, PlaceKind.PLAN: _plan, PlaceKind.LIST: _list}
_UNKNOWN = {PlaceKind.WORKSPACE: WorkspaceUnknown, PlaceKind.PLAN: PlanUnknown, PlaceKind.LIST: ListUnknown}


def _template(row: Any) -> Template:
    return Template(**{**row._asdict(), "blueprint": read(row.blueprint)})


def _template_row(template: Template) -> dict[str, Any]:
    return {
        "id": template.id,
        "unit_id": template.unit_id,
        "title": template.title,
        "blueprint": written(template.blueprint),
        "made_by": template.made_by,
        "version": template.version,
    }
