"""Signing in with a local account: at the same cost for every name, and not as often as one likes.

An attempt is counted before its password is looked at, in a transaction of its own, so that neither many processes at
once nor a refusal lose count. The hashing itself holds no transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from hanoiwork_directory.domain.account import (
    Account,
    AccountDisabled,
    AccountUnknown,
    NewPassword,
    WrongPassword,
    demand_length,
)
from hanoiwork_directory.domain.sign_in import FORGOTTEN, SignInLimits, counted, sender
from hanoiwork_directory.service.ports import Begin, Read
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity


class Passwords(Protocol):
    """Turns passwords into hashes and checks them."""

    def hash(self, password: str) -> str:
        """The hash to keep."""
        ...

    def matches(self, password: str, hashed: str | None) -> bool:
        """Whether it is the password; takes as long for an unknown account (`hashed` None)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRules:
    """Fewest characters of a new password, and how often passwords may be guessed."""

    shortest: int
    limits: SignInLimits = field(default_factory=SignInLimits)


def by_name(name: str) -> str:
    """The subject under which the attempts for an account name are counted."""
    return f"name:{name}"


class SigningIn:
    """Signs people in."""

    def __init__(
        self,
        *,
        begin: Begin,
        read: Read,
        clock: Clock,
        passwords: Passwords,
        rules: PasswordRules,
    ) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock
        self._passwords = passwords
        self._rules = rules

    def authenticate(self, *, username: str, password: str, address: str | None = None) -> Account:
        """The account of this name and password; raises WrongPassword, also for somebody who has left.

        Raises SignInThrottled after too many wrong ones for the name or from the address, AccountDisabled to whoever
        knows the password.
        """
        account = self._proven(username, address, matches=lambda hashed: self._passwords.matches(password, hashed))
        if account.disabled:
            raise AccountDisabled
        return account

    def stands(self, *, account: str, person: str) -> bool:
        """Whether somebody who signed in with an account may go on: it is theirs and enabled, they have not left."""
        with self._read() as session:
            known, holder = session.account(account), session.person(person)
        if known is None or holder is None or known.disabled:
            return False
        return known.person_id == holder.id and holder.active

    def prove_change(self, identity: Identity, *, old_password: str, new_password: str) -> NewPassword:
        """Another password for one's own account, not saved yet; wrong old ones are counted as when signing in.

        The new one proves it too: a caller who missed the answer orders the same change twice.
        """
        demand_length(new_password, least=self._rules.shortest, field="new_password")
        with self._read() as session:
            account = session.account(identity.account)
        if account is None or account.person_id != identity.person_id:
            raise AccountUnknown(name=identity.account)
        proofs = (old_password, new_password)
        account = self._proven(
            account.name, None, matches=lambda hashed: any(self._passwords.matches(one, hashed) for one in proofs)
        )
        return NewPassword(
            account=account.name, old_hash=account.password_hash, new_hash=self._passwords.hash(new_password)
        )

    def change_password(self, new: NewPassword) -> Account:
        """Save a password that was proven, in one transaction.

        What the operator did meanwhile stands: raises AccountDisabled, and WrongPassword once the password is another.
        """
        with self._begin() as session:
            now = session.held_account(new.account)
            if now is None or now.password_hash != new.old_hash:
                raise WrongPassword
            if now.disabled:
                raise AccountDisabled
            changed = replace(now, password_hash=new.new_hash)
            session.put_account(changed)
        return changed

    def _proven(self, name: str, address: str | None, *, matches: Callable[[str | None], bool]) -> Account:
        """The account of a name whose password was proven, with the attempt counted."""
        self._count(name, address)
        with self._read() as session:
            account = session.account(name)
            holder = session.person(account.person_id) if account else None
        right = matches(account.password_hash if account else None)
        if account is None or holder is None or not (right and holder.active):
            raise WrongPassword
        self._take_back(name, address)
        return account

    def _count(self, name: str, address: str | None) -> None:
        now = self._clock.now()
        with self._begin() as session:
            session.forget_attempts(before=now - FORGOTTEN)
            for subject, free in self._subjects(name, address):
                held = session.held_attempts(subject, now=now)
                session.put_attempts(counted(held, free=free, longest=self._rules.limits.longest_pause, now=now))

    def _take_back(self, name: str, address: str | None) -> None:
        """A right password clears the name, and was no wrong one from the address."""
        now = self._clock.now()
        with self._begin() as session:
            for subject, _ in self._subjects(name, address):
                held = session.held_attempts(subject, now=now)
                left = 0 if subject == by_name(name) else max(held.failures - 1, 0)
                session.put_attempts(replace(held, failures=left))

    def _subjects(self, name: str, address: str | None) -> list[tuple[str, int]]:
        """What the attempt counts for, and how many wrong ones are free; always in the same order, as rows are held."""
        subjects = [(by_name(name), self._rules.limits.tries)]
        if address is not None:
            subjects.insert(0, (f"address:{sender(address)}", self._rules.limits.address_tries))
        return subjects
