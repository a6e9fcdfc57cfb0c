"""Local accounts: who may sign in, and the first one of all."""

from dataclasses import replace

from hanoiwork_directory.domain.account import Account, AccountTaken, AccountUnknown, OwnAccount, demand_length
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.files import PersonRow, new_dossier
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.domain.person import Person
from hanoiwork_directory.service.access import demand_operator
from hanoiwork_directory.service.ports import Begin, Session, found
from hanoiwork_directory.service.saving import save_dossier, save_grant
from hanoiwork_directory.service.signing_in import Passwords, by_name
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role

OPERATOR = "operator"


class Accounts:
    """Makes local accounts and keeps them."""

    def __init__(self, *, begin: Begin, clock: Clock, passwords: Passwords, shortest_password: int) -> None:
        self._begin = begin
        self._clock = clock
        self._passwords = passwords
        self._shortest_password = shortest_password

    def create_account(self, identity: Identity, *, name: str, password: str, person: str) -> Account:
        """Give a person a local sign-in; the same name again is refused unless it is the same person's.

        Raises PasswordTooShort for fewer characters than the operator of the suite asks for.
        """
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            demand_length(password, least=self._shortest_password)
            holder = found(session.person(person), what="person", key=person)
            held = session.held_or_new_account(Account(name=name, person_id=holder.id, password_hash=""))
            if held.person_id != holder.id:
                raise AccountTaken(field="name", name=name)
            account = replace(held, password_hash=self._passwords.hash(password))
            session.put_account(account)
            return account

    def reset_password(self, identity: Identity, *, name: str, password: str) -> Account:
        """Give an account another password, and its name a fresh count of attempts; for whoever forgot theirs."""
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            demand_length(password, least=self._shortest_password)
            account = replace(_held(session, name), password_hash=self._passwords.hash(password))
            session.put_account(account)
            session.put_attempts(replace(session.held_attempts(by_name(name), now=self._clock.now()), failures=0))
            return account

    def disable(self, identity: Identity, *, name: str) -> Account:
        """Let nobody sign in with an account, nor use what is signed in already; the gateway asks every few seconds."""
        if name == identity.account:
            raise OwnAccount(field="name")
        return self._switched(identity, name, disabled=True)

    def enable(self, identity: Identity, *, name: str) -> Account:
        """Let an account be used again."""
        return self._switched(identity, name, disabled=False)

    def _switched(self, identity: Identity, name: str, *, disabled: bool) -> Account:
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            account = replace(_held(session, name), disabled=disabled)
            session.put_account(account)
            return account

    def found_operator(self, password: str) -> None:
        """Make the first account, when the directory has none: everything else is loaded through it.

        Raises PasswordTooShort, and the start-up stops, for a password that no other account could have either.
        """
        with self._begin() as session:
            session.hold_tree()  # of processes that start at once the second sees all that the first has made
            if session.has_accounts():
                return
            demand_length(password, least=self._shortest_password)
            person = session.person(OPERATOR) or self._new_operator(session)
            grant = Grant(
                id=new_id(), person_id=person.id, role=Role.OPERATOR, unit_id=None, valid_from=self._clock.today()
            )
            save_grant(session, grant, before=None)
            session.put_account(
                Account(name=OPERATOR, person_id=person.id, password_hash=self._passwords.hash(password))
            )

    def _new_operator(self, session: Session) -> Person:
        row = PersonRow(
            line=0,
            code=OPERATOR,
            full_name="Quản trị hệ thống",
            unit_code=None,
            person_type=PersonType.CONTRACT_WORKER,
        )
        return save_dossier(session, new_dossier(row, unit_id=None, since=self._clock.today()), before=None).person


def _held(session: Session, name: str) -> Account:
    account = session.held_account(name)
    if account is None:
        raise AccountUnknown(field="name", name=name)
    return account
