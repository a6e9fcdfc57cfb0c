"""Carrying letters: what is due leaves by its channel, and each outcome is noted before the next letter is taken."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from hanoiwork_notifications import domain
from hanoiwork_notifications.domain import Delivery, Letter
from hanoiwork_notifications.service.ports import Begin, Channel, Session
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
"""How long a claimed letter is left to its claimer: longer than one takes, every exchange at its limit (our choice)."""

SPAN = timedelta(seconds=30)
"""After so long one call of `deliver` takes no further letter, so that it ends in time (our choice)."""

MOST = 500
"""And after so many letters (our choice)."""


class Delivering:
    """Carries letters by the channels in force."""

    def __init__(self, *, begin: Begin, clock: Clock, channels: Mapping[str, Channel]) -> None:
        self._begin = begin
        self._clock = clock
        self._channels = channels

    def deliver(self) -> int:
        """Carry what is due, outside any transaction; returns how many letters were tried.

        They are claimed one by one, so that a slow receiver never outlasts the lease of a letter that still waits. A
        letter whose sender dies before noting the outcome is carried again after the lease, under the same id.
        """
        until = self._clock.now() + SPAN
        tried = 0
        while tried < MOST and self._clock.now() < until and self._deliver_one():
            tried += 1
        return tried

    def _deliver_one(self) -> bool:
        claimer, now = new_id(), self._clock.now()
        with self._begin() as session:
            due = session.claim(tuple(self._channels), at=now, until=now + LEASE, claimer=claimer, most=1)
            letters = [_letter(session, delivery) for delivery in due]
        for delivery, letter in zip(due, letters, strict=True):
            outcome = self._carry(delivery, letter)
            with self._begin() as session:
                if not session.settle(outcome, claimer=claimer):
                    log.warning("delivery %s outlasted its lease; its next claimer settles it", outcome.id)
        return bool(due)

    def _carry(self, delivery: Delivery, letter: Letter) -> Delivery:
        try:
            self._channels[delivery.channel].send(letter)
        except Exception as error:  # noqa: BLE001 - a channel is a plug-in: whatever it raises is one failed try
            outcome = domain.failed(delivery, error=error, at=self._clock.now())
            log.warning("delivery %s by %s failed: %s", delivery.id, delivery.channel, outcome.reason)
            return outcome
        return domain.sent(delivery)


def _letter(session: Session, delivery: Delivery) -> Letter:
    notice = session.notices([delivery.notice_id])[delivery.notice_id]
    codes = session.codes([person for person in (notice.recipient_id, notice.person_id) if person])
    return domain.letter(notice, delivery_id=delivery.id, codes=codes)
