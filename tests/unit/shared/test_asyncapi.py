"""The published language: one message per event told, its data described field by field."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import jsonschema
import pytest

from hanoiwork_shared.asyncapi import document, schema
from hanoiwork_shared.envelope import encode, seal
from hanoiwork_shared.facts import Fact, plain
from hanoiwork_shared.plugins import Plugin


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted(Fact):
    """A wall was painted.

    More about it.
    """

    type: ClassVar[str] = "works.wall.painted.v1"
    about: ClassVar[str] = "wall_id"

    wall_id: str
    colour: Colour
    area: Decimal
    on: date
    by: str | None
    coats: tuple[int, ...] = ()


TELLS = (Painted,)
FACT = Painted(version=1, wall_id="w", colour=Colour.RED, area=Decimal("2.5"), on=date(2026, 6, 1), by=None)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "probe_painting", sys.modules[__name__])
    return document([Plugin(name="works", tells="probe_painting:TELLS"), Plugin(name="silent")])


def test_every_event_has_a_channel_named_by_its_type(drawn):
    assert list(drawn["channels"]) == ["works.wall.painted.v1"]
    channel = drawn["channels"]["works.wall.painted.v1"]
    assert channel["bindings"]["amqp"]["exchange"]["name"] == "hanoiwork.events"
    assert drawn["components"]["messages"]["works.wall.painted.v1"]["summary"] == "A wall was painted."


def test_the_document_is_the_same_every_time_and_ready_for_json(drawn):
    assert json.loads(json.dumps(drawn)) == drawn


def test_a_told_fact_fits_its_schema():
    jsonschema.validate(plain(FACT), schema(Painted))


@pytest.mark.parametrize("change", [{"colour": "blue"}, {"area": 2.5}, {"coats": ["one"]}, {"by": 7}])
def test_the_schema_refuses_what_reading_would_refuse(change):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**plain(FACT), **change}, schema(Painted))


def test_only_fields_without_a_default_are_required():
    assert sorted(schema(Painted)["required"]) == ["area", "by", "colour", "on", "version", "wall_id"]


def test_a_whole_event_fits_the_message(drawn):
    message = drawn["components"]["messages"]["works.wall.painted.v1"]["payload"]
    event = json.loads(encode(seal(FACT, source="/s", time=datetime(2026, 6, 1, tzinfo=UTC))))
    jsonschema.validate(event, {**message, "properties": {**message["properties"], "data": schema(Painted)}})
