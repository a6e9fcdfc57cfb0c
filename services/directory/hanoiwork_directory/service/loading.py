"""Loading units and people from files: all of it or nothing, and the same file again changes nothing.

What a file changes takes effect today; what it makes known holds `as_far_back` as we need it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from hanoiwork_directory.domain.person import Dossier
from hanoiwork_directory.domain.unit import Unit
from hanoiwork_directory.service.access import demand_operator
from hanoiwork_directory.service.ports import Begin, Session
from hanoiwork_directory.service.saving import save_dossier, save_unit
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused, refuse_all
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
        today = self._clock.today()
        with self._begin() as session:
            session.hold_tree()
            demand_operator(session, identity, on=today)
            known = {unit.code: unit for unit in session.units()}
            refuse_all(unit_problems(rows, known, on=today))
            merged = dict(known)
            ordered = _parents_first(rows)
            for row in ordered:
                parent = merged[row.parent_code].id if row.parent_code else None
                merged[row.code] = unit_of(row, known=known.get(row.code), parent_id=parent)
            news = [merged[row.code] for row in ordered if merged[row.code] is not known.get(row.code)]
            if not dry_run:
                self._save_units(session, news)
            return _report(len(rows), [unit.version for unit in news], dry_run=dry_run)

    def import_people(self, identity: Identity, *, rows: Sequence[PersonRow], dry_run: bool) -> ImportReport:
        """Load a people file: all of it or nothing; the same file again changes nothing."""
        today = self._clock.today()
        with self._begin() as session:
            session.share_tree()
            demand_operator(session, identity, on=today)
            units = {unit.code: unit for unit in session.units()}
            known = session.dossiers_by_codes([row.code for row in rows])
            refuse_all(person_problems(rows, units, known, on=today))
            problems: list[Refused] = []
            merged = list(self._merged(rows, units, known, problems))
            refuse_all(problems)
            news = [dossier for dossier in merged if dossier is not known.get(dossier.person.code)]
            if not dry_run:
                for dossier in news:
                    save_dossier(session, dossier, before=None)
            return _report(len(rows), [dossier.person.version for dossier in news], dry_run=dry_run)

    def _save_units(self, session: Session, units: Sequence[Unit]) -> None:
        today = self._clock.today()
        stood = session.last_standings([unit.id for unit in units])
        for unit in units:
            last = stood.get(unit.id)
            save_unit(session, unit, last=last, on=as_far_back(today) if last is None else today)

    def _merged(
        self,
        rows: Sequence[PersonRow],
        units: Mapping[str, Unit],
        known: Mapping[str, Dossier],
        problems: list[Refused],
    ) -> Iterator[Dossier]:
        """What the rows make of people; what forbids it for one of them goes into `problems`."""
        today = self._clock.today()
        for row in rows:
            unit_id = units[row.unit_code].id if row.unit_code else None
            try:
                if row.code in known:
                    yield changed_dossier(row, known=known[row.code], unit_id=unit_id, on=today)
                else:
                    yield new_dossier(row, unit_id=unit_id, since=as_far_back(today))
            except Refused as refusal:
                problems.append(refusal)


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
