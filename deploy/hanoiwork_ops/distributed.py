"""The distributed suite: services, relays and the gateway as processes of their own, over RabbitMQ."""

import logging
import os
import signal
import socket
import threading
from datetime import timedelta

import uvicorn

from hanoiwork_ops.composition import Suite, compose, environment
from hanoiwork_ops.listening import listening_on
from hanoiwork_ops.memory import collect_rarely
from hanoiwork_ops.preparing import declare_patiently, wait_for_databases
from hanoiwork_shared.clock import SystemClock
from hanoiwork_shared.logs import set_up_logs
from hanoiwork_shared.retention import keep_forgetting

log = logging.getLogger(__name__)


def serve_services(names: tuple[str, ...]) -> int:
    """Run services until SIGTERM; returns the exit code (1 when one died of a bug)."""
    from hanoiwork_shared.bus_nameko.running import serve

    suite = compose(environment(), names=names)
    set_up_logs(f"serve {' '.join(names)}", level=suite.settings.log_level)
    wait_for_databases(suite)
    declare_patiently(suite)
    uri, workers = suite.settings.amqp_uri, suite.settings.max_workers
    collect_rarely()
    log.info("serving %s", ", ".join(names))
    code = serve(suite.classes(), suite.runtimes, amqp_uri=uri, max_workers=workers)
    log.info("stopped")
    return code


def run_relays(names: tuple[str, ...]) -> None:
    """Carry outboxes until SIGTERM or SIGINT."""
    suite = compose(environment(), names=names)
    set_up_logs("relay", level=suite.settings.log_level)
    stopping = threading.Event()
    for which in (signal.SIGTERM, signal.SIGINT):
        signal.signal(which, lambda *_: stopping.set())
    wait_for_databases(suite, stopping=stopping)
    declare_patiently(compose(environment()), stopping=stopping)
    if stopping.is_set():
        return
    threads = [*_relay_threads(suite, stopping), _forgetting_thread(suite, stopping)]
    for thread in threads:
        thread.start()
    log.info("relaying %s", ", ".join(suite.runtimes))
    stopping.wait()
    for thread in threads:
        thread.join()
    log.info("stopped")


def _relay_threads(suite: Suite, stopping: threading.Event) -> list[threading.Thread]:
    from hanoiwork_shared.rabbit import RabbitBus
    from hanoiwork_shared.relay import Relay
    from hanoiwork_shared.relaying import Clapper, NotifyBell, keep_relaying

    threads = []
    for name, runtime in suite.runtimes.items():
        bell = NotifyBell(runtime.database) if runtime.database.dialect == "postgresql" else Clapper()
        relay = Relay(
            database=runtime.database,
            bus=RabbitBus(suite.settings.amqp_uri),
            clock=SystemClock(),
            owner=f"{socket.gethostname()}-{os.getpid()}",
            lease=timedelta(seconds=suite.settings.relay_lease_seconds),
        )
        named = {"name": name, "bell": bell, "stopping": stopping.is_set}
        threads.append(threading.Thread(target=keep_relaying, args=(relay,), kwargs=named, name=f"relay-{name}"))
    return threads


def _forgetting_thread(suite: Suite, stopping: threading.Event) -> threading.Thread:
    databases = [runtime.database for runtime in suite.runtimes.values()]
    keep = timedelta(days=suite.settings.keep_days)
    named = {"clock": SystemClock(), "keep": keep, "wait": stopping.wait}
    return threading.Thread(target=keep_forgetting, args=(databases,), kwargs=named, name="forgetting")


def run_gateway(*, host: str | None, port: int | None) -> None:
    """Serve GraphQL until SIGTERM or SIGINT; loads no service, no nameko, no eventlet."""
    from hanoiwork_gateway.app import make_app
    from hanoiwork_gateway.calls import AmqpCalls

    suite = compose(environment())
    settings = suite.settings
    set_up_logs("gateway", level=settings.log_level)
    app = make_app(settings, calls=AmqpCalls(settings.amqp_uri), plugins=suite.plugins)
    config = uvicorn.Config(app, log_config=None, access_log=False)
    collect_rarely()
    with listening_on(host or settings.host, port or settings.port) as listening:
        uvicorn.Server(config).run(sockets=[listening])
