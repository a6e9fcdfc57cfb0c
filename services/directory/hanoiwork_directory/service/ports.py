"""What the directory's use cases need of the outside, as narrow as they need it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from hanoiwork_directory.domain.account import Account
from hanoiwork_directory.domain.external import ExternalIdentity
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.domain.leave import Leave
from hanoiwork_directory.domain.person import Dossier, Person
from hanoiwork_directory.domain.post import Post
from hanoiwork_directory.domain.sign_in import Attempts
from hanoiwork_directory.domain.unit import Standing, Unit
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.pages import Page

T = TypeVar("T")

THINGS = {"unit": "đơn vị", "person": "người có mã", "grant": "vai trò được giao", "delegation": "ủy quyền"}
"""What may be looked for here, in both languages."""


class UnitReading(Protocol):
    """What the store answers of units; with a day (`on`), as they then stood."""

    def units(
        self, *, kind: str | None = None, parent_id: str | None = None, on: date | None = None
    ) -> tuple[Unit, ...]:
        """Units by code, all or those of a kind or right under a parent."""
        ...

    def units_by_ids(self, ids: Iterable[str], *, on: date | None = None) -> dict[str, Unit]:
        """Units by identifier; unknown ones are absent."""
        ...

    def unit(self, key: str, *, on: date | None = None) -> Unit | None:
        """The unit with this code or identifier."""
        ...

    def units_under(self, parent_ids: Iterable[str], *, on: date | None = None) -> dict[str, tuple[Unit, ...]]:
        """The units right under each of these, by code; a parent without any is absent."""
        ...

    def standings(self, unit_ids: Sequence[str]) -> dict[str, tuple[Standing, ...]]:
        """How each of these units stood, from its first day on; an unknown one is absent."""
        ...

    def last_standings(self, unit_ids: Iterable[str]) -> dict[str, Standing]:
        """How each of these units stands."""
        ...

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        ...

    def below(self, unit_ids: Iterable[str]) -> frozenset[str]:
        """These units and every unit under them."""
        ...

    def inside(self, unit_id: str, *, on: date) -> tuple[int, int]:
        """How many people have a post in a unit on a day or later, and how many open units are right under it."""
        ...


class PeopleReading(Protocol):
    """What the store answers of people."""

    def people_page(self, *, unit_id: str | None, search: str | None, first: int, after: str | None) -> Page[Person]:
        """People by code from a cursor on; those of a unit have their primary post in it today."""
        ...

    def people_pages(self, unit_ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Person]]:
        """A page of the people of each of these units, by code; a unit without any is absent."""
        ...

    def people_by_ids(self, ids: Sequence[str]) -> dict[str, Person]:
        """People by identifier; unknown ones are absent."""
        ...

    def active_people(self) -> tuple[Person, ...]:
        """Everybody who works for the city, by code."""
        ...

    def person(self, key: str) -> Person | None:
        """The person with this code or identifier."""
        ...

    def posts_of(self, person_ids: Iterable[str], *, on: date | None = None) -> dict[str, tuple[Post, ...]]:
        """The posts of each of these people, all there ever were or those of a day; a person without any is absent."""
        ...

    def post_pages(self, unit_ids: Sequence[str], *, on: date, first: int, after: str | None) -> dict[str, Page[Post]]:
        """A page of the posts that each of these units had on a day, by the code of who held them."""
        ...

    def leaves_of(self, person_ids: Iterable[str]) -> dict[str, tuple[Leave, ...]]:
        """The leaves of each of these people, cancelled ones included; a person without any is absent."""
        ...


class Reading(UnitReading, PeopleReading, Protocol):
    """What the directory's store answers."""

    def grants_of(self, person_id: str, *, on: date) -> tuple[Grant, ...]:
        """The grants of a person in force on a day."""
        ...

    def grants_page(
        self,
        *,
        person_id: str | None,
        unit_id: str | None,
        on: date | None,
        delegated: bool,
        first: int,
        after: str | None,
    ) -> Page[Grant]:
        """Grants in the order in which they were given: of a person, on exactly one unit, in force on a day."""
        ...

    def grants_by_people(self, person_ids: Iterable[str]) -> dict[str, tuple[Grant, ...]]:
        """The grants of each of these people that were not taken back; a person without any is absent."""
        ...

    def standing_grants(self, *, on: date) -> tuple[Grant, ...]:
        """Every grant that was not taken back and does not end before a day."""
        ...

    def delegations(self, starts: date, ends: date) -> tuple[Grant, ...]:
        """Every delegation that holds on some day of a time."""
        ...

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        ...

    def external_identity(self, issuer: str, subject: str) -> ExternalIdentity | None:
        """Whom an issuer means by a subject."""
        ...

    def has_accounts(self) -> bool:
        """Whether anybody can sign in."""
        ...


class Holding(Protocol):
    """What a transaction keeps still while it decides."""

    def hold_tree(self) -> None:
        """Let nobody else change units, or put anybody into one, until this transaction ends."""
        ...

    def share_tree(self) -> None:
        """Let nobody change units until this transaction ends; others may put people into them meanwhile."""
        ...

    def dossier(self, key: str) -> Dossier | None:
        """The person with this code or identifier, held until this transaction ends."""
        ...

    def dossiers_by_codes(self, codes: Sequence[str]) -> dict[str, Dossier]:
        """People by code, held; unknown ones are absent."""
        ...

    def dossiers_in(self, unit_id: str, *, on: date) -> tuple[Dossier, ...]:
        """Everybody with a post in a unit on a day or later, held."""
        ...

    def held_grant(self, grant_id: str) -> Grant | None:
        """The grant with this identifier, held until this transaction ends."""
        ...

    def held_grants(self, *, unit_id: str | None = None, person_id: str | None = None) -> tuple[Grant, ...]:
        """The grants on a unit, or of a person, that were not taken back, held."""
        ...


class Session(Reading, Holding, Protocol):
    """One transaction over the directory's rows and its outbox."""

    def put_units(self, units: Sequence[Unit]) -> None:
        """Save units; one stands after the one above it."""
        ...

    def put_standings(self, stood: Sequence[Standing]) -> None:
        """Save how units stood and stand."""
        ...

    def put_dossiers(self, dossiers: Sequence[Dossier]) -> None:
        """Save people with their posts and leaves."""
        ...

    def put_grants(self, grants: Sequence[Grant]) -> None:
        """Save grants."""
        ...

    def put_account(self, account: Account) -> None:
        """Save an account."""
        ...

    def held_account(self, name: str) -> Account | None:
        """The account of this name, held until this transaction ends."""
        ...

    def held_or_new_account(self, new: Account) -> Account:
        """The account of the new one's name, held until this transaction ends: the new one, unless there is one."""
        ...

    def held_attempts(self, subject: str, *, now: datetime) -> Attempts:
        """The attempts counted for a subject, held until this transaction ends; none yet counts as none now."""
        ...

    def put_attempts(self, counted: Attempts) -> None:
        """Save how often a subject was tried."""
        ...

    def forget_attempts(self, *, before: datetime) -> None:
        """Drop the counts of subjects that were last tried before a moment."""
        ...

    def put_identity(self, identity: ExternalIdentity) -> None:
        """Link a subject of an issuer to a person."""
        ...

    def drop_identity(self, identity: ExternalIdentity) -> None:
        """Unlink it."""
        ...

    def tell_all(self, facts: Sequence[Fact]) -> None:
        """Save facts with the rows they tell of."""
        ...


Begin = Callable[[], AbstractContextManager[Session]]
Read = Callable[[], AbstractContextManager[Reading]]


def found(thing: T | None, *, what: str, key: object, field: str | None = None) -> T:
    """The thing, or NotFound when there is none; `what` is a word of THINGS."""
    if thing is None:
        raise NotFound(field=field, what=what, what_vi=THINGS[what], key=key)
    return thing
