"""Broker or database away at the start: each process says so, waits, and works as soon as they are there."""

from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.faults.proxy import Proxy
from tests.polling import until

NOWHERE = "postgresql+psycopg2://nobody@127.0.0.1:1/{service}"


def test_a_service_waits_for_a_broker_that_is_away(prepared: ProbeSuite):
    with Proxy("127.0.0.1", 5672) as proxy:
        proxy.refuse()
        behind = prepared.uri.replace(":5672", f":{proxy.port}")
        for role in ("probe_teller", "relay"):
            prepared.start(role, HANOIWORK_AMQP_URI=behind)
        for role in ("probe_teller", "relay"):
            until(lambda role=role: "waiting for the broker" in prepared.children.logged(role), what=f"{role} waiting")  # type: ignore[misc]
        assert not prepared.children.died("probe_teller")
        proxy.forward()
        prepared.wait_until_serving("probe_teller", "relay")
        assert order_notes(prepared.uri, [1]) == [1]
        for role in ("probe_teller", "relay"):
            assert prepared.children.end(role) == 0


def test_a_service_waits_for_a_database_that_is_away(prepared: ProbeSuite):
    prepared.start("teller_without", HANOIWORK_DATABASE_URL=NOWHERE)
    waits = "waiting for the database of probe_teller"
    until(lambda: waits in prepared.children.logged("teller_without"), what="waiting")
    assert not prepared.children.died("teller_without")
    assert "Traceback" not in prepared.children.logged("teller_without")
    prepared.children.end("teller_without")


def test_a_service_waits_for_a_database_that_is_not_migrated_yet(prepared: ProbeSuite, postgres_url):
    empty = postgres_url("probe_teller")
    template = empty.removesuffix("probe_teller") + "{service}"
    prepared.start("teller_empty", HANOIWORK_DATABASE_URL=template)
    until(lambda: "run `hanoiwork migrate`" in prepared.children.logged("teller_empty"), what="waiting")
    prepared.children.environ["HANOIWORK_DATABASE_URL"], kept = (
        template,
        prepared.children.environ["HANOIWORK_DATABASE_URL"],
    )
    try:
        prepared.children.run("probe_teller", program="tests.faults.prepare")
    finally:
        prepared.children.environ["HANOIWORK_DATABASE_URL"] = kept
    prepared.wait_until_serving("teller_empty")
    assert prepared.children.end("teller_empty") == 0
