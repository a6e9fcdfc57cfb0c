"""What tasks say in the fields of their lists: set, carried along, asked for when the product is handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused, refuse_all
from hanoiwork_shared.identity import Identity
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.fields import filling
from hanoiwork_tasks.domain.fields import value as saying
from hanoiwork_tasks.domain.fields.field import FieldKind, ListField
from hanoiwork_tasks.domain.fields.filling import Answer, Change
from hanoiwork_tasks.domain.fields.refusals import ListFieldUnknown, ValueRepeated
from hanoiwork_tasks.domain.fields.value import Said, Value
from hanoiwork_tasks.domain.task import Status, Task
from hanoiwork_tasks.service.fields_port import ReadFields
from hanoiwork_tasks.service.ports import BeginTasks, PlaceBook, TaskSession
from hanoiwork_tasks.service.resolving import current, person_for
from hanoiwork_tasks.service.saving import activity, keep


class Filling:
    """The values of tasks; everybody who reads a task reads them."""

    def __init__(self, *, begin: BeginTasks, read: ReadFields, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def set(self, identity: Identity, *, task: str, values: Sequence[Said], version: int | None = None) -> Task:
        """Say something in some fields of a task's list, or empty them; everything wrong is refused at once.

        What is said already changes nothing. A product that waits for its review keeps what its list requires.
        """
        with self._begin() as session:
            found = session.held(task)
            current(found, version)
            actor = session.places.actor(identity.person_id, self._clock.today())
            authority.demand_filling(found, actor=actor, line=session.places.line(found.unit_id))
            session.spaces.demand_open(found.list_id)
            filling.fillable(found)
            fields, held = session.fields.of(found.list_id), session.fields.values(found.id)
            changes = _changes(session.places, fields, held, values, at="values")
            if found.status is Status.SUBMITTED:
                refuse_all(saying.missing(fields, filling.after(held, changes)))
            return self._keep(session, found, changes, by=identity.person_id) if changes else found

    def of_tasks(self, keys: Sequence[str]) -> list[list[Answer]]:
        """Every field in use of the tasks' lists, with what they say in it or nothing."""
        with self._read() as store:
            lists = store.fields.lists_of_tasks(keys)
            ids = sorted({one for one in lists.values() if one is not None})
            fields = dict(zip(ids, store.fields.of_lists(ids), strict=True))
            said = store.fields.values_of(keys)
            return [filling.answers(fields.get(lists.get(key) or "", ()), said.get(key, {})) for key in keys]

    def _keep(self, session: TaskSession, task: Task, changes: Sequence[Change], *, by: str) -> Task:
        at, step = self._clock.now(), filling.filled(task, changes[0])
        session.fields.drop_values(task.id, [change.field.id for change in changes])
        _say(session, task, changes)
        kept = keep(session, step, by=by, at=at)
        session.write([activity(kept, by=by, at=at, **filling.line(change)) for change in changes[1:]])
        return kept


def _say(session: TaskSession, task: Task, changes: Sequence[Change]) -> None:
    new = {change.field.id: change.after for change in changes if change.after is not None}
    session.fields.set_values({task.id: new}, [change.field for change in changes])


def _changes(
    places: PlaceBook, fields: Sequence[ListField], held: Mapping[str, Value], values: Sequence[Said], *, at: str
) -> list[Change]:
    """What changes of what a task says; raises every refusal, each with the place below `at` of the value at fault."""
    changes: dict[str, Change] = {}
    problems: list[Refused] = []
    for place, said in enumerate(values):
        try:
            change = _change(places, fields, held, said)
            if change.field.id in changes:
                raise ValueRepeated(field="field", label=change.field.label)
            changes[change.field.id] = change
        except Refused as refusal:
            refusal.field = f"{at}[{place}].{refusal.field}"
            problems.append(refusal)
    refuse_all(problems)
    return [change for change in changes.values() if change.before != change.after]


def _change(places: PlaceBook, fields: Sequence[ListField], held: Mapping[str, Value], said: Said) -> Change:
    field = next((one for one in fields if said.field in (one.key, one.id)), None)
    if field is None:
        raise ListFieldUnknown(field="field", what="field", key=said.field)
    before = held.get(field.id)
    if field.kind is FieldKind.PERSON and said.person is not None:
        said = replace(said, person=_person(places, said.person, held=before))
    return Change(field=field, before=before, after=saying.read(field, said, held=before))


def _person(places: PlaceBook, key: str, *, held: Value | None) -> str:
    """The id of an active person; somebody who has left stays where they are named."""
    found = person_for(places, key, past=True)
    return found.id if found.id == held else person_for(places, key).id


def fill_new(session: TaskSession, task: Task, values: Sequence[Said]) -> None:
    """Let a task that has just been written down say something; raises what setting it later would, as field_values."""
    fields = session.fields.of(task.list_id) if values else []
    changes = _changes(session.places, fields, {}, values, at="field_values")
    _say(session, task, changes)
    by, at = task.created_by, task.created_at
    session.write([activity(task, by=by, at=at, **filling.line(change)) for change in changes])


def demand_filled(session: TaskSession, task: Task) -> None:
    """Let a product be handed in only with all that the task's list requires; raises ValueMissing for each field."""
    refuse_all(saying.missing(session.fields.of(task.list_id), session.fields.values(task.id)))


def carry(session: TaskSession, before: Task, after: Task, *, by: str, at: datetime) -> None:
    """Let a task that has moved to another list keep what it says; what it cannot keep is told in its history."""
    if before.list_id == after.list_id:
        return
    old, new = session.fields.of(before.list_id), session.fields.of(after.list_id)
    kept, lost = saying.carried(session.fields.values(before.id), old=old, new=new)
    session.fields.drop_values(before.id, [field.id for field in old])
    session.fields.set_values({after.id: kept}, new)
    changes = (Change(field=field, before=value, after=None) for field, value in lost)
    session.write([activity(after, by=by, at=at, **filling.line(change)) for change in changes])


def give_on(session: TaskSession, task: Task, other: Task) -> None:
    """Let another task of the same list say what a task says."""
    fields, said = session.fields.of(task.list_id), session.fields.values(task.id)
    in_use = {field.id for field in fields}
    session.fields.set_values({other.id: {key: value for key, value in said.items() if key in in_use}}, fields)
