"""The catalogues of units as rows."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, insert, or_, select

from hanoiwork_shared.pages import Page, after_values, page_of
from hanoiwork_shared.places import permitted
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.authority import APPROVE_ENTRY
from hanoiwork_tasks.domain.catalogue.entry import Entry, State, Terms
from hanoiwork_tasks.domain.catalogue.refusals import EntryUnknown
from hanoiwork_tasks.domain.finding.words import words
from hanoiwork_tasks.domain.task import Group
from hanoiwork_tasks.store.guarding import put_changed
from hanoiwork_tasks.store.matching import having_words
from hanoiwork_tasks.store.planned import aligned
from hanoiwork_tasks.store.tables import entries

_TERMS = tuple(Terms.__dataclass_fields__)
_OWN = tuple(name for name in Entry.__dataclass_fields__ if name != "terms")


class Catalogued:
    """Entries through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entry(self, entry_id: str) -> Entry:
        """The revision with this id, kept from every other writer; refuses an unknown one."""
        found = self._found(select(entries).where(entries.c.id == entry_id).with_for_update())
        if not found:
            raise EntryUnknown(what="entry", key=entry_id)
        return found[0]

    def in_force(self, key: str, line: Sequence[str], day: date) -> Entry | None:
        """The entry with this code, or id of a revision, that is in force on a day in the nearest unit of a line."""
        named = select(entries.c.code).where(entries.c.id == key)
        mine = or_(entries.c.code == key, entries.c.code.in_(named))
        query = select(entries).where(mine, entries.c.unit_id.in_(line), _in_force(day))
        found = self._found(query.order_by(_nearness(line), entries.c.revision.desc()).limit(1))
        return found[0] if found else None

    def revisions(self, unit_id: str, code: str) -> list[Entry]:
        """The revisions of an entry, oldest first, kept from every other writer."""
        query = select(entries).where(entries.c.unit_id == unit_id, entries.c.code == code)
        return self._found(query.order_by(entries.c.revision).with_for_update())

    def add(self, new: Sequence[Entry]) -> None:
        """Save new revisions."""
        self._connection.execute(insert(entries), [_row(entry) for entry in new])

    def put(self, entry: Entry) -> None:
        """Save a changed one; refuses when another change came first."""
        put_changed(self._connection, entries, _row(entry), seen=entry.version - 1)

    def seen_from(
        self, line: Sequence[str], *, day: date, words: Sequence[str], first: int, after: str | None
    ) -> Page[Entry]:
        """What is in force on a day in the nearest unit of a line, by code."""
        order = (_nearness(line), entries.c.revision.desc())
        place = func.row_number().over(partition_by=entries.c.code, order_by=order).label("place")
        nearest = select(entries, place).where(entries.c.unit_id.in_(line), _in_force(day)).subquery()
        query = select(nearest).where(nearest.c.place == 1)
        if words:
            query = query.where(having_words(words, dialect=self._connection.dialect.name, column=nearest.c.words))
        if after is not None:
            query = query.where(nearest.c.code > after_values(after)[0])
        rows = self._connection.execute(query.order_by(nearest.c.code).limit(first + 1)).all()
        return page_of(rows, first=first, item=_entry, place=lambda row: [row.code])

    def waiting(self, actor: Actor, *, most: int) -> list[Entry]:
        """Proposals of others that somebody may decide on, oldest first."""
        mine = permitted(actor, APPROVE_ENTRY, unit=entries.c.unit_id)
        query = select(entries).where(entries.c.state == State.SUBMITTED.value, mine)
        query = query.where(entries.c.proposed_by != actor.person_id)
        return self._found(query.order_by(entries.c.proposed_at, entries.c.id).limit(most))

    def histories(self, entry_ids: Sequence[str]) -> list[list[Entry]]:
        """All revisions of the entries that these are revisions of, oldest first, aligned."""
        asked = entries.alias("asked")
        same = and_(asked.c.unit_id == entries.c.unit_id, asked.c.code == entries.c.code)
        query = select(entries, asked.c.id.label("root")).join(asked, same).where(asked.c.id.in_(set(entry_ids)))
        rows = self._connection.execute(query.order_by(entries.c.revision)).all()
        return aligned(entry_ids, ((row.root, _entry(row)) for row in rows))

    def by_ids(self, entry_ids: Sequence[str]) -> list[Entry | None]:
        """Revisions, aligned."""
        found = {one.id: one for one in self._found(select(entries).where(entries.c.id.in_(set(entry_ids))))}
        return [found.get(one) for one in entry_ids]

    def _found(self, query: Select[Any]) -> list[Entry]:
        return [_entry(row) for row in self._connection.execute(query).all()]


def _in_force(day: date) -> ColumnElement[bool]:
    """Approved, its day come, not retired, and no newer revision of the entry that all this holds of or was retired."""
    newer = entries.alias("newer")
    overtaken = exists().where(
        newer.c.unit_id == entries.c.unit_id,
        newer.c.code == entries.c.code,
        newer.c.revision > entries.c.revision,
        newer.c.state == State.APPROVED.value,
        newer.c.effective_from <= day,
    )
    return and_(
        entries.c.state == State.APPROVED.value,
        entries.c.effective_from <= day,
        or_(entries.c.retired_from.is_(None), entries.c.retired_from > day),
        ~overtaken,
    )


def _nearness(line: Sequence[str]) -> ColumnElement[int]:
    return case({unit: place for place, unit in enumerate(line)}, value=entries.c.unit_id, else_=len(line))


def _entry(row: Any) -> Entry:
    values = row._asdict()
    terms = Terms(**{**{name: values[name] for name in _TERMS}, "group": Group(values["group"])})
    return Entry(**{**{name: values[name] for name in _OWN}, "state": State(values["state"])}, terms=terms)


def _row(entry: Entry) -> dict[str, Any]:
    terms = entry.terms
    own = {name: getattr(entry, name) for name in _OWN} | {"state": entry.state.value}
    found = words(entry.code, terms.title, terms.product, terms.measured_in)
    return own | asdict(terms) | {"group": terms.group.value, "words": found}
