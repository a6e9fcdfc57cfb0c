"""Values that an external system feeds through its service account: each item for itself, each once."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum

from hanoiwork_objectives.domain.feed import Fed, digest
from hanoiwork_objectives.domain.report_refusals import SourceKeyReused, TooManyCheckIns
from hanoiwork_objectives.service.access import FEED
from hanoiwork_objectives.service.batch import Batch, Wanted
from hanoiwork_objectives.service.report_ports import Reported
from hanoiwork_objectives.service.reporting import MOST_AT_ONCE
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A value under the sender's own key for it."""

    source_key: str
    wanted: Wanted

    @property
    def digest(self) -> str:
        """What it says, as a fingerprint."""
        return digest(self.wanted.said, measure=self.wanted.measure, on=self.wanted.on)


class Came(StrEnum):
    """What came of an item."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one item: the check-in that it is, now or since an earlier feed, or why it was refused."""

    source_key: str
    came: Came
    check_in_id: str | None = None
    refusals: tuple[Refused, ...] = ()


class Feeding:
    """The use case of systems. Unlike `check_in_many`, a bad item is refused alone and the others are taken."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Reported]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def feed(self, identity: Identity, items: Sequence[FeedItem | Outcome]) -> tuple[Outcome, ...]:
        """Take every item that can be taken; the outcomes are in the order of the items.

        What was refused at the door stands among the items as its outcome.

        An item sent before under its key is known and changes nothing; another under the same key is refused. What was
        refused may be mended and sent again under its key.
        """
        if len(items) > MOST_AT_ONCE:
            raise TooManyCheckIns(count=len(items), most=MOST_AT_ONCE)
        with self._begin() as session:
            sent = [item for item in items if isinstance(item, FeedItem)]
            known = dict(session.fed(identity.person_id, [item.source_key for item in sent]))
            fresh = [item.wanted for item in sent if item.source_key not in known]
            batch = Batch(session, identity, fresh, clock=self._clock, action=FEED)
            new: list[Fed] = []
            outcomes = tuple(
                _came(item, batch, identity, known=known, new=new) if isinstance(item, FeedItem) else item
                for item in items
            )
            batch.save()
            session.add_fed(new)
        return outcomes


def _came(item: FeedItem, batch: Batch, identity: Identity, *, known: dict[str, Fed], new: list[Fed]) -> Outcome:
    before = known.get(item.source_key)
    if before is not None and before.digest == item.digest:
        return Outcome(source_key=item.source_key, came=Came.KNOWN, check_in_id=before.check_in_id)
    try:
        if before is not None:
            raise SourceKeyReused(field="source_key", key=item.source_key)
        _, check_in = batch.take(item.wanted)
    except Refused as refusal:
        return Outcome(source_key=item.source_key, came=Came.REFUSED, refusals=refusal.each())
    fed = Fed(person_id=identity.person_id, source_key=item.source_key, digest=item.digest, check_in_id=check_in.id)
    known[item.source_key] = fed
    new.append(fed)
    return Outcome(source_key=item.source_key, came=Came.TAKEN, check_in_id=check_in.id)
