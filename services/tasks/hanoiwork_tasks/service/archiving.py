"""Archiving and restoring workspaces, plans and lists, and who is a member of a workspace."""

from collections.abc import Sequence
from datetime import datetime

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.plan import Workspace
from hanoiwork_tasks.domain.spaces.member import Member, MemberRole
from hanoiwork_tasks.domain.spaces.refusals import AlreadyArchived, NotArchived
from hanoiwork_tasks.events import PlaceArchived, PlaceFact, PlaceRestored
from hanoiwork_tasks.service.resolving import current, person_for
from hanoiwork_tasks.service.spaces_port import BeginSpaces, Place, PlaceKind, ReadSpaces, SpaceSession


class Archiving:
    """What is kept but not changed any more: everything in it stays readable. Those who plan for the unit decide."""

    def __init__(self, *, begin: BeginSpaces, read: ReadSpaces, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def archive(self, identity: Identity, *, kind: PlaceKind, place: str, version: int | None = None) -> Place:
        """Let nothing be changed in a workspace, plan or list, whatever stands in it."""
        with self._begin() as session:
            found = self._current(session, identity, kind, place, version)
            if session.spaces.is_archived(found.id):
                raise AlreadyArchived(title=found.title)
            session.spaces.archive(found, by=identity.person_id, at=self._clock.now())
            return _told(session, PlaceArchived, found, identity)

    def restore(self, identity: Identity, *, kind: PlaceKind, place: str, version: int | None = None) -> Place:
        """Let work go on in it."""
        with self._begin() as session:
            found = self._current(session, identity, kind, place, version)
            if not session.spaces.is_archived(found.id):
                raise NotArchived(title=found.title)
            session.spaces.restore(found.id)
            return _told(session, PlaceRestored, found, identity)

    def set_member(
        self, identity: Identity, *, workspace: str, person: str, role: MemberRole | None = None
    ) -> Workspace:
        """Give somebody, from whatever unit, a role in a workspace; without a role, take theirs away."""
        with self._begin() as session:
            space = session.workspace(workspace)
            self._demand(session, identity, space.unit_id)
            member = person_for(session.places, person, past=role is None)
            if role is None:
                session.spaces.drop_member(space.id, member.id)
            else:
                session.spaces.put_member(Member(workspace_id=space.id, person_id=member.id, role=role))
            return space

    def archived_at(self, keys: Sequence[str]) -> list[datetime | None]:
        """When workspaces, plans or lists were archived themselves, aligned with the keys."""
        with self._read() as store:
            found = store.spaces.archived_at(keys)
            return [found.get(key) for key in keys]

    def members(self, keys: Sequence[str]) -> list[list[Member]]:
        """The members of workspaces."""
        with self._read() as store:
            return store.spaces.members_of(keys)

    def _current(
        self, session: SpaceSession, identity: Identity, kind: PlaceKind, key: str, version: int | None
    ) -> Place:
        found = session.spaces.place(kind, key)
        self._demand(session, identity, found.unit_id)
        current(found, version)
        return found

    def _demand(self, session: SpaceSession, identity: Identity, unit_id: str) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        demand(actor, authority.PLAN, Resource(line=session.places.line(unit_id)))


def _told(session: SpaceSession, kind: type[PlaceFact], place: Place, identity: Identity) -> Place:
    session.tell(
        kind(
            place_id=place.id,
            kind=place.kind.value,
            unit_id=place.unit_id,
            person_id=identity.person_id,
            version=place.version,
        )
    )
    return place
