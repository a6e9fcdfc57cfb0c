"""A service, a rule pack and a channel that nobody here knows join the suite from a folder; no file of ours changes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from hanoiwork_ops.client import SuiteClient
from hanoiwork_shared.errors import Refused
from tests.faults.kit import Children, install
from tests.journeys.suites import free_port
from tests.polling import until

ENTRY_POINTS = """
[hanoiwork.plugins]
sundial = sundial.plugin:plugin
[hanoiwork.rules]
sundial-2031 = sundial.rules:SUNDIAL
[hanoiwork.channels]
flag = sundial.channel:open_flag
"""
SOURCES = {
    "__init__": '"""Marks the hours."""',
    "plugin": """
        from hanoiwork_shared.plugins import Plugin

        plugin = Plugin(
            name="sundial",
            entrypoints="sundial.entrypoints:Sundial",
            graph="sundial.graph:part",
            tells="sundial.events:TELLS",
            migrations="sundial.migrations",
        )
    """,
    "events": """
        from dataclasses import dataclass
        from typing import ClassVar

        from hanoiwork_shared.facts import Fact


        @dataclass(frozen=True, slots=True, kw_only=True)
        class HourMarked(Fact):
            "An hour was marked."

            type: ClassVar[str] = "sundial.hour.marked.v1"
            about: ClassVar[str] = "mark_id"

            mark_id: str
            hour: int


        TELLS = (HourMarked,)
    """,
    "store": """
        from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table

        metadata = MetaData()
        marks = Table(
            "mark",
            metadata,
            Column("id", String(36), primary_key=True),
            Column("hour", Integer, nullable=False),
            Column("heard", Boolean, nullable=False),
        )
    """,
    "entrypoints": """
        from marshmallow import fields, validate
        from sqlalchemy import insert, select, update

        from hanoiwork_shared.bus_nameko import Entrypoints, command, listen, query
        from hanoiwork_shared.doors import Door
        from hanoiwork_shared.identifiers import new_id
        from sundial.events import HourMarked
        from sundial.store import marks


        class HourWanted(Door):
            hour = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=23))


        class Nothing(Door):
            pass


        class Sundial(Entrypoints):
            name = "sundial"

            @command(HourWanted)
            def mark_hour(self, request):
                mark = {"id": new_id(), "hour": request.input["hour"], "heard": False}
                with self.runtime.database.begin() as connection:
                    connection.execute(insert(marks).values(**mark))
                    fact = HourMarked(mark_id=mark["id"], hour=mark["hour"], version=1)
                    self.runtime.outbox.tell(connection, fact)
                return mark

            @query(Nothing)
            def marks(self, request):
                with self.runtime.database.read() as connection:
                    return [dict(row._mapping) for row in connection.execute(select(marks).order_by(marks.c.hour))]

            @listen("sundial.hour.marked.v1")
            def hear(self, envelope):
                with self.runtime.database.begin() as connection:
                    connection.execute(update(marks).where(marks.c.id == envelope.subject).values(heard=True))
    """,
    "graph": """
        from graphene import Boolean, InputObjectType, Int, List, NonNull, ObjectType, String

        from hanoiwork_shared.graph import GraphPart, asked, commanded


        class Mark(ObjectType):
            "An hour of the day."

            id = String(required=True)
            hour = Int(required=True)
            heard = Boolean(required=True)


        class MarkHourInput(InputObjectType):
            "The hour to mark."

            hour = Int(required=True)


        class Query(ObjectType):
            marks = asked(NonNull(List(NonNull(Mark))), "sundial.marks", description="Every marked hour.")


        class Mutation(ObjectType):
            mark_hour = commanded("sundial.mark_hour", MarkHourInput, mark=Mark)


        part = GraphPart(query=Query, mutation=Mutation, types=(Mark,))
    """,
    "migrations/__init__": '"""The shape of the marks."""',
    "migrations/0001_first": """
        from alembic import op

        from sundial.store import metadata

        revision = "sundial_0001"
        down_revision = None
        branch_labels = ("sundial",)
        depends_on = None


        def upgrade():
            metadata.create_all(op.get_bind())


        def downgrade():
            metadata.drop_all(op.get_bind())
    """,
    "rules": """
        from dataclasses import replace
        from datetime import date
        from decimal import Decimal

        from hanoiwork_evaluation.rules.hanoi import HANOI_2026

        SUNDIAL = replace(
            HANOI_2026, code="sundial-2031", effective_from=date(2031, 1, 1), quality_step=Decimal("0.50")
        )
    """,
    "channel": """
        class Flag:
            "Shows a flag for every letter."

            name = "flag"

            def send(self, letter):
                print(letter)


        def open_flag(environ):
            return Flag()
    """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a distribution of somebody's own."""
    folder = install(tmp_path_factory.mktemp("elsewhere"), "sundial", ENTRY_POINTS)
    for name, source in SOURCES.items():
        path = folder / "sundial" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(source), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def path_to(folder: Path) -> str:
    """The PYTHONPATH on which it counts as installed."""
    return os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", "")))


@pytest.fixture(scope="module")
def client(path_to: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SuiteClient]:
    """The operator of an embedded suite that has found it."""
    port = free_port()
    folder = tmp_path_factory.mktemp("embedded")
    password = "a password of the test"
    environ = {
        "PYTHONPATH": path_to,
        "HANOIWORK_DATA_DIR": str(folder / "data"),
        "HANOIWORK_OPERATOR_PASSWORD": password,
    }
    children = Children(folder, environ)
    client = SuiteClient(f"http://127.0.0.1:{port}")
    try:
        children.start("embedded", "up", "--port", str(port), program="hanoiwork_ops.cli")
        until(lambda: client.ready() or children.died("embedded"), seconds=90, what="the start")
        assert not children.died("embedded"), children.logged("embedded")
        client.sign_in("operator", password)
        yield client
    finally:
        client.close()
        children.end_all()


def asked(path_to: str, program: str) -> str:
    """What a Python that has found the distribution prints."""
    environ = {**os.environ, "PYTHONPATH": path_to}
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_command_answers_and_its_event_is_heard(client: SuiteClient):
    done = client.do("markHour", {"hour": 9}, wanted="mark { hour heard }")
    assert done["mark"] == {"hour": 9, "heard": False}
    until(lambda: client.ask("{ marks { hour heard } }")["marks"] == [{"hour": 9, "heard": True}], what="hearing")


def test_its_door_refuses_as_everybodys(client: SuiteClient):
    with pytest.raises(Refused) as refused:
        client.do("markHour", {"hour": 99}, wanted="mark { hour }")
    assert refused.value.code == "shared.field_invalid"


def test_its_fields_are_in_the_schema_beside_ours(path_to: str):
    program = "from hanoiwork_gateway.schema import *; print(printed(installed(discover())))"
    schema = asked(path_to, program)
    assert "markHour(" in schema
    assert "type Mark {" in schema
    assert "importUnits(" in schema


def test_its_event_is_in_the_catalogue(path_to: str):
    program = "from hanoiwork_shared.asyncapi import document; from hanoiwork_shared.plugins import discover; "
    assert "sundial.hour.marked.v1" in asked(path_to, program + "print(*document(discover())['channels'])").split()


def test_its_rule_pack_is_in_force_from_its_first_day(path_to: str):
    program = (
        "from datetime import date; from hanoiwork_evaluation.rules.registry import installed; packs = installed(); "
        "print(packs.on(date(2030, 12, 31)).code, packs.on(date(2031, 1, 1)).code)"
    )
    before, after = asked(path_to, program).split()
    assert before != after == "sundial-2031"


def test_its_channel_is_open(path_to: str):
    program = (
        "from hanoiwork_notifications.channels import open_channels; "
        "from hanoiwork_notifications.channels.settings import NotificationsSettings; "
        "print(*open_channels(NotificationsSettings()))"
    )
    assert "flag" in asked(path_to, program).split()


def test_without_it_nothing_of_it_is_left():
    program = "from hanoiwork_gateway.schema import *; print(printed(installed(discover())))"
    assert "markHour" not in asked(os.environ.get("PYTHONPATH", ""), program)
