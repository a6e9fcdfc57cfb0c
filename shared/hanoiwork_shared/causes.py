"""Why this work runs: the correlation and the cause that logs and events carry along."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_correlation: ContextVar[str | None] = ContextVar("correlation", default=None)
_causation: ContextVar[str | None] = ContextVar("causation", default=None)


@contextmanager
def because(*, correlation_id: str | None, causation_id: str | None = None) -> Iterator[None]:
    """Run a block on behalf of a request or an event."""
    correlation = _correlation.set(correlation_id)
    causation = _causation.set(causation_id)
    try:
        yield
    finally:
        _causation.reset(causation)
        _correlation.reset(correlation)


def correlation_id() -> str | None:
    """The request that everything here goes back to."""
    return _correlation.get()


def causation_id() -> str | None:
    """The event that directly caused this work, if one did."""
    return _causation.get()
