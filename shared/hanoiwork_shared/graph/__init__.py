"""The words in which a service says what it adds to the GraphQL schema.

    class Query(ObjectType):
        task = asked(Task, "tasks.task", key=String(required=True), description="One task.")
        tasks = paged(Task, "tasks.tasks", status=String())

    class Mutation(ObjectType):
        create_task = commanded("tasks.create_task", CreateTaskInput, task=Task)

    class ObjectiveTasks(ObjectType):
        task_progress = joined(TaskProgress, "tasks.progress_by_objectives", key="id")

    part = GraphPart(query=Query, mutation=Mutation, extends={"Objective": ObjectiveTasks})

Parents are plain mappings with snake_case keys, as the services answer them. Only `graph.py` files load this.
"""

from hanoiwork_shared.graph.asking import Asking, RpcField, asked, joined
from hanoiwork_shared.graph.commands import UserError, commanded
from hanoiwork_shared.graph.connections import PageInfo, connection_of, paged
from hanoiwork_shared.graph.files import ExportedFile
from hanoiwork_shared.graph.part import GraphPart, Ref
from hanoiwork_shared.graph.scalars import Date, DateTime, Decimal

__all__ = [
    "Asking",
    "Date",
    "DateTime",
    "Decimal",
    "ExportedFile",
    "GraphPart",
    "PageInfo",
    "Ref",
    "RpcField",
    "UserError",
    "asked",
    "commanded",
    "connection_of",
    "joined",
    "paged",
]
