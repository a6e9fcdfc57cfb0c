"""Loading units, people and grants from files: all of it or nothing, and the same file again changes nothing.

What a file changes takes effect today; what it makes known holds `as_far_back` as we need it.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hanoiwork_directory.domain.files import PersonRow, UnitRow
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.domain.grant_file import GrantRow, Known
from hanoiwork_directory.domain.person import Dossier
from hanoiwork_directory.domain.unit import Unit
from hanoiwork_directory.service.access import demand_operator
from hanoiwork_directory.service.planning import Plan, plan_grants, plan_people, plan_units
from hanoiwork_directory.service.ports import Begin, Read, Session
from hanoiwork_directory.service.saving import save_dossiers, save_grants, save_units
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.files import refuse_listed
from hanoiwork_shared.files.cells import Found
from hanoiwork_shared.identity import Identity

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What was read of files of units, people and grants; None for a kind that was not sent."""

    units: Found[UnitRow] | None = None
    people: Found[PersonRow] | None = None
    grants: Found[GrantRow] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """What loading one kind of thing did, or would do in a dry run."""

    sheet: str
    rows: int
    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What loading a file did, or would do in a dry run: in all, and by sheet."""

    rows: int
    created: int
    changed: int
    unchanged: int
    dry_run: bool
    sheets: tuple[SheetReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plans:
    units: Plan[Unit]
    people: Plan[Dossier]
    grants: Plan[Grant]


class Loading:
    """Takes in whole files."""

    def __init__(self, *, begin: Begin, read: Read, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def demand(self, identity: Identity) -> None:
        """Refuse whoever may load no file, before one is read."""
        with self._read() as session:
            demand_operator(session, identity, on=self._clock.today())

    def load(self, identity: Identity, *, files: Files, dry_run: bool) -> ImportReport:
        """Load what the files hold, units before people before grants; everything wrong with it is refused at once."""
        today = self._clock.today()
        with self._begin() as session:
            if files.units is None:
                session.share_tree()
            else:
                session.hold_tree()
            demand_operator(session, identity, on=today)
            plans = _plans(session, files, today=today)
            refuse_listed([*plans.units.problems, *plans.people.problems, *plans.grants.problems])
            if not dry_run:
                save_units(session, plans.units.news, today=today)
                save_dossiers(session, plans.people.news)
                save_grants(session, plans.grants.news)
            return _report(files, plans, dry_run=dry_run)


def _plans(session: Session, files: Files, *, today: date) -> _Plans:
    units, by_code = plan_units(session, files.units or Found(), today=today)
    wrong_units = _codes(files.units, "code")
    people, persons = plan_people(
        session,
        files.people or Found(),
        units=by_code,
        named=wrong_units,
        beside=[row.person_code for row in (files.grants or Found()).things],
        today=today,
    )
    spoken_of = {row.code for row in (files.people or Found()).things} | _codes(files.people, "code")
    known = Known(units=by_code, people=persons, named=wrong_units | spoken_of)
    return _Plans(units=units, people=people, grants=plan_grants(session, files.grants or Found(), known, today=today))


def _codes(found: Found[T] | None, column: str) -> frozenset[str]:
    """The codes of rows that could not be read."""
    return frozenset(row.cells[column] for row in found.unsound) if found else frozenset()


def _report(files: Files, plans: _Plans, *, dry_run: bool) -> ImportReport:
    kinds = (("units", files.units, plans.units), ("people", files.people, plans.people))
    sent = [(name, plan) for name, found, plan in (*kinds, ("grants", files.grants, plans.grants)) if found is not None]
    sheets = tuple(
        SheetReport(
            sheet=name,
            rows=plan.rows,
            created=plan.created,
            changed=len(plan.news) - plan.created,
            unchanged=plan.rows - len(plan.news),
        )
        for name, plan in sent
    )
    return ImportReport(
        rows=sum(sheet.rows for sheet in sheets),
        created=sum(sheet.created for sheet in sheets),
        changed=sum(sheet.changed for sheet in sheets),
        unchanged=sum(sheet.unchanged for sheet in sheets),
        dry_run=dry_run,
        sheets=sheets,
    )
