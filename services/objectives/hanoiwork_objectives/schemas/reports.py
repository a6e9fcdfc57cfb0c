"""Requests about check-ins: one, many, fed, acknowledged."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import fields, validate

from hanoiwork_objectives.domain.check_in import LONGEST_LINK, Said
from hanoiwork_objectives.schemas.kinds import parted, whole, words
from hanoiwork_objectives.service import FeedItem, Wanted
from hanoiwork_objectives.service.feeding import Came, Outcome
from hanoiwork_objectives.service.reporting import MOST_AT_ONCE
from hanoiwork_shared.doors import Amount, Code, Day, Door, Given, load
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.sending import TableSent

LONGEST_NOTE = 5000
LONGEST_KEY = 200


class Reported(Given):
    """What every report of a value says."""

    measure = Code(required=True)
    value = Amount(required=True)
    on = Day(allow_none=True)
    confidence = whole()
    note = words(most=LONGEST_NOTE)
    difficulty = words(most=LONGEST_NOTE)
    remedy = words(most=LONGEST_NOTE)
    evidence = words(most=LONGEST_LINK)


class CheckIn(Reported):
    """A value to be reported."""

    corrects = Code(allow_none=True)
    version = whole()


class CheckInMany(Given):
    """Values to be reported together."""

    items = fields.List(fields.Nested(CheckIn), required=True, validate=validate.Length(min=1, max=MOST_AT_ONCE))


class CheckInsSent(TableSent):
    """A file of check-ins."""


class AcknowledgeCheckIn(Given):
    """A check-in to take note of."""

    check_in = Code(required=True)
    note = words(most=LONGEST_NOTE)


class FeedItemSent(Reported):
    """A value from another system, under its key for it."""

    source_key = words(most=LONGEST_KEY, least=1, required=True)


class FeedMeasures(Door):
    """Values from another system. Only the frame is checked here: each item is taken or refused by itself."""

    items = fields.List(fields.Raw(), required=True, validate=validate.Length(min=1, max=MOST_AT_ONCE))


def said(given: Mapping[str, Any]) -> tuple[Said, dict[str, Any]]:
    """What a checked CheckIn says, and of which measure and day."""
    own, of = parted(given, {"measure", "on", "version"})
    return Said(**own), of


def wanted(given: Mapping[str, Any]) -> Wanted:
    """One of many check-ins, from a checked item."""
    own, of = said(given)
    return Wanted(said=own, **of)


def feed_items(sent: Sequence[Any]) -> list[FeedItem | Outcome]:
    """The items of a feed; what is no item is refused alone, in its place."""
    return [_feed_item(item) for item in sent]


def _feed_item(item: Any) -> FeedItem | Outcome:
    given = item if isinstance(item, dict) else {}
    try:
        own, of = parted(load(FeedItemSent(), given), {"source_key"})
    except Refused as refusal:
        key = str(given.get("source_key", ""))[:LONGEST_KEY]
        return Outcome(source_key=key, came=Came.REFUSED, refusals=refusal.each())
    return FeedItem(wanted=wanted(own), **of)
