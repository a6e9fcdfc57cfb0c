"""What loading a file would do: the things that are new or changed, and everything that forbids it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from hanoiwork_directory.domain.days import as_far_back
from hanoiwork_directory.domain.files import (
    PersonRow,
    UnitRow,
    changed_dossier,
    new_dossier,
    person_problems,
    unit_of,
    unit_problems,
)
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.domain.grant_file import GrantRow, Known, grant_of, grant_problems
from hanoiwork_directory.domain.person import Dossier, Person
from hanoiwork_directory.domain.refusals import RowRefused
from hanoiwork_directory.domain.unit import Unit
from hanoiwork_directory.service.ports import Session
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import InSheet
from hanoiwork_shared.files.cells import Found

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[T]):
    """What would be saved, how much of it is new, and what forbids it; with a problem nothing is worked out."""

    rows: int
    news: tuple[T, ...] = ()
    created: int = 0
    problems: tuple[Refused, ...] = ()


def plan_units(session: Session, found: Found[UnitRow], *, today: date) -> tuple[Plan[Unit], dict[str, Unit]]:
    """What a file makes of the units, and all of them by code as they will be."""
    rows, named = found.things, frozenset(row.cells["code"] for row in found.unsound)
    known = {unit.code: unit for unit in session.units()}
    problems = (*found.problems, *_placed(unit_problems(rows, known, on=today, named=named), rows))
    merged = dict(known)
    ordered = _parents_first(rows)
    for row in ordered:
        parent = merged.get(row.parent_code or "")
        merged[row.code] = unit_of(row, known=known.get(row.code), parent_id=parent.id if parent else None)
    news = tuple(merged[row.code] for row in ordered if merged[row.code] is not known.get(row.code))
    created = sum(unit.code not in known for unit in news)
    return Plan(rows=len(rows), news=news, created=created, problems=problems), merged


def plan_people(
    session: Session,
    found: Found[PersonRow],
    *,
    units: Mapping[str, Unit],
    named: Collection[str],
    beside: Iterable[str],
    today: date,
) -> tuple[Plan[Dossier], dict[str, Person]]:
    """What a file makes of people, and they by code as they will be; those with a code of `beside` as they are."""
    rows = found.things
    known = session.dossiers_by_codes(list({*(row.code for row in rows), *beside}))
    problems = [*found.problems, *_placed(person_problems(rows, units, known, on=today, named=named), rows)]
    merged = {code: dossier.person for code, dossier in known.items()}
    news: list[Dossier] = []
    for row in rows:
        if row.unit_code is not None and row.unit_code not in units:
            continue
        try:
            dossier = _dossier(row, known.get(row.code), units=units, today=today)
        except Refused as refusal:
            problems.append(RowRefused(refusal, line=row.line, sheet=row.sheet))
            continue
        merged[row.code] = dossier.person
        if dossier is not known.get(row.code):
            news.append(dossier)
    created = sum(dossier.person.code not in known for dossier in news)
    return Plan(rows=len(rows), news=tuple(news), created=created, problems=tuple(problems)), merged


def plan_grants(session: Session, found: Found[GrantRow], known: Known, *, today: date) -> Plan[Grant]:
    """What a file adds to the grants."""
    rows = found.things
    problems = (*found.problems, *grant_problems(rows, known, on=today))
    if problems or not rows:
        return Plan(rows=len(rows), problems=problems)
    held = session.grants_by_people([known.people[row.person_code].id for row in rows])
    wanted = [grant_of(row, known, held=held.get(known.people[row.person_code].id, ()), today=today) for row in rows]
    ids = {grant.id for grants in held.values() for grant in grants}
    news = tuple(grant for grant in wanted if grant.id not in ids)
    return Plan(rows=len(rows), news=news, created=len(news))


def _dossier(row: PersonRow, known: Dossier | None, *, units: Mapping[str, Unit], today: date) -> Dossier:
    unit_id = units[row.unit_code].id if row.unit_code else None
    if known is None:
        return new_dossier(row, unit_id=unit_id, since=as_far_back(today))
    return changed_dossier(row, known=known, unit_id=unit_id, on=today)


def _placed(problems: Iterable[Refused], rows: Sequence[UnitRow] | Sequence[PersonRow]) -> Iterable[Refused]:
    """The problems, those that know no sheet with the one that the rows stand in."""
    sheet = rows[0].sheet if rows else ""
    for problem in problems:
        yield (
            problem
            if isinstance(problem, InSheet)
            else RowRefused(problem, line=int(str(problem.details["line"])), sheet=sheet)
        )


def _parents_first(rows: Sequence[UnitRow]) -> list[UnitRow]:
    """Rows in an order in which every parent comes before its children, as far as they hold no cycle."""
    by_code = {row.code: row for row in rows}
    ordered: dict[str, UnitRow] = {}

    for row in rows:
        chain: dict[str, UnitRow] = {}
        step: UnitRow | None = row
        while step is not None and step.code not in ordered and step.code not in chain:
            chain[step.code] = step
            step = by_code.get(step.parent_code) if step.parent_code else None
        ordered.update({link.code: link for link in reversed(chain.values())})
    return list(ordered.values())
