"""The words of a graph part: asked, joined, paged, commanded."""

import asyncio
from typing import Any

import graphene
import pytest
from graphene import Boolean, Enum, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.errors import Conflict, Invalid, NotFound
from hanoiwork_shared.graph import Date, Decimal, Ref, asked, commanded, connection_of, joined, paged
from hanoiwork_shared.graph.asking import said, spelled
from hanoiwork_shared.graph.commands import field_path
from hanoiwork_shared.wire import flatten


class Status(Enum):
    TODO = "todo"
    DONE = "done"


class TaskFilter(InputObjectType):
    status = Status()
    unit = String()


class Task(ObjectType):
    code = String()
    points = Decimal()
    parent = joined(lambda: Task, "tasks.by_ids", key="parent_id")
    helpers = joined(List(NonNull(lambda: Task)), "tasks.by_ids", key="helper_ids")
    scored = joined(Int, "tasks.scored", key="id", period=String(required=True))
    parts = paged(lambda: Task, "tasks.parts", key="id")


class RowInput(InputObjectType):
    self_score = Decimal()


class ChangeInput(InputObjectType):
    title = String()
    status = Status()
    rows = List(NonNull(RowInput))


class Query(ObjectType):
    task = asked(NonNull(Task), "tasks.task", key=String(required=True))
    statistics = asked(Int, "tasks.statistics", from_=Date(), to=Date, filter=TaskFilter(), flag=Boolean())
    tasks = paged(Task, "tasks.tasks", status=Status())


class Mutation(ObjectType):
    change_task = commanded("tasks.change_task", ChangeInput, task=Task)
    split_task = commanded("tasks.split_task", ChangeInput, task=Task, parts=List(Task))
    forget_task = commanded("tasks.forget_task", ChangeInput)


class Services:
    """A context that answers from a table and remembers what was asked."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[Any] = []
        self.locale = "vi"

    def _answer(self, method: str) -> Any:
        answer = self.answers.get(method.partition(".")[2])
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def call(self, method, arguments):
        self.asked.append((method, arguments))
        return self._answer(method)

    async def load(self, method, key, arguments):
        self.asked.append((method, key, arguments))
        return self._answer(method)[key]

    async def command(self, method, arguments, *, key):
        self.asked.append((method, arguments, key))
        return self._answer(method)


def run(services: Services, query: str) -> dict[str, Any]:
    schema = graphene.Schema(query=Query, mutation=Mutation)
    result = asyncio.run(schema.execute_async(query, context=services))
    assert result.errors is None, result.errors
    return result.data


def test_a_field_asks_its_method_with_its_arguments():
    services = Services(task={"code": "T-1", "points": "12.50"})
    assert run(services, '{ task(key: "T-1") { code points } }') == {"task": {"code": "T-1", "points": "12.50"}}
    assert services.asked == [("tasks.task", {"key": "T-1"})]


def test_an_argument_may_be_a_python_word_and_what_is_null_is_not_said():
    services = Services(statistics=7)
    query = '{ statistics(from: "2026-06-01", to: null, filter: {status: DONE, unit: null}, flag: false) }'
    assert run(services, query) == {"statistics": 7}
    assert services.asked == [
        ("tasks.statistics", {"from_": "2026-06-01", "filter": {"status": "done"}, "flag": False})
    ]


def test_an_answer_can_always_be_missing_so_its_field_is_never_non_null():
    assert str(graphene.Schema(query=Query).query._meta.fields["task"].type) == "Task"
    assert run(Services(), '{ task(key: "T-9") { code } }') == {"task": None}


def test_a_relationship_is_loaded_by_the_parents_key():
    services = Services(
        task={"id": "t-1", "parent_id": "t-0", "helper_ids": ["a", "b", "gone"]},
        by_ids={"t-0": {"code": "T-0", "parent_id": None}, "a": {"code": "A"}, "b": {"code": "B"}, "gone": None},
        scored={"t-1": 3},
    )
    query = '{ task(key: "x") { parent { code parent { code } } helpers { code } scored(period: "2026-06") } }'
    assert run(services, query)["task"] == {
        "parent": {"code": "T-0", "parent": None},
        "helpers": [{"code": "A"}, {"code": "B"}],
        "scored": 3,
    }
    assert ("tasks.scored", "t-1", {"period": "2026-06"}) in services.asked


PAGE = {"items": [{"code": "A"}, {"code": "B"}], "cursors": ["c1", "c2"], "has_next": True}


def test_a_page_becomes_a_connection():
    services = Services(tasks=PAGE)
    query = """{ tasks(status: TODO, after: "c0") {
        edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    assert run(services, query)["tasks"] == {
        "edges": [{"cursor": "c1", "node": {"code": "A"}}, {"cursor": "c2", "node": {"code": "B"}}],
        "pageInfo": {"hasNextPage": True, "hasPreviousPage": True, "startCursor": "c1", "endCursor": "c2"},
    }
    assert services.asked == [("tasks.tasks", {"status": "todo", "first": 20, "after": "c0"})]


def test_an_empty_page_has_no_cursors():
    services = Services(tasks={"items": [], "cursors": [], "has_next": False})
    query = "{ tasks { edges { cursor } pageInfo { hasPreviousPage startCursor endCursor } } }"
    assert run(services, query)["tasks"] == {
        "edges": [],
        "pageInfo": {"hasPreviousPage": False, "startCursor": None, "endCursor": None},
    }


def test_a_connection_may_be_a_relationship_too():
    services = Services(task={"id": "t-1"}, parts={"t-1": PAGE})
    query = '{ task(key: "x") { parts(first: 2) { edges { node { code } } } } }'
    assert run(services, query)["task"]["parts"]["edges"][1] == {"node": {"code": "B"}}
    assert services.asked[1] == ("tasks.parts", "t-1", {"first": 2})


def test_the_connection_of_a_type_is_one_type_also_by_name():
    assert connection_of(Task) is connection_of(Task)
    assert connection_of(Ref("Unit")) is connection_of(Ref("Unit"))
    assert connection_of(Ref("Unit"))._meta.name == "UnitConnection"


def test_a_command_sends_its_input_and_keeps_the_nulls():
    services = Services(change_task={"code": "T-1"})
    query = """mutation {
        changeTask(idempotencyKey: "k-1", input: {title: null, status: DONE, rows: [{selfScore: "2"}]}) {
            task { code } errors { code }
        } }"""
    assert run(services, query) == {"changeTask": {"task": {"code": "T-1"}, "errors": []}}
    given = {"title": None, "status": "done", "rows": [{"self_score": "2"}]}
    assert services.asked == [("tasks.change_task", given, "k-1")]


def test_a_command_may_answer_several_objects_or_none():
    services = Services(split_task={"task": {"code": "T"}, "parts": [{"code": "P"}]}, forget_task={"anything": 1})
    query = (
        "mutation { splitTask(input: {}) { task { code } parts { code } } forgetTask(input: {}) { errors { code } } }"
    )
    assert run(services, query) == {
        "splitTask": {"task": {"code": "T"}, "parts": [{"code": "P"}]},
        "forgetTask": {"errors": []},
    }


@pytest.mark.parametrize("raised", [Conflict(field="rows.0.self_score"), flatten(Conflict(field="rows.0.self_score"))])
def test_a_refusal_is_told_in_the_payload_in_the_callers_language(raised):
    services = Services(change_task=raised)
    services.locale = "en"
    query = "mutation { changeTask(input: {}) { task { code } errors { code message field } } }"
    assert run(services, query)["changeTask"] == {
        "task": None,
        "errors": [
            {
                "code": "shared.conflict",
                "message": "Things have changed; read again, then decide.",
                "field": "rows.0.selfScore",
            }
        ],
    }


@pytest.mark.parametrize("raised", [Invalid(reason="x"), NotFound(what="x", key="y")])
def test_a_refusal_without_a_field_names_none(raised):
    query = "mutation { changeTask(input: {}) { errors { field } } }"
    assert run(Services(change_task=raised), query)["changeTask"]["errors"] == [{"field": None}]


def test_a_field_is_named_as_the_caller_wrote_it():
    assert field_path(None) is None
    assert field_path("title") == "title"
    assert field_path("person_id") == "personId"


def test_an_input_may_have_a_field_called_as_a_method_of_dictionaries_is():
    class Basket(InputObjectType):
        items = List(String)

    given = Basket._meta.container({"items": ["a", None]})
    assert (said(given), spelled(given)) == ({"items": ["a", None]}, {"items": ["a", None]})
