"""Leaves: recording them, an earlier or later return, and those that were never taken."""

from collections.abc import Callable
from datetime import date

from hanoiwork_directory.domain import leave as leaving
from hanoiwork_directory.domain.leave import Leave, LeaveKind
from hanoiwork_directory.domain.leave import Leaves as Taken
from hanoiwork_directory.domain.person import Dossier, next_dossier
from hanoiwork_directory.service.access import demand_at
from hanoiwork_directory.service.ports import Begin
from hanoiwork_directory.service.saving import dossier_of, save_dossier
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


class Leaves:
    """Keeps the leaves of people; they may be recorded ahead."""

    def __init__(self, *, begin: Begin, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def record(
        self,
        identity: Identity,
        *,
        person: str,
        kind: LeaveKind,
        starts: date,
        ends: date | None = None,
        version: int | None = None,
    ) -> Dossier:
        """Write down from when to when somebody is away."""

        def decide(before: Dossier) -> Taken:
            leave = Leave(id=new_id(), person_id=before.person.id, kind=kind, starts=starts, ends=ends)
            return leaving.recorded(before.leaves, leave, key=before.person.code)

        return self._decided(identity, person, decide, version=version)

    def end(
        self, identity: Identity, *, person: str, leave: str, on: date | None = None, version: int | None = None
    ) -> Dossier:
        """Say on which day a leave ends, or ended: its last day."""
        day = on or self._clock.today()
        return self._decided(
            identity,
            person,
            lambda before: leaving.ended(before.leaves, leave, on=day, key=before.person.code),
            version=version,
        )

    def cancel(self, identity: Identity, *, person: str, leave: str, version: int | None = None) -> Dossier:
        """Say that a leave was never taken; it stays in the record."""
        return self._decided(identity, person, lambda before: leaving.cancelled(before.leaves, leave), version=version)

    def _decided(
        self, identity: Identity, person: str, decide: Callable[[Dossier], Taken], *, version: int | None
    ) -> Dossier:
        with self._begin() as session:
            session.share_tree()
            before = dossier_of(session, person, version=version)
            demand_at(session, identity, before.person.unit_id, on=self._clock.today())
            return save_dossier(session, next_dossier(before, leaves=decide(before)), before=before)
