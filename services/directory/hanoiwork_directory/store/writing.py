"""Changing what the directory keeps: holding rows still, and saving them with the facts that tell of them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from hanoiwork_directory.domain.account import Account
from hanoiwork_directory.domain.external import ExternalIdentity
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.domain.person import Dossier
from hanoiwork_directory.domain.post import Post, current_primary
from hanoiwork_directory.domain.sign_in import Attempts
from hanoiwork_directory.domain.unit import Standing, Unit
from hanoiwork_directory.store.looking import Looking
from hanoiwork_directory.store.mapping import batches, grant_of, lasting, person_of, row_of
from hanoiwork_directory.store.tables import (
    accounts,
    attempts,
    grants,
    identities,
    leaves,
    people,
    posts,
    standings,
    units,
)
from hanoiwork_shared.database import insert_once, upsert
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.folding import fold
from hanoiwork_shared.outbox import Outbox

TREE_LOCK = 1_214_803_213
"""PostgreSQL's advisory lock of the tree of units; SQLite has one writer at a time anyway."""


class Writing(Looking):
    """One transaction over the directory's rows and its outbox; fits `service.ports.Session`."""

    def __init__(self, connection: Connection, outbox: Outbox) -> None:
        super().__init__(connection)
        self._outbox = outbox

    def hold_tree(self) -> None:
        """Let nobody else change units, or put anybody into one, until this transaction ends."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(TREE_LOCK)))

    def share_tree(self) -> None:
        """Let nobody change units until this transaction ends; others may put people into them meanwhile."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock_shared(TREE_LOCK)))

    def dossier(self, key: str) -> Dossier | None:
        """The person with this code or identifier, held until this transaction ends."""
        return next(iter(self._dossiers(or_(people.c.code == key, people.c.id == key))), None)

    def dossiers_by_codes(self, codes: Sequence[str]) -> dict[str, Dossier]:
        """People by code, held; unknown ones are absent."""
        found = (one for some in batches(codes) for one in self._dossiers(people.c.code.in_(some)))
        return {one.person.code: one for one in found}

    def dossiers_in(self, unit_id: str, *, on: date) -> tuple[Dossier, ...]:
        """Everybody with a post in a unit on a day or later, held."""
        there = select(posts.c.person_id).where(posts.c.unit_id == unit_id, lasting(posts, on))
        return self._dossiers(people.c.id.in_(there))

    def held_grant(self, grant_id: str) -> Grant | None:
        """The grant with this identifier, held until this transaction ends."""
        row = self._connection.execute(select(grants).where(grants.c.id == grant_id).with_for_update()).first()
        return grant_of(row) if row else None

    def held_grants(self, *, unit_id: str | None = None, person_id: str | None = None) -> tuple[Grant, ...]:
        """The grants on a unit, or of a person, that were not taken back, held."""
        query = select(grants).where(grants.c.revoked.is_(False)).order_by(grants.c.id).with_for_update()
        if unit_id is not None:
            query = query.where(grants.c.unit_id == unit_id)
        if person_id is not None:
            query = query.where(grants.c.person_id == person_id)
        return tuple(grant_of(row) for row in self._connection.execute(query))

    def put_units(self, changed: Sequence[Unit]) -> None:
        """Save units; one stands after the one above it."""
        upsert(self._connection, units, [row_of(unit) for unit in changed])

    def put_standings(self, stood: Sequence[Standing]) -> None:
        """Save how units stood and stand."""
        upsert(self._connection, standings, [row_of(one) for one in stood])

    def put_dossiers(self, dossiers: Sequence[Dossier]) -> None:
        """Save people with their posts and leaves; names are also kept without accents, for searching."""
        persons = [dossier.person for dossier in dossiers]
        rows = [{**row_of(person), "folded_name": fold(person.full_name)} for person in persons]
        upsert(self._connection, people, rows)
        self._drop_other_posts(dossiers)
        # the current primary posts are saved last: those before them have to be ended first
        ended, current = _by_end(dossiers)
        upsert(self._connection, posts, [row_of(post) for post in (*ended, *current)])
        upsert(self._connection, leaves, [row_of(leave) for dossier in dossiers for leave in dossier.leaves])

    def put_grants(self, given: Sequence[Grant]) -> None:
        """Save grants."""
        upsert(self._connection, grants, [row_of(grant) for grant in given])

    def put_account(self, account: Account) -> None:
        """Save an account."""
        upsert(self._connection, accounts, [asdict(account)], key="name")

    def held_account(self, name: str) -> Account | None:
        """The account of this name, held until this transaction ends."""
        query = select(accounts).where(accounts.c.name == name).with_for_update()
        row = self._connection.execute(query).mappings().first()
        return Account(**row) if row else None

    def held_or_new_account(self, new: Account) -> Account:
        """The account of the new one's name, held until this transaction ends: the new one, unless there is one."""
        insert_once(self._connection, accounts, asdict(new))
        query = select(accounts).where(accounts.c.name == new.name).with_for_update()
        return Account(**self._connection.execute(query).mappings().one())

    def held_attempts(self, subject: str, *, now: datetime) -> Attempts:
        """The attempts counted for a subject, held until this transaction ends; none yet counts as none now."""
        insert_once(self._connection, attempts, {"subject": subject, "failures": 0, "last": now})
        query = select(attempts).where(attempts.c.subject == subject).with_for_update()
        return Attempts(**self._connection.execute(query).mappings().one())

    def put_attempts(self, counted: Attempts) -> None:
        """Save how often a subject was tried."""
        upsert(self._connection, attempts, [asdict(counted)], key="subject")

    def forget_attempts(self, *, before: datetime) -> None:
        """Drop the counts of subjects that were last tried before a moment."""
        self._connection.execute(delete(attempts).where(attempts.c.last < before))

    def put_identity(self, identity: ExternalIdentity) -> None:
        """Link a subject of an issuer to a person."""
        self._connection.execute(insert(identities).values(**asdict(identity)))

    def drop_identity(self, identity: ExternalIdentity) -> None:
        """Unlink it."""
        there = (identities.c.issuer == identity.issuer, identities.c.subject == identity.subject)
        self._connection.execute(delete(identities).where(*there))

    def tell_all(self, facts: Sequence[Fact]) -> None:
        """Save facts with the rows they tell of."""
        self._outbox.tell_all(self._connection, facts)

    def _drop_other_posts(self, dossiers: Sequence[Dossier]) -> None:
        """Delete the posts of these people that they have no more."""
        kept = {post.id for dossier in dossiers for post in dossier.posts}
        for ids in batches(dossier.person.id for dossier in dossiers):
            there = self._connection.execute(select(posts.c.id).where(posts.c.person_id.in_(ids))).scalars()
            for gone in batches(post_id for post_id in there if post_id not in kept):
                self._connection.execute(delete(posts).where(posts.c.id.in_(gone)))

    def _dossiers(self, condition: ColumnElement[bool]) -> tuple[Dossier, ...]:
        query = select(people).where(condition).order_by(people.c.id).with_for_update()
        found = [person_of(row) for row in self._connection.execute(query)]
        ids: Iterable[Any] = [person.id for person in found]
        held, away = self.posts_of(ids), self.leaves_of(ids)
        return tuple(
            Dossier(person=person, posts=held.get(person.id, ()), leaves=away.get(person.id, ())) for person in found
        )


def _by_end(dossiers: Sequence[Dossier]) -> tuple[list[Post], list[Post]]:
    """Every post of these people: those that are not, and those that are, the current primary one."""
    primary = {post.id for dossier in dossiers if (post := current_primary(dossier.posts)) is not None}
    every = [post for dossier in dossiers for post in dossier.posts]
    return [post for post in every if post.id not in primary], [post for post in every if post.id in primary]
