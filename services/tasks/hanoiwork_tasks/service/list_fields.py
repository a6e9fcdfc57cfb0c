"""The fields that lists have of their own: added, changed and removed by those who plan for the list's unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.fields import field as fielding
from hanoiwork_tasks.domain.fields.field import FieldKind, ListField, WantedOption
from hanoiwork_tasks.service.fields_port import BeginFields, FieldSession, ReadFields
from hanoiwork_tasks.service.resolving import current
from hanoiwork_tasks.service.spaces_port import PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedField:
    """A field as somebody asks for it; without a key its label makes one, without a position it comes last."""

    label: str
    kind: FieldKind
    key: str = ""
    label_en: str = ""
    help: str = ""
    required: bool = False
    position: int | None = None
    precision: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    options: Sequence[WantedOption] = ()


class ListFields:
    """What a list asks of its tasks beside what every task has; whoever may open lists in its workspace decides."""

    def __init__(self, *, begin: BeginFields, read: ReadFields, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def add(self, identity: Identity, *, list: str, wanted: WantedField) -> ListField:  # noqa: A002 - the field's word
        """Add a field to a list, whose row is held: two that are added at once see each other."""
        with self._begin() as session:
            self._demand(session, identity, list)
            others = session.fields.of(list)
            position = fielding.behind(others) if wanted.position is None else wanted.position
            made = ListField(
                id=new_id(),
                list_id=list,
                key=wanted.key,
                kind=wanted.kind,
                label=wanted.label,
                label_en=wanted.label_en,
                help=wanted.help,
                required=wanted.required,
                position=position,
                precision=wanted.precision,
                least=wanted.least,
                most=wanted.most,
                options=fielding.new_options(wanted.options),
            )
            added = fielding.added(made, others=others)
            session.fields.add(added)
            return added

    def change(
        self,
        identity: Identity,
        *,
        field: str,
        options: Sequence[WantedOption] = (),
        version: int | None = None,
        **changes: object,
    ) -> ListField:
        """Change what is given of a field: label, label_en, help, required, position, options. Its kind stays."""
        with self._begin() as session:
            found = self._current(session, identity, field, version)
            after = fielding.changed(found, options=options, **changes)
            session.fields.put(after)
            return after

    def remove(self, identity: Identity, *, field: str, version: int | None = None) -> ListField:
        """Take a field off the list's forms; what tasks said in it stays in their histories."""
        with self._begin() as session:
            found = self._current(session, identity, field, version)
            after = fielding.removed(found, at=self._clock.now())
            session.fields.put(after)
            return after

    def of_lists(self, keys: Sequence[str]) -> list[list[ListField]]:
        """The fields in use of lists, in their order."""
        with self._read() as store:
            return store.fields.of_lists(keys)

    def _current(self, session: FieldSession, identity: Identity, key: str, version: int | None) -> ListField:
        self._demand(session, identity, session.fields.field(key).list_id)
        found = session.fields.field(key)
        current(found, version)
        return found

    def _demand(self, session: FieldSession, identity: Identity, list_id: str) -> None:
        """Let those at an open list who may open lists beside it; its row is held."""
        place = session.spaces.place(PlaceKind.LIST, list_id)
        managers = session.spaces.managers(session.task_list(list_id).workspace_id)
        if identity.person_id not in managers:
            actor = session.places.actor(identity.person_id, self._clock.today())
            demand(actor, authority.PLAN, Resource(line=session.places.line(place.unit_id)))
        session.spaces.demand_open(list_id)
