"""The application as a whole: health, metrics, documents, correlation, and what it loads."""

import logging
import subprocess
import sys
import textwrap

import pytest

from hanoiwork_gateway.testing import FakeCalls, browsing
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.plugins import Plugin, PluginRefused
from hanoiwork_shared.wire import flatten

pytestmark = pytest.mark.anyio


async def get(app, path: str, **options):
    async with browsing(app) as client:
        return await client.get(path, **options)


async def test_it_lives_even_while_it_is_not_ready(make):
    app = make(FakeCalls(ready=False))
    assert (await get(app, "/health/live")).status_code == 200
    response = await get(app, "/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready"}


async def test_it_is_ready_when_its_calls_are_or_when_it_is_told_so(make):
    async def later() -> bool:
        return True

    assert (await get(make(FakeCalls()), "/health/ready")).json() == {"status": "ready"}
    assert (await get(make(FakeCalls(ready=False), ready=lambda: True), "/health/ready")).status_code == 200
    assert (await get(make(FakeCalls(ready=False), ready=later), "/health/ready")).status_code == 200


async def test_calls_that_must_run_do_so_while_the_application_does(make):
    class Running(FakeCalls):
        open = False

        async def __aenter__(self):
            Running.open = True

        async def __aexit__(self, *_):
            Running.open = False

    async with browsing(make(Running())):
        assert Running.open
    assert not Running.open


async def test_metrics_count_requests_refusals_and_calls(make):
    calls = FakeCalls(answers={"tasks.task": flatten(NotFound(what="task", key="T"))})
    async with browsing(make(calls)) as client:
        await client.post("/graphql", json={"query": '{ task(key: "T") { code } unit(key: "U") { code } }'})
        await client.post("/graphql", json={"query": "{ " + "a: __typename " * 40 + "}"})
        await client.get("/anything/else")
        text = (await client.get("/metrics")).text
    assert 'hanoiwork_requests_total{route="/graphql",status="200"} 2.0' in text
    assert 'hanoiwork_requests_total{route="other",status="404"} 1.0' in text
    assert 'hanoiwork_refusals_total{code="shared.not_found"} 1.0' in text
    assert 'hanoiwork_refusals_total{code="shared.unavailable"} 1.0' in text
    assert 'hanoiwork_refusals_total{code="gateway.too_many_aliases"} 1.0' in text
    assert 'hanoiwork_rpc_calls_total{method="tasks.task",outcome="refused"} 1.0' in text
    assert 'hanoiwork_rpc_calls_total{method="directory.unit",outcome="unavailable"} 1.0' in text
    assert 'hanoiwork_rpc_seconds_count{method="tasks.task"} 1.0' in text


async def test_the_schema_and_the_events_are_documented(make):
    app = make(FakeCalls())
    schema = await get(app, "/schema.graphql")
    assert "type Query {" in schema.text
    events = await get(app, "/asyncapi.json")
    assert events.json()["asyncapi"] == "3.0.0"


async def test_a_sane_correlation_id_is_kept_and_reaches_the_services(make):
    calls = FakeCalls()
    async with browsing(make(calls)) as client:
        response = await client.post(
            "/graphql", json={"query": "{ units { code } }"}, headers={"X-Correlation-Id": "frontend-42.a_b"}
        )
    assert response.headers["x-correlation-id"] == "frontend-42.a_b"
    assert calls.asked[0].caller.correlation_id == "frontend-42.a_b"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with spaces in it", 'quo"te-and-more', "newline%0a"])
async def test_any_other_correlation_id_is_replaced(make, given):
    response = await get(make(FakeCalls()), "/health/live", headers={"X-Correlation-Id": given})
    assert response.headers["x-correlation-id"] != given
    assert len(response.headers["x-correlation-id"]) == 36


async def test_each_request_is_one_log_line(make, caplog):
    caplog.set_level(logging.INFO, logger="hanoiwork_gateway")
    query = 'query Board { task(key: "T") { code } }'
    async with browsing(make(FakeCalls())) as client:
        await client.get("/health/live")
        await client.post("/graphql", json={"query": query, "operationName": "Board"})
    [line] = [record for record in caplog.records if record.name == "hanoiwork_gateway.requests"]
    assert line.getMessage() == "POST /graphql 200"
    assert line.operation == "Board"
    assert line.refusals == ["shared.unavailable"]


def test_a_plugin_that_cannot_be_used_stops_the_startup_by_name(make):
    with pytest.raises(PluginRefused, match="“broken”"):
        make(FakeCalls(), plugins=[Plugin(name="broken", graph="no_such_module:part")])


def test_the_gateway_with_every_installed_graph_part_loads_neither_nameko_nor_eventlet():
    program = """
        import sys
        from hanoiwork_gateway.app import make_app
        from hanoiwork_gateway.calls import AmqpCalls
        from hanoiwork_shared.plugins import discover
        from hanoiwork_shared.settings import Settings

        make_app(Settings(secret="x" * 40), calls=AmqpCalls("amqp://localhost"), plugins=discover())
        loaded = {name.partition(".")[0] for name in sys.modules}
        assert not loaded & {"nameko", "eventlet"}, loaded & {"nameko", "eventlet"}
    """
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
