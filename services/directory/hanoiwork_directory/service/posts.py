"""Posts: further ones, their end, transfers, and which of them is the primary one."""

from datetime import date

from hanoiwork_directory.domain import post as posting
from hanoiwork_directory.domain.days import demand_arrived
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.person import Dossier, new_post, next_dossier
from hanoiwork_directory.service.access import demand_at
from hanoiwork_directory.service.ports import Begin, Session
from hanoiwork_directory.service.saving import dossier_of, open_unit, save_dossier
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity


class Posts:
    """Keeps posts; who puts somebody into a unit keeps the people there and where that person's primary post is."""

    def __init__(self, *, begin: Begin, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def add(
        self,
        identity: Identity,
        *,
        person: str,
        unit: str,
        position: str | None = None,
        person_type: PersonType | None = None,
        primary: bool = False,
        valid_from: date | None = None,
        valid_to: date | None = None,
        version: int | None = None,
    ) -> Dossier:
        """Give somebody a further post; or a primary one, if they have none."""
        since = valid_from or self._clock.today()
        with self._begin() as session:
            before = self._held(session, person, on=since, version=version, field="valid_from")
            place = open_unit(session, unit, on=since)
            demand_at(session, identity, before.person.unit_id, place.id, on=self._clock.today())
            post = new_post(
                before.person,
                unit_id=place.id,
                position=position,
                person_type=person_type,
                primary=primary,
                since=since,
                until=valid_to,
            )
            posts = posting.opened(before.posts, post, key=before.person.code)
            return save_dossier(session, next_dossier(before, posts=posts), before=before)

    def end(
        self, identity: Identity, *, person: str, post: str, on: date | None = None, version: int | None = None
    ) -> Dossier:
        """End a post that is not the primary one, `on` being its last day, which may be still to come."""
        with self._begin() as session:
            session.share_tree()
            before = dossier_of(session, person, version=version)
            demand_at(session, identity, before.person.unit_id, on=self._clock.today())
            posts = posting.ended(before.posts, post, on=on or self._clock.today(), key=before.person.code)
            return save_dossier(session, next_dossier(before, posts=posts), before=before)

    def transfer(
        self,
        identity: Identity,
        *,
        person: str,
        unit: str,
        position: str | None = None,
        person_type: PersonType | None = None,
        on: date | None = None,
        version: int | None = None,
    ) -> Dossier:
        """Move the primary post to another unit: `on` is the first day there, the day before it the last one here."""
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._held(session, person, on=day, version=version)
            place = open_unit(session, unit, on=day)
            demand_at(session, identity, before.person.unit_id, place.id, on=self._clock.today())
            now = before.person
            posts = posting.transferred(
                before.posts,
                unit_id=place.id,
                position=now.position if position is None else position,
                person_type=person_type or now.person_type,
                on=day,
                key=now.code,
            )
            return save_dossier(session, next_dossier(before, posts=posts), before=before)

    def set_primary(
        self, identity: Identity, *, person: str, post: str, on: date | None = None, version: int | None = None
    ) -> Dossier:
        """Make another post the primary one from a day on; the one until then stays as a further post."""
        day = on or self._clock.today()
        with self._begin() as session:
            before = self._held(session, person, on=day, version=version)
            demand_at(session, identity, before.person.unit_id, on=self._clock.today())
            posts = posting.made_primary(before.posts, post, on=day, key=before.person.code)
            return save_dossier(session, next_dossier(before, posts=posts), before=before)

    def _held(self, session: Session, key: str, *, on: date, version: int | None, field: str = "on") -> Dossier:
        session.share_tree()
        demand_arrived(on, today=self._clock.today(), field=field)
        return dossier_of(session, key, version=version)
