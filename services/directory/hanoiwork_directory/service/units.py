"""Changing the tree of units: making, renaming, moving, merging, closing and reopening them, each with its day."""

from dataclasses import replace
from datetime import date

from hanoiwork_directory.domain import unit as units
from hanoiwork_directory.domain.days import demand_arrived
from hanoiwork_directory.domain.grant import carried_over, includes, revoke
from hanoiwork_directory.domain.person import next_dossier
from hanoiwork_directory.domain.post import relocated
from hanoiwork_directory.domain.refusals import CodeTaken
from hanoiwork_directory.domain.unit import Unit, UnitKind, demand_open, next_unit
from hanoiwork_directory.service.access import demand_operator
from hanoiwork_directory.service.ports import Begin, Session, found
from hanoiwork_directory.service.saving import open_unit, save_dossiers, save_grant, save_unit
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


class Units:
    """Changes units; each change takes effect on a day, today unless said, and never on one that is still to come."""

    def __init__(self, *, begin: Begin, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def create(
        self,
        identity: Identity,
        *,
        code: str,
        name: str,
        kind: UnitKind,
        parent: str | None = None,
        on: date | None = None,
    ) -> Unit:
        """Make a unit, under another one or at the top."""
        day = on or self._clock.today()
        with self._begin() as session:
            self._demand(session, identity, on=day)
            _demand_free(session, code)
            above = open_unit(session, parent, on=day, field="parent").id if parent is not None else None
            made = Unit(id=new_id(), code=code, name=name, kind=kind, parent_id=above)
            save_unit(session, made, last=None, on=day)
            return made

    def rename(
        self,
        identity: Identity,
        *,
        unit: str,
        name: str | None = None,
        code: str | None = None,
        on: date | None = None,
        version: int | None = None,
    ) -> Unit:
        """Give a unit another name or another code."""
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._open(session, identity, unit, on=day, version=version)
            if code is not None and code != before.code:
                _demand_free(session, code)
            return self._save(
                session,
                units.renamed(before, name=name or before.name, code=code or before.code),
                before=before,
                on=day,
            )

    def move(
        self, identity: Identity, *, unit: str, parent: str, on: date | None = None, version: int | None = None
    ) -> Unit:
        """Put a unit, with everything below it, under another one; rights above it change at once."""
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._open(session, identity, unit, on=day, version=version)
            under = open_unit(session, parent, on=day, field="parent")
            return self._save(session, units.moved(before, under=session.line(under.id)), before=before, on=day)

    def merge(
        self, identity: Identity, *, unit: str, into: str, on: date | None = None, version: int | None = None
    ) -> Unit:
        """Close a unit in favour of another one, which takes over its people, their posts, its grants and its units.

        Grants are revoked where the successor has the same already, or is above the unit: they would grow (our choice).
        """
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._open(session, identity, unit, on=day, version=version)
            successor = open_unit(session, into, on=day, field="into")
            merged = units.merged(before, into=session.line(successor.id))
            self._hand_over(session, before.id, successor.id, on=day)
            return self._save(session, merged, before=before, on=day)

    def close(self, identity: Identity, *, unit: str, on: date | None = None, version: int | None = None) -> Unit:
        """Close a unit in which nobody and nothing is left."""
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._open(session, identity, unit, on=day, version=version)
            people, below = session.inside(before.id, on=day)
            return self._save(session, units.closed(before, people=people, units=below), before=before, on=day)

    def reopen(self, identity: Identity, *, unit: str, on: date | None = None, version: int | None = None) -> Unit:
        """Open a closed unit again."""
        day = on or self._clock.today()
        with self._begin() as session:
            self._demand(session, identity, on=day)
            before = found(session.unit(unit), what="unit", key=unit, field="unit")
            agree(before.version, version)
            now = units.reopened(before)
            if before.parent_id is not None:
                open_unit(session, before.parent_id, on=day, field="unit")
            return self._save(session, now, before=before, on=day)

    def _demand(self, session: Session, identity: Identity, *, on: date) -> None:
        """Let nobody else change units meanwhile; refuse whoever may not, and a day that is still to come."""
        session.hold_tree()
        today = self._clock.today()
        demand_operator(session, identity, on=today)
        demand_arrived(on, today=today)

    def _open(self, session: Session, identity: Identity, key: str, *, on: date, version: int | None) -> Unit:
        self._demand(session, identity, on=on)
        unit = found(session.unit(key), what="unit", key=key, field="unit")
        agree(unit.version, version)
        demand_open(unit, on=on, field="unit")
        return unit

    def _save(self, session: Session, now: Unit, *, before: Unit, on: date) -> Unit:
        if now is not before:
            save_unit(session, now, last=session.last_standings([before.id])[before.id], on=on)
        return now

    def _hand_over(self, session: Session, unit_id: str, into: str, *, on: date) -> None:
        staff = session.dossiers_in(unit_id, on=on)
        moved = [next_dossier(one, posts=relocated(one.posts, unit_id, into=into, on=on)) for one in staff]
        save_dossiers(session, moved)
        self._hand_over_grants(session, unit_id, into, on=on)
        for child in session.units(parent_id=unit_id):
            self._save(session, next_unit(child, replace(child, parent_id=into)), before=child, on=on)

    def _hand_over_grants(self, session: Session, unit_id: str, into: str, *, on: date) -> None:
        """Give the grants to the successor, but none twice, and none a wider place: one above the unit is wider."""
        above = into in session.line(unit_id)
        given = session.held_grants(unit_id=into)
        for grant in session.held_grants(unit_id=unit_id):
            needless = above or any(includes(one, grant, on=on) for one in given)
            save_grant(session, revoke(grant) if needless else carried_over(grant, into=into), before=grant)


def _demand_free(session: Session, code: str) -> None:
    if session.unit(code) is not None:
        raise CodeTaken(field="code", key=code)
