"""The directory's door: requests and files, refused field by field and cell by cell."""

import pytest

from hanoiwork_directory import schemas
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_shared.doors import load
from hanoiwork_shared.errors import Refused, Several
from hanoiwork_shared.files import CellInvalid, CellMissing, ColumnsWrong, FileMalformed, refuse_listed
from hanoiwork_shared.files.cells import Found
from hanoiwork_shared.policy import Role


def found(kind: str, content: str) -> Found:
    """What a file of one kind says."""
    read = getattr(schemas.read_files(content, kind), kind)
    assert isinstance(read, Found)
    return read


def test_a_units_file_is_read_with_its_lines():
    (row,) = found("units", "code,parent_code,kind,name\nHN,,city,Hà Nội\n").things
    assert (row.line, row.code, row.parent_code, row.kind, row.name) == (2, "HN", None, UnitKind.CITY, "Hà Nội")


def test_what_a_people_file_does_not_say_is_left_open():
    rows = found("people", "code,full_name,unit,person_type\nA,An,,\nB,Ba,HN,leader\n").things
    assert [row.person_type for row in rows] == [None, PersonType.LEADER]
    assert [row.unit_code for row in rows] == [None, "HN"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("code,parent_code,kind\nHN,,city\n", ColumnsWrong),
        ("code,parent_code,kind,name\nHN,,city\n", FileMalformed),
        ("code,parent_code,kind,name\n,,city,x\n", CellMissing),
        ("code,parent_code,kind,name\nHN,,planet,x\n", CellInvalid),
        ('code,parent_code,kind,name\nHN,,city,"Hà N', FileMalformed),
    ],
)
def test_a_wrong_units_file_is_refused(content: str, problem: type[Refused]):
    with pytest.raises(problem):
        refuse_listed(found("units", content).problems)


def test_every_wrong_cell_is_listed():
    with pytest.raises(Several) as refused:
        refuse_listed(found("people", "code,full_name,unit,person_type\n,An,,\nB,,,robot\n").problems)
    assert {(one.details["line"], one.details["column"]) for one in refused.value.each()} == {
        (2, "code"),
        (3, "full_name"),
        (3, "person_type"),
    }


@pytest.mark.parametrize(
    ("schema", "given"),
    [
        (schemas.Nothing, {"x": 1}),
        (schemas.Key, {}),
        (schemas.Keys, {"keys": ["a"] * 5001}),
        (schemas.UnitsWanted, {"kind": "planet"}),
        (schemas.PeopleWanted, {"first": 0}),
        (schemas.PeopleWanted, {"first": 101}),
        (schemas.PeopleWanted, {"first": "3"}),
        (schemas.Credentials, {"username": "a"}),
        (schemas.Credentials, {"username": "a", "password": "x" * 201}),
        (schemas.TableSent, {"content": "x", "dry_run": "no"}),
        (schemas.TableSent, {}),
        (schemas.TableSent, {"content": "x", "content_base64": "eA=="}),
        (schemas.TableSent, {"content_base64": "x"}),
        (schemas.ExportWanted, {"format": "csv"}),
        (schemas.ExportWanted, {"what": "secrets"}),
        (schemas.RoleGiven, {"person": "A", "role": "king"}),
        (schemas.RoleGiven, {"person": "A", "role": "office", "valid_from": "2026-02-30"}),
        (schemas.AccountWanted, {"name": "a", "password": "", "person": "A"}),
    ],
)
def test_a_wrong_request_is_refused(schema, given):
    with pytest.raises(Refused):
        load(schema(), given)


def test_a_right_request_comes_out_in_types_of_ours():
    assert load(schemas.RoleGiven(), {"person": "A", "role": "office"})["role"] is Role.OFFICE
