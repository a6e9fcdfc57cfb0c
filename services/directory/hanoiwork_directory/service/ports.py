"""What the directory's use cases need of the outside, as narrow as they need it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol, TypeVar

from hanoiwork_directory.domain import Account, Grant, Person, Unit
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.pages import Page

T = TypeVar("T")

THINGS = {"unit": "đơn vị", "person": "người có mã", "grant": "vai trò được giao"}
"""What may be looked for here, in both languages."""


class Reading(Protocol):
    """What the directory's store answers."""

    def units(self, *, kind: str | None = None, parent_id: str | None = None) -> tuple[Unit, ...]:
        """Units by code, all or those of a kind or right under a parent."""
        ...

    def units_by_ids(self, ids: Sequence[str]) -> dict[str, Unit]:
        """Units by identifier; unknown ones are absent."""
        ...

    def unit(self, key: str) -> Unit | None:
        """The unit with this code or identifier."""
        ...

    def people_page(self, *, unit_id: str | None, search: str | None, first: int, after: str | None) -> Page[Person]:
        """People by code from a cursor on."""
        ...

    def units_under(self, parent_ids: Sequence[str]) -> dict[str, tuple[Unit, ...]]:
        """The units right under each of these, by code; a parent without any is absent."""
        ...

    def people_pages(self, unit_ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Person]]:
        """A page of the people of each of these units, by code; a unit without any is absent."""
        ...

    def people_by_ids(self, ids: Sequence[str]) -> dict[str, Person]:
        """People by identifier; unknown ones are absent."""
        ...

    def people_by_codes(self, codes: Sequence[str]) -> dict[str, Person]:
        """People by code; unknown ones are absent."""
        ...

    def person(self, key: str) -> Person | None:
        """The person with this code or identifier."""
        ...

    def grants_of(self, person_id: str, *, on: date) -> tuple[Grant, ...]:
        """The grants of a person in force on a day."""
        ...

    def grant(self, grant_id: str) -> Grant | None:
        """The grant with this identifier."""
        ...

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        ...

    def has_accounts(self) -> bool:
        """Whether anybody can sign in."""
        ...


class Session(Reading, Protocol):
    """One transaction over the directory's rows and its outbox."""

    def put_unit(self, unit: Unit) -> None:
        """Save a unit."""
        ...

    def put_person(self, person: Person) -> None:
        """Save a person; the name is also kept without accents, for searching."""
        ...

    def put_grant(self, grant: Grant) -> None:
        """Save a grant."""
        ...

    def put_account(self, account: Account) -> None:
        """Save an account."""
        ...

    def tell(self, fact: Fact) -> None:
        """Save a fact with the rows it tells of."""
        ...


Begin = Callable[[], AbstractContextManager[Session]]
Read = Callable[[], AbstractContextManager[Reading]]


def found(thing: T | None, *, what: str, key: object) -> T:
    """The thing, or NotFound when there is none; `what` is a word of THINGS."""
    if thing is None:
        raise NotFound(what=what, what_vi=THINGS[what], key=key)
    return thing
