"""People: making them known, changing them, and their leaving."""

from dataclasses import replace
from datetime import date

from hanoiwork_directory.domain import post as posting
from hanoiwork_directory.domain.days import demand_arrived
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.files import PersonRow, new_dossier
from hanoiwork_directory.domain.grant import revoke
from hanoiwork_directory.domain.person import Dossier, demand_gone, new_post, next_dossier
from hanoiwork_directory.domain.post import current_primary
from hanoiwork_directory.domain.refusals import CodeTaken
from hanoiwork_directory.service.access import demand_at
from hanoiwork_directory.service.ports import Begin, Session, found
from hanoiwork_directory.service.saving import dossier_of, open_unit, save_dossier, save_grant
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identity import Identity


class People:
    """Keeps people; the operator does so everywhere, an office in its unit and below."""

    def __init__(self, *, begin: Begin, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def create(
        self,
        identity: Identity,
        *,
        code: str,
        full_name: str,
        unit: str,
        position: str | None = None,
        person_type: PersonType | None = None,
        valid_from: date | None = None,
    ) -> Dossier:
        """Make somebody known, with a primary post in a unit from a day on."""
        today = self._clock.today()
        since = valid_from or today
        with self._begin() as session:
            session.share_tree()
            demand_arrived(since, today=today, field="valid_from")
            place = open_unit(session, unit, on=since)
            demand_at(session, identity, place.id, on=today)
            if session.person(code) is not None:
                raise CodeTaken(field="code", key=code)
            row = PersonRow(
                line=0, code=code, full_name=full_name, unit_code=unit, position=position, person_type=person_type
            )
            return save_dossier(session, new_dossier(row, unit_id=place.id, since=since), before=None)

    def change(
        self,
        identity: Identity,
        *,
        person: str,
        full_name: str | None = None,
        position: str | None = None,
        person_type: PersonType | None = None,
        on: date | None = None,
        version: int | None = None,
    ) -> Dossier:
        """Correct the name; give another position or type from a day on, in the primary post."""
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._mine(session, identity, person, on=day, version=version)
            now = replace(
                before.person,
                full_name=full_name or before.person.full_name,
                position=before.person.position if position is None else position,
                person_type=person_type or before.person.person_type,
            )
            posts = before.posts
            if current_primary(posts) is not None:
                posts = posting.changed(posts, position=now.position, person_type=now.person_type, on=day, key=now.code)
            return save_dossier(session, next_dossier(before, person=now, posts=posts), before=before)

    def deactivate(
        self, identity: Identity, *, person: str, on: date | None = None, version: int | None = None
    ) -> Dossier:
        """Let somebody leave, `on` being the last day: posts end, roles are taken back, and they sign in no more."""
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._mine(session, identity, person, on=day, version=version)
            posts = posting.left(before.posts, on=day, key=before.person.code)
            for grant in session.held_grants(person_id=before.person.id):
                save_grant(session, revoke(grant), before=grant)
            gone = replace(before.person, active=False)
            return save_dossier(session, next_dossier(before, person=gone, posts=posts), before=before)

    def reactivate(
        self,
        identity: Identity,
        *,
        person: str,
        unit: str,
        position: str | None = None,
        person_type: PersonType | None = None,
        valid_from: date | None = None,
        version: int | None = None,
    ) -> Dossier:
        """Bring back somebody who had left, with a primary post from a day on; roles are to be given anew."""
        today = self._clock.today()
        since = valid_from or today
        with self._begin() as session:
            session.share_tree()
            demand_arrived(since, today=today, field="valid_from")
            before = found(session.dossier(person), what="person", key=person, field="person")
            agree(before.person.version, version)
            place = open_unit(session, unit, on=since)
            demand_at(session, identity, before.person.unit_id, place.id, on=today)
            demand_gone(before.person)
            post = new_post(before.person, unit_id=place.id, position=position, person_type=person_type, since=since)
            posts = posting.returned(before.posts, post, key=before.person.code)
            back = replace(before.person, active=True)
            return save_dossier(session, next_dossier(before, person=back, posts=posts), before=before)

    def _mine(self, session: Session, identity: Identity, key: str, *, on: date, version: int | None) -> Dossier:
        """Somebody whom `identity` may change with effect from a day."""
        today = self._clock.today()
        session.share_tree()
        demand_arrived(on, today=today)
        dossier = dossier_of(session, key, version=version)
        demand_at(session, identity, dossier.person.unit_id, on=today)
        return dossier
