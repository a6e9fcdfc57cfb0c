"""Files of grants: what their rows say, what forbids loading them, and which of them are new.

A grant has no code, so a row names it by all that it says; what a file does not list is left as it is. Delegations are
a leader's own act and in no file.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hanoiwork_directory.domain.days import demand_order
from hanoiwork_directory.domain.grant import Grant, demand_own_role, says_the_same
from hanoiwork_directory.domain.person import Person, demand_active
from hanoiwork_directory.domain.refusals import GrantTwice, PersonUnknown, RowRefused, UnitUnknown
from hanoiwork_directory.domain.unit import Unit, demand_open
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.policy import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """One line of a grants file; without a unit the role holds everywhere, without a first day from today on."""

    line: int
    sheet: str = ""
    person_code: str
    role: Role
    unit_code: str | None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Units and people by code as they will be, and the codes of rows that are wrong, which are not called unknown."""

    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    named: Collection[str] = ()


def grant_problems(rows: Sequence[GrantRow], known: Known, *, on: date) -> Iterator[Refused]:
    """Everything that forbids giving these roles."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        said = (row.person_code, row.role, row.unit_code, row.valid_from, row.valid_to)
        if said in seen:
            yield GrantTwice(field="role", column="role", line=row.line, sheet=row.sheet, **_key(row))
        seen.add(said)
        if row.person_code not in known.people and row.person_code not in known.named:
            yield PersonUnknown(field="person", column="person", key=row.person_code, line=row.line, sheet=row.sheet)
        if row.unit_code and row.unit_code not in known.units and row.unit_code not in known.named:
            yield UnitUnknown(field="unit", column="unit", key=row.unit_code, line=row.line, sheet=row.sheet)
        try:
            _demand_sound(row, known, on=on)
        except Refused as refusal:
            yield RowRefused(refusal, line=row.line, sheet=row.sheet)


def grant_of(row: GrantRow, known: Known, *, held: Sequence[Grant], today: date) -> Grant:
    """The grant a row asks for: one of those held that says the same, or a new one."""
    unit_id = known.units[row.unit_code].id if row.unit_code else None
    wanted = Grant(
        id=new_id(),
        person_id=known.people[row.person_code].id,
        role=row.role,
        unit_id=unit_id,
        valid_from=row.valid_from or today,
        valid_to=row.valid_to,
    )
    for grant in held:
        if says_the_same(grant, wanted) and row.valid_from in (None, grant.valid_from):
            return grant
    return wanted


def _key(row: GrantRow) -> dict[str, str]:
    return {"key": row.person_code, "role": row.role.value}


def _demand_sound(row: GrantRow, known: Known, *, on: date) -> None:
    demand_own_role(row.role)
    demand_order(row.valid_from or on, row.valid_to)
    if (person := known.people.get(row.person_code)) is not None:
        demand_active(person)
    if row.unit_code and (unit := known.units.get(row.unit_code)) is not None:
        demand_open(unit, on=on, field="unit")
