"""What was agreed about tasks, for those who may look into them or are asked themselves."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_tasks.domain.agreeing.extension import Extension
from hanoiwork_tasks.domain.agreeing.hand_over import HandOver
from hanoiwork_tasks.domain.agreeing.waiver import Waiver
from hanoiwork_tasks.service.agreed_port import AgreementLook, ReadAgreement

Agreement = TypeVar("Agreement", Extension, Waiver, HandOver)
MOST_TO_ANSWER = 200
"""How many open questions a person is shown at once, oldest first (our choice): more come up as these are answered."""


class Agreements:
    """Questions about extensions, waivers and hand-overs."""

    def __init__(self, *, read: ReadAgreement, clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def extensions(self, identity: Identity, keys: Sequence[str]) -> list[list[Extension] | None]:
        """The requests about tasks, oldest first; None of a task that whoever asks may not look into."""
        return self._of(identity, keys, lambda store: store.agreed.extensions_of(keys))

    def waivers(self, identity: Identity, keys: Sequence[str]) -> list[list[Waiver] | None]:
        """The waivers of tasks, oldest first; None of a task that whoever asks may not look into."""
        return self._of(identity, keys, lambda store: store.agreed.waivers_of(keys))

    def hand_overs(self, identity: Identity, keys: Sequence[str]) -> list[list[HandOver] | None]:
        """The hand-overs of tasks, oldest first; None of a task that whoever asks may not look into."""
        return self._of(identity, keys, lambda store: store.agreed.hand_overs_of(keys))

    def extensions_to_answer(self, identity: Identity) -> list[Extension]:
        """Open requests about the tasks that whoever asks has assigned, oldest first."""
        with self._read() as store:
            return store.agreed.extensions_awaiting(identity.person_id, most=MOST_TO_ANSWER)

    def hand_overs_to_answer(self, identity: Identity) -> list[HandOver]:
        """Open hand-overs to or from whoever asks, or of what they have assigned, oldest first."""
        with self._read() as store:
            return store.agreed.hand_overs_awaiting(identity.person_id, most=MOST_TO_ANSWER)

    def _of(
        self, identity: Identity, keys: Sequence[str], found: Callable[[AgreementLook], list[list[Agreement]]]
    ) -> list[list[Agreement] | None]:
        with self._read() as store:
            seen = store.looked_into(store.places.actor(identity.person_id, self._clock.today()), keys)
            return [own if key in seen else None for key, own in zip(keys, found(store), strict=True)]
