"""The gateway's RPC against a real nameko service on a real broker."""

import asyncio
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Self
from urllib.parse import urlsplit
from uuid import uuid4

import aio_pika
import pytest

from hanoiwork_gateway.calls import AmqpCalls, Caller, InternalError, Interrupted
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.wire import WireError

pytestmark = [pytest.mark.live, pytest.mark.anyio]

TRIES = 3
"""How often something quick is tried: other tests may keep the machine busy during one."""
CALLER = Caller(identity=None, correlation_id="test-correlation", locale="en")
SERVICE = """
    import eventlet
    eventlet.monkey_patch()
    import sys, time
    from nameko import config
    from nameko.rpc import rpc
    from nameko.runners import ServiceRunner
    from hanoiwork_shared.errors import NotFound
    from hanoiwork_shared.wire import flatten

    class Echo:
        name = "{name}"

        @rpc
        def say(self, caller, input):
            return dict(caller=caller, input=input)

        @rpc
        def refuse(self, caller, input):
            raise flatten(NotFound(what="task", key="T-1"))

        @rpc
        def crash(self, caller, input):
            raise RuntimeError("password is hunter2")

        @rpc
        def sleep(self, caller, input):
            time.sleep(input["seconds"])
            with open(input["trace"], "a") as trace:
                trace.write("done")

    config.setup({"AMQP_URI": sys.argv[1], "max_workers": 1, "PREFETCH_COUNT": 1})
    runner = ServiceRunner()
    runner.add_service(Echo)
    runner.start()
    runner.wait()
"""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def service(amqp_uri, tmp_path_factory) -> Iterator[str]:
    """A nameko service of its own process, under a name that no other run uses."""
    name = f"echo{uuid4().hex[:8]}"
    folder: Path = tmp_path_factory.mktemp("echo")
    (folder / "echo_service.py").write_text(textwrap.dedent(SERVICE).replace("{name}", name))
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "echo_service.py", amqp_uri],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        asyncio.run(_served(name, amqp_uri))
        yield name
    finally:
        process.terminate()
        process.wait(10)
        asyncio.run(_forget(name, amqp_uri))


async def _served(name: str, uri: str) -> None:
    async with AmqpCalls(uri) as calls:
        for _ in range(150):
            with suppress(Unavailable):
                await calls.call(f"{name}.say", caller=CALLER, input={}, deadline=5)
                return
            await asyncio.sleep(0.2)
    raise AssertionError("the service did not start")


async def _forget(name: str, uri: str) -> None:
    connection = await aio_pika.connect(uri)
    async with connection:
        channel = await connection.channel()
        await channel.queue_delete(f"rpc-{name}")


async def ready(calls: AmqpCalls) -> None:
    for _ in range(100):
        if calls.ready:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the broker does not answer")


async def test_a_call_carries_caller_and_input_and_brings_the_answer_back(amqp_uri, service):
    async with AmqpCalls(amqp_uri) as calls:
        await ready(calls)
        answer = await calls.call(f"{service}.say", caller=CALLER, input={"title": "Kế hoạch"}, deadline=5)
    assert answer["input"] == {"title": "Kế hoạch"}
    assert answer["caller"] == {
        "identity": None,
        "correlation_id": "test-correlation",
        "idempotency_key": None,
        "locale": "en",
    }


async def test_many_calls_at_once_each_get_their_own_answer(amqp_uri, service):
    async with AmqpCalls(amqp_uri) as calls:
        await ready(calls)
        answers = await asyncio.gather(
            *(calls.call(f"{service}.say", caller=CALLER, input={"n": n}, deadline=10) for n in range(200))
        )
    assert [answer["input"]["n"] for answer in answers] == list(range(200))


async def test_a_refusal_arrives_as_a_refusal(amqp_uri, service):
    async with AmqpCalls(amqp_uri) as calls:
        await ready(calls)
        with pytest.raises(WireError) as refused:
            await calls.call(f"{service}.refuse", caller=CALLER, input={}, deadline=5)
    assert refused.value.family == "NotFound"
    assert refused.value.refusals[0]["field"] is None
    assert refused.value.refusals[0]["en"] == "There is no task “T-1”."


async def test_a_bug_arrives_as_an_internal_error(amqp_uri, service):
    async with AmqpCalls(amqp_uri) as calls:
        await ready(calls)
        with pytest.raises(InternalError, match="RuntimeError"):
            await calls.call(f"{service}.crash", caller=CALLER, input={}, deadline=5)
        with pytest.raises(InternalError, match="MethodNotFound"):
            await calls.call(f"{service}.nonsense", caller=CALLER, input={}, deadline=5)


async def unavailable(calls: AmqpCalls, method: str) -> float:
    """How long it takes to learn that nobody will answer."""
    started = monotonic()
    with pytest.raises(Unavailable):
        await calls.call(method, caller=CALLER, input={}, deadline=10)
    return monotonic() - started


async def test_a_service_without_a_worker_is_away_at_once(amqp_uri):
    async with AmqpCalls(amqp_uri) as calls:
        await ready(calls)
        took = [await unavailable(calls, "nobody.say") for _ in range(TRIES)]
    assert min(took) < 1


async def test_a_call_nobody_took_in_time_is_never_executed(amqp_uri, service, tmp_path):
    slow, late = tmp_path / "slow", tmp_path / "late"
    async with AmqpCalls(amqp_uri) as calls:
        await ready(calls)
        busy = asyncio.create_task(
            calls.call(f"{service}.sleep", caller=CALLER, input={"seconds": 2, "trace": str(slow)}, deadline=10)
        )
        await asyncio.sleep(0.3)
        with pytest.raises(Unavailable):
            await asyncio.gather(
                *(
                    calls.call(
                        f"{service}.sleep", caller=CALLER, input={"seconds": 0, "trace": str(late)}, deadline=0.5
                    )
                    for _ in range(5)
                )
            )
        await busy
        await calls.call(f"{service}.say", caller=CALLER, input={}, deadline=5)
    assert slow.read_text() == "done"
    written = late.read_text() if late.exists() else ""
    assert written.count("done") <= 1  # the one the busy worker had already fetched


async def test_without_a_broker_calls_are_refused_within_a_second_and_the_gateway_is_not_ready(caplog):
    async with AmqpCalls("amqp://guest:guest@127.0.0.1:1//") as calls:
        await asyncio.sleep(0.3)
        took = [await unavailable(calls, "tasks.task") for _ in range(TRIES)]
        assert min(took) < 1
        assert not calls.ready
    assert "no broker at 127.0.0.1:1" in caplog.text


async def test_a_broken_connection_interrupts_calls_quickly_and_comes_back(amqp_uri, service, tmp_path):
    async with Cut(amqp_uri) as cut, AmqpCalls(cut.url) as calls:
        took = []
        for _ in range(TRIES):
            await ready(calls)
            given = {"seconds": 1, "trace": str(tmp_path / "t")}
            slow = asyncio.create_task(calls.call(f"{service}.sleep", caller=CALLER, input=given, deadline=10))
            await asyncio.sleep(0.3)
            started = monotonic()
            cut.cut()
            with pytest.raises(Interrupted):
                await slow
            took.append(monotonic() - started)
        assert min(took) < 0.5
        answer = await calls.call(f"{service}.say", caller=CALLER, input={"again": True}, deadline=10)
        assert answer["input"] == {"again": True}


class Cut:
    """A TCP proxy before the broker whose connections can be cut."""

    def __init__(self, uri: str) -> None:
        self._broker = urlsplit(uri)
        self._writers: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        credentials = self._broker.netloc.rpartition("@")[0]
        self.url = self._broker._replace(netloc=f"{credentials}@127.0.0.1:{port}").geturl()
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()

    def cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection(self._broker.hostname, self._broker.port or 5672)
        self._writers += [writer, inner_writer]
        await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()
