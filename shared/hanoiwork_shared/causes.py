"""Why this work runs: the correlation and the cause that logs and events carry along, and who acts for whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Act:
    """What a person is doing now, and on behalf of which leader, once a decision has needed one."""

    person_id: str
    acts_for: str | None = None


_correlation: ContextVar[str | None] = ContextVar("correlation", default=None)
_causation: ContextVar[str | None] = ContextVar("causation", default=None)
_act: ContextVar[Act | None] = ContextVar("act", default=None)


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


@contextmanager
def acting(person_id: str) -> Iterator[Act]:
    """Run a block as the act of a person."""
    act = Act(person_id=person_id)
    before = _act.set(act)
    try:
        yield act
    finally:
        _act.reset(before)


def act_for(leader_id: str) -> None:
    """Note that the act under way is on behalf of a leader; the first one noted stands, and no act needs no note."""
    act = _act.get()
    if act is not None and act.acts_for is None:
        act.acts_for = leader_id


def current_act() -> Act | None:
    """The act under way; None in work that no person ordered."""
    return _act.get()
