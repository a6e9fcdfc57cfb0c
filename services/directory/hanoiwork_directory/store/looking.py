"""Looking at everything the directory keeps."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, func, select

from hanoiwork_directory.domain.account import Account
from hanoiwork_directory.domain.external import ExternalIdentity
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.store.mapping import batches, grant_of, grouped, in_force, lasting
from hanoiwork_directory.store.people import PeopleLooking
from hanoiwork_directory.store.tables import accounts, grants, identities
from hanoiwork_directory.store.units import UnitLooking
from hanoiwork_shared.pages import Page, after_values, page_of
from hanoiwork_shared.policy import Role


class Looking(UnitLooking, PeopleLooking):
    """The directory's rows through one connection; fits `service.ports.Reading`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def grants_of(self, person_id: str, *, on: date) -> tuple[Grant, ...]:
        """The grants of a person in force on a day."""
        query = select(grants).where(grants.c.person_id == person_id, grants.c.revoked.is_(False), in_force(grants, on))
        return tuple(grant_of(row) for row in self._connection.execute(query.order_by(grants.c.id)))

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
        """Grants in the order in which they were given: of a person, on exactly one unit, in force on a day.

        `delegated` ones are a person's both when held and when given to somebody else.
        """
        query = select(grants).order_by(grants.c.id).limit(first + 1)
        if delegated:
            query = query.where(grants.c.role == Role.DELEGATE.value)
        if person_id is not None:
            concerned = grants.c.person_id == person_id
            query = query.where(concerned | (grants.c.acts_for == person_id) if delegated else concerned)
        if unit_id is not None:
            query = query.where(grants.c.unit_id == unit_id)
        if on is not None:
            query = query.where(grants.c.revoked.is_(False), in_force(grants, on))
        if after is not None:
            query = query.where(grants.c.id > after_values(after)[0])
        return page_of(self._connection.execute(query).all(), first=first, item=grant_of, place=lambda row: [row.id])

    def grants_by_people(self, person_ids: Iterable[str]) -> dict[str, tuple[Grant, ...]]:
        """The grants of each of these people that were not taken back; a person without any is absent."""
        found: dict[str, tuple[Grant, ...]] = {}
        for ids in batches(person_ids):
            query = select(grants).where(grants.c.person_id.in_(ids), grants.c.revoked.is_(False))
            rows = self._connection.execute(query.order_by(grants.c.person_id, grants.c.id))
            found.update(grouped(rows, "person_id", grant_of))
        return found

    def standing_grants(self, *, on: date) -> tuple[Grant, ...]:
        """Every grant that was not taken back and does not end before a day."""
        query = select(grants).where(grants.c.revoked.is_(False), lasting(grants, on)).order_by(grants.c.id)
        return tuple(grant_of(row) for row in self._connection.execute(query))

    def delegations(self, starts: date, ends: date) -> tuple[Grant, ...]:
        """Every delegation that holds on some day of a time."""
        delegated = (grants.c.role == Role.DELEGATE.value, grants.c.acts_for.is_not(None), grants.c.revoked.is_(False))
        rows = self._connection.execute(
            select(grants).where(*delegated, grants.c.valid_from <= ends, lasting(grants, starts))
        )
        return tuple(grant_of(row) for row in rows)

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        row = self._connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
        return Account(**row) if row else None

    def external_identity(self, issuer: str, subject: str) -> ExternalIdentity | None:
        """Whom an issuer means by a subject."""
        query = select(identities).where(identities.c.issuer == issuer, identities.c.subject == subject)
        row = self._connection.execute(query).mappings().first()
        return ExternalIdentity(**row) if row else None

    def has_accounts(self) -> bool:
        """Whether anybody can sign in."""
        return bool(self._connection.execute(select(func.count()).select_from(accounts)).scalar_one())
