"""What the use cases of notifications need of the outside: the store, and the ways to reach people."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from hanoiwork_notifications.domain import Delivery, Letter, Notice
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.pages import Page
from hanoiwork_shared.policy import Role


class Channel(Protocol):
    """A way to reach people: a strategy plug-in, found in the entry-point group `hanoiwork.channels`."""

    @property
    def name(self) -> str:
        """Its name, unique among the channels."""
        ...

    def send(self, letter: Letter) -> None:
        """Carry one letter; raises Undeliverable when no further try can help, anything else to be tried again."""
        ...


class Reading(Protocol):
    """What the store answers."""

    def notice(self, notice_id: str) -> Notice | None:
        """One notice."""
        ...

    def notices(self, ids: Sequence[str]) -> dict[str, Notice]:
        """Notices by identifier."""
        ...

    def inbox(self, recipient_id: str, *, unread: bool, first: int, after: str | None) -> Page[Notice]:
        """A person's notices, the newest first."""
        ...

    def codes(self, person_ids: Sequence[str]) -> dict[str, str]:
        """Staff codes by person id, of those that are known here."""
        ...

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root; empty while it is not known here."""
        ...

    def whole(self, line: Sequence[str]) -> bool:
        """Whether a line leads to a root; otherwise a unit in it is not known here yet."""
        ...

    def leads(self, person_id: str) -> bool | None:
        """Whether somebody is a leader by post; None while they are not known here."""
        ...

    def holders(self, unit_id: str, roles: frozenset[Role], on: date) -> tuple[str, ...]:
        """Who holds one of these roles exactly on this unit."""
        ...


class Session(Reading, Protocol):
    """One transaction over notices, deliveries and the outbox."""

    def add(self, notice: Notice) -> bool:
        """Save a notice unless its recipient was told the same on the same occasion; says whether it was new."""
        ...

    def put(self, notice: Notice) -> None:
        """Save a changed notice."""
        ...

    def add_delivery(self, delivery: Delivery) -> None:
        """Save a new delivery."""
        ...

    def claim(
        self, channels: Sequence[str], *, at: datetime, until: datetime, claimer: str, most: int
    ) -> tuple[Delivery, ...]:
        """Take due deliveries of these channels for `claimer`; nobody else gets them before `until`."""
        ...

    def settle(self, delivery: Delivery, *, claimer: str) -> bool:
        """Save the outcome, unless the delivery has since been claimed by another; says whether it was saved."""
        ...

    def tell(self, fact: Fact) -> None:
        """Save a fact to be told."""
        ...


Begin = Callable[[], AbstractContextManager[Session]]
Read = Callable[[], AbstractContextManager[Reading]]
