"""Files of units and people: what their rows say, what forbids loading them, and what they make of what is known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hanoiwork_directory.domain import post as posting
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.person import Dossier, Person, demand_active, new_post, next_dossier
from hanoiwork_directory.domain.post import Posts, current_primary
from hanoiwork_directory.domain.refusals import CodeTwice, ParentUnknown, UnitClosed, UnitCycle, UnitUnknown
from hanoiwork_directory.domain.unit import Unit, UnitKind, next_unit
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.identifiers import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One line of a units file; `line` counts from 1, the heading included."""

    line: int
    sheet: str = ""
    code: str
    name: str
    kind: UnitKind
    parent_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One line of a people file; what its columns leave out (None) stays as it is."""

    line: int
    sheet: str = ""
    code: str
    full_name: str
    unit_code: str | None
    position: str | None = None
    person_type: PersonType | None = None


def unit_problems(
    rows: Sequence[UnitRow], known: Mapping[str, Unit], *, on: date, named: Collection[str] = ()
) -> Iterator[Refused]:
    """Everything that forbids loading these units over those known by code.

    `named` are codes of rows that could not be read: what refers to them is not called unknown.
    """
    yield from _twice(rows)
    by_id = {unit.id: code for code, unit in known.items()}
    parents = {code: by_id.get(unit.parent_id or "") for code, unit in known.items()}
    parents.update({row.code: row.parent_code for row in rows})
    for row in rows:
        place: dict[str, Any] = {"field": "parent_code", "line": row.line, "column": "parent_code"}
        if row.parent_code is not None and row.parent_code not in parents:
            if row.parent_code not in named:
                yield ParentUnknown(sheet=row.sheet, key=row.code, parent=row.parent_code, **place)
        elif _above_itself(row.code, parents):
            yield UnitCycle(sheet=row.sheet, key=row.code, **place)
        elif _joins_closed(row, known):
            yield UnitClosed(key=row.parent_code, on=on.isoformat(), **place)


def person_problems(
    rows: Sequence[PersonRow],
    units: Mapping[str, Unit],
    known: Mapping[str, Dossier],
    *,
    on: date,
    named: Collection[str] = (),
) -> Iterator[Refused]:
    """Everything that forbids loading these people, some of them known by code, into those units.

    `named` are codes of units whose rows are wrong: they are not called unknown.
    """
    yield from _twice(rows)
    for row in rows:
        if row.unit_code is None:
            continue
        unit = units.get(row.unit_code)
        place: dict[str, Any] = {"field": "unit", "line": row.line, "column": "unit"}
        if unit is None:
            if row.unit_code not in named:
                yield UnitUnknown(sheet=row.sheet, key=row.unit_code, **place)
        elif unit.closed and (row.code not in known or known[row.code].person.unit_id != unit.id):
            yield UnitClosed(key=row.unit_code, on=on.isoformat(), **place)


def unit_of(row: UnitRow, *, known: Unit | None, parent_id: str | None) -> Unit:
    """The unit a row describes: new, the known one unchanged, or its next version."""
    if known is None:
        return Unit(id=new_id(), code=row.code, name=row.name, kind=row.kind, parent_id=parent_id)
    return next_unit(known, replace(known, name=row.name, kind=row.kind, parent_id=parent_id))


def new_dossier(row: PersonRow, *, unit_id: str | None, since: date) -> Dossier:
    """The person a row makes known, with a primary post if it names a unit."""
    person = Person(
        id=new_id(),
        code=row.code,
        full_name=row.full_name,
        position=row.position or "",
        person_type=row.person_type or PersonType.CIVIL_SERVANT,
        unit_id=unit_id,
    )
    return Dossier(person=person, posts=() if unit_id is None else (new_post(person, unit_id=unit_id, since=since),))


def changed_dossier(row: PersonRow, *, known: Dossier, unit_id: str | None, on: date) -> Dossier:
    """What a row makes of somebody who is known: another unit is a transfer as of this day.

    A row without a unit leaves the posts as they are: nobody who works for the city is without one.
    """
    person = replace(
        known.person,
        full_name=row.full_name,
        position=known.person.position if row.position is None else row.position,
        person_type=row.person_type or known.person.person_type,
    )
    return next_dossier(known, person=person, posts=_posts(known, person, unit_id=unit_id, on=on))


def _posts(known: Dossier, person: Person, *, unit_id: str | None, on: date) -> Posts:
    primary = current_primary(known.posts)
    if unit_id is not None and unit_id != known.person.unit_id:
        demand_active(known.person)
        if primary is None:
            return posting.opened(known.posts, new_post(person, unit_id=unit_id, since=on), key=person.code)
        return posting.transferred(
            known.posts,
            unit_id=unit_id,
            position=person.position,
            person_type=person.person_type,
            on=on,
            key=person.code,
        )
    if primary is None:
        return known.posts
    return posting.changed(
        known.posts, position=person.position, person_type=person.person_type, on=on, key=person.code
    )


def _joins_closed(row: UnitRow, known: Mapping[str, Unit]) -> bool:
    """Whether the row puts a unit under a closed one that it is not under yet."""
    above, unit = known.get(row.parent_code or ""), known.get(row.code)
    return above is not None and above.closed and (unit is None or unit.parent_id != above.id)


def _twice(rows: Sequence[UnitRow] | Sequence[PersonRow]) -> Iterator[Refused]:
    seen: set[str] = set()
    for row in rows:
        if row.code in seen:
            yield CodeTwice(field="code", key=row.code, line=row.line, column="code", sheet=row.sheet)
        seen.add(row.code)


def _above_itself(code: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step: str | None = code
    while step is not None:
        if step in seen:
            return step == code
        seen.add(step)
        step = parents.get(step)
    return False
