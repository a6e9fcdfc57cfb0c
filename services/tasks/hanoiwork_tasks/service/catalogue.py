"""The catalogue of a unit: entries proposed, approved or returned by those who lead it, changed, retired, read."""

from collections.abc import Sequence
from datetime import date

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import FIRST, Page
from hanoiwork_shared.policy import Action, Resource, demand, may
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.catalogue import entry as entries
from hanoiwork_tasks.domain.catalogue.entry import Entry, State, Terms
from hanoiwork_tasks.domain.catalogue.refusals import EntryOpen, EntryTaken
from hanoiwork_tasks.domain.finding.words import wanted_words
from hanoiwork_tasks.domain.telling import entry_told
from hanoiwork_tasks.events import EntryApproved, EntryFact, EntryRetired, EntryReturned, EntrySubmitted
from hanoiwork_tasks.service.catalogue_port import BeginCatalogue, CatalogueSession, ReadCatalogue
from hanoiwork_tasks.service.resolving import current, unit_for

MOST_WAITING = 200
"""How many proposals somebody is shown at once, oldest first (our choice)."""


class Catalogue:
    """What a unit's products weigh. A leader's own proposal is approved with it, for the unit's leader sets it up."""

    def __init__(self, *, begin: BeginCatalogue, read: ReadCatalogue, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def propose(
        self, identity: Identity, *, unit: str, code: str, terms: Terms, effective_from: date | None = None
    ) -> Entry:
        """A new entry of a unit; refuses a code that the unit's catalogue has."""
        with self._begin() as session:
            place = unit_for(session.places, unit)
            self._demand(session, identity, authority.PROPOSE_ENTRY, place.id)
            if session.catalogue.revisions(place.id, code):
                raise EntryTaken(field="code", key=code)
            return self._propose(session, identity, place.id, code=code, revision=1, terms=terms, on=effective_from)

    def revise(
        self,
        identity: Identity,
        *,
        entry: str,
        terms: Terms,
        effective_from: date | None = None,
        version: int | None = None,
    ) -> Entry:
        """A change: of a returned revision itself, mended; of an approved one by another revision."""
        by, today = identity.person_id, self._clock.today()
        with self._begin() as session:
            found = self._current(session, identity, entry, version, authority.PROPOSE_ENTRY)
            if found.state is State.RETURNED:
                again = entries.proposed_again(
                    found,
                    terms=terms,
                    effective_from=effective_from or today,
                    by=by,
                    at=self._clock.now(),
                    today=today,
                )
                session.catalogue.put(again)
                return self._submitted(session, identity, again)
            newest = session.catalogue.revisions(found.unit_id, found.code)[-1]
            if newest.state is not State.APPROVED:
                raise EntryOpen(key=found.code)
            number = newest.revision + 1
            return self._propose(
                session, identity, found.unit_id, code=found.code, revision=number, terms=terms, on=effective_from
            )

    def approve(self, identity: Identity, *, entry: str, version: int | None = None) -> Entry:
        """Those who lead the unit or one above approve what somebody else proposed."""
        with self._begin() as session:
            found = self._current(session, identity, entry, version, authority.APPROVE_ENTRY)
            now, today = self._clock.now(), self._clock.today()
            approved = entries.approve(found, by=identity.person_id, at=now, today=today)
            return _keep(session, approved, EntryApproved)

    def send_back(self, identity: Identity, *, entry: str, reason: str, version: int | None = None) -> Entry:
        """The same people return it, saying why."""
        with self._begin() as session:
            found = self._current(session, identity, entry, version, authority.APPROVE_ENTRY)
            returned = entries.send_back(found, by=identity.person_id, at=self._clock.now(), reason=reason)
            return _keep(session, returned, EntryReturned)

    def retire(self, identity: Identity, *, entry: str, on: date | None = None, version: int | None = None) -> Entry:
        """The same people take the entry in force out of use from a day on."""
        today = self._clock.today()
        with self._begin() as session:
            found = self._current(session, identity, entry, version, authority.APPROVE_ENTRY)
            return _keep(session, entries.retire(found, on=on or today, today=today), EntryRetired)

    def entries(
        self,
        *,
        unit: str,
        on: date | None = None,
        search: str | None = None,
        first: int = FIRST,
        after: str | None = None,
    ) -> Page[Entry]:
        """What is in force for a unit on a day: its own entries, and those above it that it has none of the code of."""
        with self._read() as store:
            line = store.places.line(unit_for(store.places, unit, past=True).id)
            day, words = on or self._clock.today(), wanted_words(search or "")
            return store.catalogue.seen_from(line, day=day, words=words, first=first, after=after)

    def waiting(self, identity: Identity) -> list[Entry]:
        """Proposals that whoever asks may decide on, oldest first."""
        with self._read() as store:
            actor = store.places.actor(identity.person_id, self._clock.today())
            return store.catalogue.waiting(actor, most=MOST_WAITING)

    def histories(self, keys: Sequence[str]) -> list[list[Entry]]:
        """All revisions of the entries that these are revisions of."""
        with self._read() as store:
            return store.catalogue.histories(keys)

    def by_ids(self, keys: Sequence[str]) -> list[Entry | None]:
        """Revisions, aligned with the keys."""
        with self._read() as store:
            return store.catalogue.by_ids(keys)

    def _propose(
        self,
        session: CatalogueSession,
        identity: Identity,
        unit_id: str,
        *,
        code: str,
        revision: int,
        terms: Terms,
        on: date | None,
    ) -> Entry:
        new = Entry(
            id=new_id(),
            unit_id=unit_id,
            code=code,
            revision=revision,
            terms=terms,
            effective_from=on or self._clock.today(),
            state=State.SUBMITTED,
            proposed_by=identity.person_id,
            proposed_at=self._clock.now(),
        )
        session.catalogue.add([entries.proposed(new, today=self._clock.today())])
        return self._submitted(session, identity, new)

    def _submitted(self, session: CatalogueSession, identity: Identity, entry: Entry) -> Entry:
        """Tell of a proposal; what somebody proposes who may decide on it is decided with it."""
        actor = session.places.actor(identity.person_id, self._clock.today())
        if may(actor, authority.APPROVE_ENTRY, Resource(line=session.places.line(entry.unit_id))):
            return _keep(session, entries.set_up(entry, by=identity.person_id, at=self._clock.now()), EntryApproved)
        session.tell(entry_told(EntrySubmitted, entry))
        return entry

    def _current(
        self, session: CatalogueSession, identity: Identity, key: str, version: int | None, action: Action
    ) -> Entry:
        found = session.catalogue.entry(key)
        self._demand(session, identity, action, found.unit_id)
        current(found, version)
        return found

    def _demand(self, session: CatalogueSession, identity: Identity, action: Action, unit_id: str) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        demand(actor, action, Resource(line=session.places.line(unit_id)))


def _keep(session: CatalogueSession, entry: Entry, fact: type[EntryFact]) -> Entry:
    session.catalogue.put(entry)
    session.tell(entry_told(fact, entry))
    return entry
