"""Every event twice, out of order, and through four workers at once: the state is that of the calm run."""

import random
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.rabbit import RabbitBus
from tests.faults.kit import ProbeSuite
from tests.polling import until

TABLES = {
    "place_unit": "unit_id || code || coalesce(parent_id, '-') || kind || closed || version",
    "place_person": "person_id || code || coalesce(unit_id, '-') || person_type || active || version",
    "place_grant": "grant_id || person_id || role || coalesce(unit_id, '-') || valid_from || revoked || version",
}
VERSIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something whose changes are told."""

    kind: str
    id: str


def envelope(thing: Thing, version: int) -> Envelope:
    return Envelope(
        id=new_id(),
        source="/hanoiwork/directory",
        type=f"directory.{thing.kind}.changed.v1",
        subject=thing.id,
        sequence=version,
        time=datetime.now(UTC),
        data={f"{thing.kind}_id": thing.id, "version": version, **DATA[thing.kind](thing.id, version)},
    )


DATA: dict[str, Callable[[str, int], dict[str, Any]]] = {
    "unit": lambda key, v: {"code": f"U{v}-{key[-4:]}", "parent_id": None, "kind": "division", "closed": v == VERSIONS},
    "person": lambda key, v: {
        "code": f"P{v}-{key[-4:]}",
        "unit_id": f"u{v}",
        "person_type": "leader",
        "active": v % 2 == 0,
    },
    "grant": lambda _, v: {
        "person_id": f"p{v}",
        "role": "office",
        "unit_id": None,
        "valid_from": f"2026-01-0{v}",
        "valid_to": None,
        "revoked": v == VERSIONS,
    },
}


@pytest.fixture(scope="module")
def workers(prepared: ProbeSuite) -> ProbeSuite:
    """Two processes of the hearer, several handlers each."""
    roles = ("probe_hearer_0", "probe_hearer_1")
    for role in roles:
        prepared.start(role)
    prepared.wait_until_serving(*roles)
    return prepared


@pytest.fixture
def bus(amqp_uri: str) -> Iterator[RabbitBus]:
    bus = RabbitBus(amqp_uri)
    yield bus
    bus.close()


def state(suite: ProbeSuite, ids: list[str]) -> dict[str, object]:
    """The rows of these things, as one text a table."""
    return {table: suite.books.ask("probe_hearer", _rows_of(table, row, ids)) for table, row in TABLES.items()}


def _rows_of(table: str, row: str, ids: list[str]) -> str:
    key = f"{table.removeprefix('place_')}_id"
    wanted = f"from {table} where {key} in {_listed(ids)}"
    return f"select string_agg({row}, ';' order by {row}) {wanted}"


def _listed(values: Iterable[str]) -> str:
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"({quoted})"


def tell(bus: RabbitBus, envelopes: list[Envelope]) -> None:
    told: list[str] = []
    bus.publish(envelopes, told=told.append, refused=lambda *_: None)
    assert len(told) == len(envelopes)


LISTENERS = {"unit": 2, "person": 1, "grant": 1}
"""How many listeners of the hearer take each kind of event: each is done when its own inbox row is there."""


def heard(suite: ProbeSuite, envelopes: list[Envelope]) -> bool:
    listed = _listed(envelope.id for envelope in envelopes)
    query = f"select count(*) from inbox where event_id in {listed}"  # noqa: S608 - our own identifiers
    kinds = {envelope.id: envelope.type.split(".")[1] for envelope in envelopes}
    return suite.books.ask("probe_hearer", query) == sum(LISTENERS[kind] for kind in kinds.values())


def drained(queues, suite: ProbeSuite, envelopes: list[Envelope]) -> None:
    until(lambda: heard(suite, envelopes), what="hearing of everything")
    until(lambda: queues.depth("hanoiwork.probe_hearer") == 0, what="an empty queue")


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_the_state_does_not_depend_on_order_or_repetition(workers, bus, queues, amqp_uri, chance: random.Random):
    things = [Thing(kind=kind, id=new_id()) for kind in DATA for _ in range(5)]
    envelopes = [envelope(thing, version) for version in range(1, VERSIONS + 1) for thing in things]
    doubled = envelopes * 2
    chance.shuffle(doubled)
    half = len(doubled) // 2
    other = RabbitBus(amqp_uri)
    beside = threading.Thread(target=tell, args=(other, doubled[half:]))
    beside.start()
    tell(bus, doubled[:half])
    beside.join(60)
    other.close()
    drained(queues, workers, envelopes)
    disordered = state(workers, [thing.id for thing in things])
    calm: dict[str, list[str]] = {table: [] for table in TABLES}
    _calm(workers, calm, things)
    assert disordered == {table: ";".join(sorted(rows)) for table, rows in calm.items()}


def _calm(suite: ProbeSuite, into: dict[str, list[str]], things: list[Thing]) -> None:
    """What the newest facts say, row by row, as the state query writes it."""
    for thing in things:
        data = DATA[thing.kind](thing.id, VERSIONS)
        into[f"place_{thing.kind}"].append(ROWS[thing.kind](thing.id, data))


ROWS: dict[str, Callable[[str, dict[str, Any]], str]] = {
    "unit": lambda key, d: f"{key}{d['code']}-{d['kind']}{str(d['closed']).lower()}{VERSIONS}",
    "person": lambda key, d: f"{key}{d['code']}{d['unit_id']}{d['person_type']}{str(d['active']).lower()}{VERSIONS}",
    "grant": lambda key, d: f"{key}{d['person_id']}{d['role']}-{d['valid_from']}{str(d['revoked']).lower()}{VERSIONS}",
}


def test_a_handler_is_run_once_for_every_event_however_often_it_is_delivered(workers, bus, queues):
    things = [Thing(kind="unit", id=new_id()) for _ in range(10)]
    envelopes = [envelope(thing, 1) for thing in things]
    for _ in range(3):
        tell(bus, envelopes)
    drained(queues, workers, envelopes)
    listed = _listed(one.data["code"] for one in envelopes)
    counted = f"select count(*) from unit_heard where code in {listed}"  # noqa: S608 - our own codes
    assert workers.books.ask("probe_hearer", counted) == len({one.data["code"] for one in envelopes})
