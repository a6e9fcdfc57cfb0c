"""Every command that takes effect is recorded once, with who acted and on whose behalf; a refused one is not."""

from types import SimpleNamespace

import pytest
from marshmallow import Schema, fields
from nameko.testing.services import worker_factory
from sqlalchemy import select

from hanoiwork_shared.acts import acts
from hanoiwork_shared.bus_nameko import Entrypoints, Request, command
from hanoiwork_shared.identity import Identity, sign
from hanoiwork_shared.places import GrantSlice, Places
from hanoiwork_shared.policy import Action, Resource, Role, demand
from hanoiwork_shared.testing import tell_places
from hanoiwork_shared.wire import WireError

SIGN = Action("counter.sign", frozenset({Role.UNIT_LEADER, Role.DELEGATE}))


class Signing(Schema):
    """What is signed."""

    unit = fields.String(required=True)


class Counter(Entrypoints):
    """A service with one command."""

    name = "counter"

    @command(Signing)
    def sign(self, request: Request) -> object:
        """Sign at a unit."""
        today = self.runtime.clock.today()
        with self.runtime.database.begin() as connection:
            places = Places(connection)
            actor = places.actor(request.identity.person_id, today)
            line = places.line(request.input["unit"])
            return demand(actor, SIGN, Resource(line=line)).acts_for


@pytest.fixture
def counter(runtime):
    """The service; VICE stands in for GD, who leads SKHCN, and leads SYT in their own right."""
    ids = tell_places(
        runtime,
        units={"HN": None, "SKHCN": "HN", "SYT": "HN"},
        people={"GD": "SKHCN", "VICE": "SKHCN"},
        grants=[("GD", Role.UNIT_LEADER, "SKHCN"), ("VICE", Role.UNIT_LEADER, "SYT")],
    )
    delegation = GrantSlice(
        grant_id="g",
        person_id=ids["VICE"],
        role="delegate",
        unit_id=ids["SKHCN"],
        valid_from=runtime.clock.today(),
        valid_to=None,
        revoked=False,
        acts_for=ids["GD"],
    )
    with runtime.database.begin() as connection:
        Places(connection).hear_grant(delegation, sequence=1)
    service = worker_factory(Counter, runtime=runtime)

    def ask(who: str, unit: str, *, key: str | None = None):
        identity = Identity(person_id=ids[who], account=who.lower())
        token = sign(identity, secret=runtime.settings.secret, now=runtime.clock.now())
        caller = {"identity": token, "idempotency_key": key, "correlation_id": "c-1"}
        return service.sign(caller=caller, input={"unit": ids[unit]})

    def recorded():
        with runtime.database.read() as connection:
            return [
                (row.person_id, row.acts_for, row.method, row.correlation_id, row.key, row.at)
                for row in connection.execute(select(acts).order_by(acts.c.id))
            ]

    return SimpleNamespace(ask=ask, ids=ids, recorded=recorded)


def test_who_acted_is_recorded_and_for_whom_only_where_it_was_needed(counter, runtime):
    now, ids = runtime.clock.now(), counter.ids
    assert counter.ask("VICE", "SKHCN", key="k") == ids["GD"]
    assert counter.ask("VICE", "SYT") is None
    assert counter.ask("GD", "SKHCN") is None
    assert counter.recorded() == [
        (ids["VICE"], ids["GD"], "counter.sign", "c-1", "k", now),
        (ids["VICE"], None, "counter.sign", "c-1", None, now),
        (ids["GD"], None, "counter.sign", "c-1", None, now),
    ]


def test_a_repeated_key_is_no_second_act(counter):
    for _ in range(3):
        counter.ask("VICE", "SKHCN", key="again")
    assert len(counter.recorded()) == 1


def test_what_is_refused_is_no_act(counter):
    with pytest.raises(WireError, match="forbidden"):
        counter.ask("GD", "SYT", key="k")
    assert counter.recorded() == []
