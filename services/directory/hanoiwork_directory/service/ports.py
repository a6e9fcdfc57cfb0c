"""What the directory's use cases need of the outside, as narrow as they need it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol, TypeVar

from hanoiwork_directory.domain import Account, Grant, Person, Unit
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.pages import Page
from hanoiwork_shared.policy import Actor, Held

T = TypeVar("T")


class Reading(Protocol):
    """What the directory's store answers."""

    def units(self, *, kind: str | None = None, parent_id: str | None = None) -> tuple[Unit, ...]: ...
    def units_by_ids(self, ids: Sequence[str]) -> dict[str, Unit]: ...
    def unit(self, key: str) -> Unit | None: ...
    def people_page(
        self, *, unit_id: str | None, search: str | None, first: int, after: str | None
    ) -> Page[Person]: ...
    def people_by_ids(self, ids: Sequence[str]) -> dict[str, Person]: ...
    def people_by_codes(self, codes: Sequence[str]) -> dict[str, Person]: ...
    def person(self, key: str) -> Person | None: ...
    def grants_of(self, person_id: str, *, on: date) -> tuple[Grant, ...]: ...
    def grant(self, grant_id: str) -> Grant | None: ...
    def account(self, name: str) -> Account | None: ...
    def has_accounts(self) -> bool: ...


class Session(Reading, Protocol):
    """One transaction over the directory's rows and its outbox."""

    def put_unit(self, unit: Unit) -> None: ...
    def put_person(self, person: Person) -> None: ...
    def put_grant(self, grant: Grant) -> None: ...
    def put_account(self, account: Account) -> None: ...
    def tell(self, fact: Fact) -> None: ...


Begin = Callable[[], AbstractContextManager[Session]]
Read = Callable[[], AbstractContextManager[Reading]]


def found(thing: T | None, *, what: str, key: object) -> T:
    """The thing, or NotFound when there is none."""
    if thing is None:
        raise NotFound(what=what, key=key)
    return thing


def actor(session: Reading, person_id: str, *, on: date) -> Actor:
    """A person with the grants in force on a day, from the directory's own rows."""
    grants = session.grants_of(person_id, on=on)
    return Actor(person_id=person_id, grants=tuple(Held(grant.role, grant.unit_id) for grant in grants))
