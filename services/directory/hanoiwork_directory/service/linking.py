"""External identities: linking a subject of the city's own sign-in to a person, and knowing the person by it."""

from hanoiwork_directory.domain.external import ExternalIdentity, IdentityTaken, IdentityUnlinked
from hanoiwork_directory.domain.person import Person
from hanoiwork_directory.service.access import demand_operator
from hanoiwork_directory.service.ports import Begin, Read, found
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity


class Linking:
    """Keeps whom an issuer means."""

    def __init__(self, *, begin: Begin, read: Read, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def link(self, identity: Identity, *, issuer: str, subject: str, person: str) -> ExternalIdentity:
        """Say whom an issuer means by a subject; the same again changes nothing."""
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            holder = found(session.person(person), what="person", key=person, field="person")
            known = session.external_identity(issuer, subject)
            if known is not None and known.person_id != holder.id:
                raise IdentityTaken(field="subject", subject=subject)
            linked = ExternalIdentity(issuer=issuer, subject=subject, person_id=holder.id)
            if known is None:
                session.put_identity(linked)
            return linked

    def unlink(self, identity: Identity, *, issuer: str, subject: str) -> ExternalIdentity:
        """Say that a subject means nobody any more; at once."""
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            known = session.external_identity(issuer, subject)
            if known is None:
                raise IdentityUnlinked(field="subject", subject=subject)
            session.drop_identity(known)
            return known

    def identify(self, *, issuer: str, subject: str) -> Person | None:
        """The person whom an issuer means by a subject, unless they have left."""
        with self._read() as session:
            known = session.external_identity(issuer, subject)
            person = session.person(known.person_id) if known else None
        return person if person is not None and person.active else None
