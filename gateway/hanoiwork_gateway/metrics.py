"""What operators watch: requests, refusals, and calls to services, in Prometheus' text format."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from hanoiwork_gateway.calls import Caller, Calls, InternalError
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.wire import WireError

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of one gateway process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "hanoiwork_requests", "HTTP requests answered.", ["route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "hanoiwork_request_seconds",
            "Seconds per HTTP request.",
            ["route"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._refusals = Counter("hanoiwork_refusals", "Refusals by code.", ["code"], registry=self._registry)
        self._calls = Counter(
            "hanoiwork_rpc_calls", "Calls to services by outcome.", ["method", "outcome"], registry=self._registry
        )
        self._call_seconds = Histogram(
            "hanoiwork_rpc_seconds", "Seconds per call.", ["method"], buckets=BUCKETS, registry=self._registry
        )

    def answered(self, *, route: str, status: int, seconds: float) -> None:
        """Count one HTTP request."""
        self._requests.labels(route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def refused(self, code: str) -> None:
        """Count one refusal of the gateway itself or of a service."""
        self._refusals.labels(code).inc()

    def called(self, method: str, *, outcome: str, seconds: float) -> None:
        """Count one call; `outcome` is answered, refused, unavailable or failed."""
        self._calls.labels(method, outcome).inc()
        self._call_seconds.labels(method).observe(seconds)

    def text(self) -> bytes:
        """Everything counted so far."""
        return generate_latest(self._registry)


class Measured:
    """Calls that are counted."""

    def __init__(self, calls: Calls, *, metrics: Metrics) -> None:
        self._calls = calls
        self._metrics = metrics

    async def call(
        self,
        method: str,
        *,
        caller: Caller,
        input: Mapping[str, Any],
        deadline: float,
    ) -> Any:
        """Call, and count how it went."""
        started = monotonic()
        outcome = "failed"
        try:
            answer = await self._calls.call(method, caller=caller, input=input, deadline=deadline)
            outcome = "answered"
        except WireError as error:
            outcome = "unavailable" if error.family == "Unavailable" else "refused"
            for refusal in error.refusals:
                self._metrics.refused(refusal["code"])
            raise
        except Refused as error:
            outcome = "unavailable"
            self._metrics.refused(error.code)
            raise
        except InternalError:
            self._metrics.refused("shared.internal")
            raise
        finally:
            self._metrics.called(method, outcome=outcome, seconds=monotonic() - started)
        return answer
