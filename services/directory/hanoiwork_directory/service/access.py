"""Who may do what and who may sign in: grants and local accounts."""

from datetime import date
from typing import Protocol

from hanoiwork_directory import domain
from hanoiwork_directory.domain import Account, Grant, PersonRow
from hanoiwork_directory.service.ports import Begin, Read, Reading, Session, found
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Action, Actor, Held, Resource, Role, demand

OPERATOR = "operator"

ADMINISTER = Action("directory.administer", frozenset({Role.OPERATOR}))
"""Loading units and people, giving and taking roles, making accounts."""


def demand_operator(session: Reading, identity: Identity, *, on: date) -> None:
    """Refuse unless `identity` may administer the directory on this day; whoever signs in may read it."""
    grants = session.grants_of(identity.person_id, on=on)
    asking = Actor(person_id=identity.person_id, grants=tuple(Held(grant.role, grant.unit_id) for grant in grants))
    demand(asking, ADMINISTER, Resource())


class Passwords(Protocol):
    """Turns passwords into hashes and checks them."""

    def hash(self, password: str) -> str:
        """The hash to keep."""
        ...

    def matches(self, password: str, hashed: str | None) -> bool:
        """Whether it is the password; takes as long for an unknown account (`hashed` None)."""
        ...


class Access:
    """Grants roles and signs people in."""

    def __init__(self, *, begin: Begin, read: Read, clock: Clock, passwords: Passwords, shortest_password: int) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock
        self._passwords = passwords
        self._shortest_password = shortest_password

    def grant_role(
        self,
        identity: Identity,
        *,
        person: str,
        role: Role,
        unit: str | None = None,
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> Grant:
        """Give a person a role on a unit and below (no unit: everywhere); the same grant again changes nothing."""
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            holder = found(session.person(person), what="person", key=person)
            place = found(session.unit(unit), what="unit", key=unit).id if unit else None
            domain.demand_order(valid_from or self._clock.today(), valid_to)
            for held in session.grants_of(holder.id, on=self._clock.today()):
                if held.role == role and held.unit_id == place and held.valid_to == valid_to:
                    return held
            grant = Grant(
                id=new_id(),
                person_id=holder.id,
                role=role,
                unit_id=place,
                valid_from=valid_from or self._clock.today(),
                valid_to=valid_to,
            )
            self._put_grant(session, grant)
            return grant

    def revoke_role(self, identity: Identity, *, grant: str) -> Grant:
        """Take a grant back at once."""
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            held = found(session.grant(grant), what="grant", key=grant)
            revoked = domain.revoke(held)
            if revoked is not held:
                self._put_grant(session, revoked)
            return revoked

    def create_account(self, identity: Identity, *, name: str, password: str, person: str) -> Account:
        """Give a person a local sign-in; the same name again is refused unless it is the same person's.

        Raises PasswordTooShort for fewer characters than the operator of the suite asks for.
        """
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            domain.demand_length(password, least=self._shortest_password)
            holder = found(session.person(person), what="person", key=person)
            taken = session.account(name)
            if taken is not None and taken.person_id != holder.id:
                raise domain.AccountTaken(field="name", name=name)
            account = Account(name=name, person_id=holder.id, password_hash=self._passwords.hash(password))
            session.put_account(account)
            return account

    def authenticate(self, *, username: str, password: str) -> Account:
        """The account of this name and password; raises WrongPassword."""
        with self._read() as session:
            account = session.account(username)
        matches = self._passwords.matches(password, account.password_hash if account else None)
        if account is None or not matches:
            raise domain.WrongPassword
        return account

    def found_operator(self, password: str) -> None:
        """Make the first account, when the directory has none: everything else is loaded through it.

        Raises PasswordTooShort, and the start-up stops, for a password that no other account could have either.
        """
        with self._begin() as session:
            if session.has_accounts():
                return
            domain.demand_length(password, least=self._shortest_password)
            row = PersonRow(
                line=0,
                code=OPERATOR,
                full_name="Quản trị hệ thống",
                unit_code=None,
                position="",
                person_type=domain.PersonType.CONTRACT_WORKER,
            )
            person = domain.merged_person(row, known=session.person(OPERATOR), unit_id=None)
            session.put_person(person)
            session.tell(domain.person_told(person))
            grant = Grant(
                id=new_id(), person_id=person.id, role=Role.OPERATOR, unit_id=None, valid_from=self._clock.today()
            )
            self._put_grant(session, grant)
            session.put_account(
                Account(name=OPERATOR, person_id=person.id, password_hash=self._passwords.hash(password))
            )

    def _put_grant(self, session: Session, grant: Grant) -> None:
        session.put_grant(grant)
        session.tell(domain.grant_told(grant))
