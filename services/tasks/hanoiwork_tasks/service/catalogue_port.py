"""What the use cases around the catalogue need of a store."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from hanoiwork_shared.facts import Fact
from hanoiwork_shared.pages import Page
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.catalogue.entry import Entry
from hanoiwork_tasks.service.ports import PlaceBook


class EntryBook(Protocol):
    """The catalogue, to be written in."""

    def entry(self, entry_id: str) -> Entry:
        """The revision with this id, kept from every other writer; refuses an unknown one."""
        ...

    def revisions(self, unit_id: str, code: str) -> list[Entry]:
        """The revisions of an entry, oldest first."""
        ...

    def add(self, entries: Sequence[Entry]) -> None:
        """Save new revisions."""
        ...

    def put(self, entry: Entry) -> None:
        """Save a changed one; refuses when another change came first."""
        ...


class EntryReads(Protocol):
    """The catalogue, to be read."""

    def seen_from(
        self, line: Sequence[str], *, day: date, words: Sequence[str], first: int, after: str | None
    ) -> Page[Entry]:
        """What is in force on a day in the nearest unit of a line, by code."""
        ...

    def waiting(self, actor: Actor, *, most: int) -> list[Entry]:
        """Proposals that somebody may decide on, oldest first."""
        ...

    def histories(self, entry_ids: Sequence[str]) -> list[list[Entry]]:
        """All revisions of the entries that these are revisions of, oldest first, aligned."""
        ...

    def by_ids(self, entry_ids: Sequence[str]) -> list[Entry | None]:
        """Revisions, aligned."""
        ...


class CatalogueSession(Protocol):
    """One transaction over the catalogue and the outbox."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def catalogue(self) -> EntryBook:
        """The entries."""
        ...

    def tell(self, fact: Fact) -> None:
        """Put a fact into the outbox."""
        ...


class CatalogueLook(Protocol):
    """One reading of the catalogue."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def catalogue(self) -> EntryReads:
        """The entries."""
        ...


BeginCatalogue = Callable[[], AbstractContextManager[CatalogueSession]]
ReadCatalogue = Callable[[], AbstractContextManager[CatalogueLook]]
