"""A delivery: one notice by one channel, tried until it arrives or is parked."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hanoiwork_notifications.domain.notice import Notice
from hanoiwork_shared.identifiers import new_id

MOST_TRIES = 8
"""After so many failures a delivery is parked (our choice)."""

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
"""The pause grows fourfold from the first to the longest (our choice): the eight tries span about three hours."""

LONGEST_REASON = 500


class Undeliverable(Exception):
    """A channel raises this when no further try can help; any other exception is tried again."""


class State(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    SENT = "sent"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One notice by one channel; `tries` counts failures, `due` is when to try, `reason` why the last try failed."""

    id: str
    notice_id: str
    channel: str
    state: State
    tries: int
    due: datetime
    reason: str | None = None


def delivery_of(notice: Notice, *, channel: str) -> Delivery:
    """The delivery of a new notice by a channel, due at once."""
    return Delivery(
        id=new_id(), notice_id=notice.id, channel=channel, state=State.WAITING, tries=0, due=notice.created_at
    )


def sent(delivery: Delivery) -> Delivery:
    """The delivery once its letter has left."""
    return replace(delivery, state=State.SENT, reason=None)


def failed(delivery: Delivery, *, error: Exception, at: datetime) -> Delivery:
    """The delivery after a failure: due again later, or parked when trying again is no use."""
    tries = delivery.tries + 1
    reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
    if tries >= MOST_TRIES or isinstance(error, Undeliverable):
        return replace(delivery, state=State.PARKED, tries=tries, reason=reason)
    pause = min(FIRST_PAUSE * 4 ** (tries - 1), LONGEST_PAUSE)
    return replace(delivery, tries=tries, due=at + pause, reason=reason)
