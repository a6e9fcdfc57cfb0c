"""A small city for the gateway's tests: the graph parts of two plug-ins, what they would answer, and a client."""

from typing import Any

import httpx
from graphene import Field, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_gateway.testing import browsing
from hanoiwork_shared.graph import Date, Decimal, GraphPart, Ref, asked, commanded, joined, paged


class Unit(ObjectType):
    """A unit."""

    code = String()
    name = String()
    parent = joined(lambda: Unit, "directory.units_by_ids", key="parent_id")


class DirectoryQuery(ObjectType):
    unit = asked(Unit, "directory.unit", key=String(required=True))
    units = asked(NonNull(List(NonNull(Unit))), "directory.units", kind=String())


directory = GraphPart(query=DirectoryQuery)


class Task(ObjectType):
    """A task."""

    code = String()
    points = Decimal()
    due = Date()
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id")
    helpers = joined(List(NonNull(Ref("Unit"))), "directory.units_by_ids", key="helper_ids")
    parts = paged(lambda: Task, "tasks.parts_by_tasks", key="id")


class CreateTaskInput(InputObjectType):
    title = String(required=True)
    points = Decimal()
    due = Date()
    on_behalf_of = String()


class TasksQuery(ObjectType):
    task = asked(Task, "tasks.task", key=String(required=True))
    tasks = paged(Task, "tasks.tasks", status=String(), from_=Date())
    task_tree = asked(List(Task), "tasks.tree", root=String(), depth=Int(default_value=3))


class TasksMutation(ObjectType):
    create_task = commanded("tasks.create_task", CreateTaskInput, task=Task)
    split_task = commanded("tasks.split_task", CreateTaskInput, task=Task, parts=List(NonNull(Task)))


class UnitTasks(ObjectType):
    open_tasks = joined(Int, "tasks.open_by_units", key="id")


class ObjectiveTasks(ObjectType):
    first_task = Field(Task)


tasks = GraphPart(query=TasksQuery, mutation=TasksMutation, extends={"Unit": UnitTasks, "Objective": ObjectiveTasks})

SECRET = "for tests only, and long enough to be one"
TASK = {"id": "t-1", "code": "T-1", "points": "12.5", "due": "2026-06-25", "unit_id": "u-1", "helper_ids": []}
SKHCN = {"id": "u-1", "code": "SKHCN", "parent_id": None}


async def post(
    app: Any, query: str, *, token: str | None = None, headers: dict[str, str] | None = None, **more: Any
) -> httpx.Response:
    """Ask one query of an application."""
    async with browsing(app, token=token) as client:
        return await client.post("/graphql", json={"query": query, **more}, headers=headers)
