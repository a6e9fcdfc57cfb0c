"""Loading units and people from files: all of it or nothing, and the same file again changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from hanoiwork_directory import domain
from hanoiwork_directory.domain import PersonRow, UnitRow
from hanoiwork_directory.service.access import demand_operator
from hanoiwork_directory.service.ports import Begin
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import refuse_all
from hanoiwork_shared.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What loading a file did, or would do in a dry run."""

    rows: int
    created: int
    changed: int
    unchanged: int
    dry_run: bool


class Loading:
    """Takes in whole files."""

    def __init__(self, *, begin: Begin, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def import_units(self, identity: Identity, *, rows: Sequence[UnitRow], dry_run: bool) -> ImportReport:
        """Load a units file: all of it or nothing; the same file again changes nothing."""
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            known = {unit.code: unit for unit in session.units()}
            refuse_all(domain.unit_problems(rows, known))
            merged = dict(known)
            ordered = _parents_first(rows)
            for row in ordered:
                parent = merged[row.parent_code].id if row.parent_code else None
                merged[row.code] = domain.merged_unit(row, known=known.get(row.code), parent_id=parent)
            news = [merged[row.code] for row in ordered if merged[row.code] is not known.get(row.code)]
            if not dry_run:
                for unit in news:
                    session.put_unit(unit)
                    session.tell(domain.unit_told(unit))
            return _report(len(rows), [unit.version for unit in news], dry_run=dry_run)

    def import_people(self, identity: Identity, *, rows: Sequence[PersonRow], dry_run: bool) -> ImportReport:
        """Load a people file: all of it or nothing; the same file again changes nothing."""
        with self._begin() as session:
            demand_operator(session, identity, on=self._clock.today())
            units = {unit.code: unit for unit in session.units()}
            refuse_all(domain.person_problems(rows, units))
            known = session.people_by_codes([row.code for row in rows])
            merged = [
                domain.merged_person(
                    row, known=known.get(row.code), unit_id=units[row.unit_code].id if row.unit_code else None
                )
                for row in rows
            ]
            news = [person for person in merged if person is not known.get(person.code)]
            if not dry_run:
                for person in news:
                    session.put_person(person)
                    session.tell(domain.person_told(person))
            return _report(len(rows), [person.version for person in news], dry_run=dry_run)


def _parents_first(rows: Sequence[UnitRow]) -> list[UnitRow]:
    """Rows in an order in which every parent comes before its children; the rows hold no cycle."""
    by_code = {row.code: row for row in rows}
    ordered: dict[str, UnitRow] = {}

    for row in rows:
        chain = []
        step: UnitRow | None = row
        while step is not None and step.code not in ordered:
            chain.append(step)
            step = by_code.get(step.parent_code) if step.parent_code else None
        ordered.update({link.code: link for link in reversed(chain)})
    return list(ordered.values())


def _report(rows: int, versions: Sequence[int], *, dry_run: bool) -> ImportReport:
    created = sum(version == 1 for version in versions)
    changed = len(versions) - created
    return ImportReport(
        rows=rows, created=created, changed=changed, unchanged=rows - created - changed, dry_run=dry_run
    )
