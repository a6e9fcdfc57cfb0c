"""Units, people and grants: what they are, and what about them is refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hanoiwork_directory.events import GrantChanged, PersonChanged, UnitChanged
from hanoiwork_shared.errors import Conflict, Invalid, Refused, Unauthenticated
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.policy import Role


class UnitKind(StrEnum):
    """Where a unit stands in the city (domain: city → department, ward or commune → division)."""

    CITY = "city"
    DEPARTMENT = "department"
    WARD = "ward"
    COMMUNE = "commune"
    DIVISION = "division"


class PersonType(StrEnum):
    """By which rules a person is employed, and so evaluated."""

    LEADER = "leader"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT_WORKER = "contract_worker"


class WrongPassword(Unauthenticated):
    """The account does not exist or the password is another: the two look the same."""

    code = "directory.wrong_password"
    vi = "Tên đăng nhập hoặc mật khẩu không đúng."
    en = "The user name or the password is not right."


class CodeTwice(Invalid):
    """One code stands for two things in the same file."""

    code = "directory.code_twice"
    vi = "Mã “{key}” xuất hiện hai lần (dòng {line}); mỗi mã chỉ dùng một lần."
    en = "The code “{key}” is there twice (line {line}); use each code once."


class ParentUnknown(Invalid):
    """A unit names a parent that is neither in the file nor in the directory."""

    code = "directory.parent_unknown"
    vi = "Đơn vị “{key}” (dòng {line}) thuộc đơn vị “{parent}” chưa có; hãy thêm đơn vị cấp trên trước."
    en = "The unit “{key}” (line {line}) is under “{parent}”, which does not exist; add the parent first."


class UnitCycle(Invalid):
    """A unit would be above itself."""

    code = "directory.unit_cycle"
    vi = "Đơn vị “{key}” không thể là cấp trên của chính mình (dòng {line}); hãy sửa mã đơn vị cấp trên."
    en = "The unit “{key}” cannot be above itself (line {line}); mend its parent code."


class UnitUnknown(Invalid):
    """A person or a grant names a unit that the directory does not have."""

    code = "directory.unit_unknown"
    vi = "Không có đơn vị “{key}” (dòng {line}); hãy nạp danh sách đơn vị trước."
    en = "There is no unit “{key}” (line {line}); load the units first."


class AccountTaken(Conflict):
    """The account name is in use."""

    code = "directory.account_taken"
    vi = "Tên đăng nhập “{name}” đã được dùng; hãy chọn tên khác."
    en = "The user name “{name}” is taken; choose another."


class PasswordTooShort(Invalid):
    """A new account's password has fewer characters than the operator of the suite asks for."""

    code = "directory.password_too_short"
    vi = "Mật khẩu quá ngắn; hãy dùng ít nhất {least} ký tự."
    en = "The password is too short; use at least {least} characters."


class ValidityReversed(Invalid):
    """A grant would end before it begins."""

    code = "directory.validity_reversed"
    vi = "Quyền kết thúc ngày {ends} trước khi bắt đầu {starts}; hãy sửa một trong hai."
    en = "The grant ends on {ends}, before it begins on {starts}; mend one of them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of the city's administration, under another one unless it is the root."""

    id: str
    code: str
    name: str
    kind: UnitKind
    parent_id: str | None
    closed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works for the city; `unit_id` is the unit of the primary post."""

    id: str
    code: str
    full_name: str
    position: str
    person_type: PersonType
    unit_id: str | None
    active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role of a person on a unit and everything under it; `unit_id` None means everywhere."""

    id: str
    person_id: str
    role: Role
    unit_id: str | None
    valid_from: date
    valid_to: date | None = None
    revoked: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A local sign-in of a person; the password is kept as an argon2id hash only."""

    name: str
    person_id: str
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One line of a units file; `line` counts from 1, the heading included."""

    line: int
    code: str
    name: str
    kind: UnitKind
    parent_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One line of a people file; what its columns leave out (None) stays as it is."""

    line: int
    code: str
    full_name: str
    unit_code: str | None
    position: str | None = None
    person_type: PersonType | None = None


def unit_told(unit: Unit) -> UnitChanged:
    """The fact that says what a unit now is."""
    return UnitChanged(
        unit_id=unit.id,
        code=unit.code,
        parent_id=unit.parent_id,
        kind=unit.kind.value,
        closed=unit.closed,
        version=unit.version,
    )


def person_told(person: Person) -> PersonChanged:
    """The fact that says what a person now is, without the name."""
    return PersonChanged(
        person_id=person.id,
        code=person.code,
        unit_id=person.unit_id,
        person_type=person.person_type.value,
        active=person.active,
        version=person.version,
    )


def grant_told(grant: Grant) -> GrantChanged:
    """The fact that says what a grant now is."""
    return GrantChanged(
        grant_id=grant.id,
        person_id=grant.person_id,
        role=grant.role.value,
        unit_id=grant.unit_id,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
        revoked=grant.revoked,
        version=grant.version,
    )


def demand_order(starts: date, ends: date | None) -> None:
    """Refuse a time of validity that is over before it begins."""
    if ends is not None and ends < starts:
        raise ValidityReversed(field="valid_to", starts=starts.isoformat(), ends=ends.isoformat())


def demand_length(password: str, *, least: int) -> None:
    """Refuse a password of fewer characters; the password itself is never repeated."""
    if len(password) < least:
        raise PasswordTooShort(field="password", least=least)


def revoke(grant: Grant) -> Grant:
    """The grant as it is once taken back; taking back twice changes nothing."""
    return grant if grant.revoked else replace(grant, revoked=True, version=grant.version + 1)


def unit_problems(rows: Sequence[UnitRow], known: Mapping[str, Unit]) -> Iterator[Refused]:
    """Everything that forbids loading these units over those known by code."""
    yield from _twice([(row.line, row.code) for row in rows])
    by_id = {unit.id: code for code, unit in known.items()}
    parents = {code: by_id.get(unit.parent_id or "") for code, unit in known.items()}
    parents.update({row.code: row.parent_code for row in rows})
    for row in rows:
        if row.parent_code is not None and row.parent_code not in parents:
            yield ParentUnknown(field="parent_code", key=row.code, line=row.line, parent=row.parent_code)
        elif _above_itself(row.code, parents):
            yield UnitCycle(field="parent_code", key=row.code, line=row.line)


def person_problems(rows: Sequence[PersonRow], units: Mapping[str, Unit]) -> Iterator[Refused]:
    """Everything that forbids loading these people into those units."""
    yield from _twice([(row.line, row.code) for row in rows])
    for row in rows:
        if row.unit_code is not None and row.unit_code not in units:
            yield UnitUnknown(field="unit", key=row.unit_code, line=row.line)


def merged_unit(row: UnitRow, *, known: Unit | None, parent_id: str | None) -> Unit:
    """The unit a row describes: new, the known one unchanged, or its next version."""
    if known is None:
        return Unit(id=new_id(), code=row.code, name=row.name, kind=row.kind, parent_id=parent_id)
    changed = replace(known, name=row.name, kind=row.kind, parent_id=parent_id)
    return known if changed == known else replace(changed, version=known.version + 1)


def merged_person(row: PersonRow, *, known: Person | None, unit_id: str | None) -> Person:
    """The person a row describes: new, the known one unchanged, or the next version."""
    before = known or Person(
        id=new_id(),
        code=row.code,
        full_name=row.full_name,
        position="",
        person_type=PersonType.CIVIL_SERVANT,
        unit_id=unit_id,
    )
    now = replace(
        before,
        full_name=row.full_name,
        position=before.position if row.position is None else row.position,
        person_type=row.person_type or before.person_type,
        unit_id=unit_id,
    )
    if known is None:
        return now
    return known if now == known else replace(now, version=known.version + 1)


def _twice(codes: Sequence[tuple[int, str]]) -> Iterator[Refused]:
    seen: set[str] = set()
    for line, code in codes:
        if code in seen:
            yield CodeTwice(field="code", key=code, line=line)
        seen.add(code)


def _above_itself(code: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step: str | None = code
    while step is not None:
        if step in seen:
            return step == code
        seen.add(step)
        step = parents.get(step)
    return False
