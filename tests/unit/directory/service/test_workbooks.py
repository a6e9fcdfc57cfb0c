"""Workbooks of units, people and grants: loaded whole or not at all, every problem at once, out and in again."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from nameko.testing.services import worker_factory

from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_directory.entrypoints import DirectoryEntrypoints
from hanoiwork_directory.schemas import TableSent, read_files
from hanoiwork_shared.doors import load
from hanoiwork_shared.errors import Forbidden, Refused
from hanoiwork_shared.files import FileMalformed, SheetsWrong
from hanoiwork_shared.files.writing import Cell, Sheet, write_csv, write_xlsx
from hanoiwork_shared.identity import sign
from hanoiwork_shared.policy import Role
from hanoiwork_shared.testing import SECRET, told
from hanoiwork_shared.wire import WireError

HEADINGS = {
    "units": ("code", "parent_code", "kind", "name"),
    "people": ("code", "full_name", "unit", "position", "person_type"),
    "grants": ("person", "role", "unit", "valid_from", "valid_to"),
}
ALL = tuple(HEADINGS)
UNITS = [("HN", None, "city", "Hà Nội"), ("SNV", "HN", "department", "Sở Nội vụ")]
PEOPLE = [("LTC", "Lê Thị C", "SNV", "=Giám đốc", "leader"), ("PVD", "Phạm Văn D", "HN", None, None)]
GRANTS = [("LTC", "unit_leader", "SNV", date(2026, 1, 1), None), ("PVD", "auditor", None, None, "31/12/2026")]


def book(**sheets: Sequence[Sequence[Cell]]) -> bytes:
    guarded = [Sheet(name=name, heading=HEADINGS[name], rows=rows) for name, rows in sheets.items()]
    return write_xlsx(guarded)


@pytest.fixture
def loaded(directory, operator):
    """Loads a file of these kinds of sheets."""

    def load(content, *kinds: str, dry_run: bool = False):
        return directory.loading.load(operator, files=read_files(content, *(kinds or ALL)), dry_run=dry_run)

    return load


@pytest.fixture
def lively(directory, operator, leader, office):
    """A city in which something happens: somebody acts for a leader, has two posts, has left; a unit is new."""
    directory.granting.delegate(leader, delegate="NVA", unit="SKHCN", valid_to=date(2026, 7, 1))
    directory.posts.add(operator, person="NVA", unit="SYT")
    directory.people.deactivate(operator, person="BS")
    directory.units.create(operator, code="OLD", name="-cũ", kind=UnitKind.DIVISION, parent="HN")


def problems(loaded, content, *kinds: str) -> list[tuple[object, ...]]:
    """Code, sheet, line and column of everything that is refused."""
    with pytest.raises(Refused) as refused:
        loaded(content, *kinds)
    places = ("sheet", "line", "column")
    return [(one.code, *(one.details.get(name) for name in places)) for one in refused.value.each()]


def test_one_workbook_makes_units_people_and_grants(loaded, directory, operator):
    report = loaded(book(units=UNITS, people=PEOPLE, grants=GRANTS))
    assert [(sheet.sheet, sheet.created) for sheet in report.sheets] == [("units", 2), ("people", 2), ("grants", 2)]
    assert (report.rows, report.created, report.unchanged) == (6, 6, 0)
    person = directory.lookup.person("LTC")
    assert (person.position, person.unit_id) == ("=Giám đốc", directory.lookup.unit("SNV").id)
    [grant] = directory.lookup.grants(operator, person="PVD", delegated=False).items
    assert (grant.role, grant.unit_id, grant.valid_to) == (Role.AUDITOR, None, date(2026, 12, 31))


def test_the_same_workbook_again_changes_nothing_and_tells_nothing(loaded, runtime):
    content = book(units=UNITS, people=PEOPLE, grants=GRANTS)
    loaded(content)
    before = len(told(runtime))
    report = loaded(content)
    assert (report.unchanged, report.created, report.changed) == (6, 0, 0)
    assert len(told(runtime)) == before


def test_a_trial_says_what_would_happen_and_does_nothing(loaded, directory, runtime):
    before = len(told(runtime))
    assert loaded(book(units=UNITS, people=PEOPLE, grants=GRANTS), dry_run=True).created == 6
    assert directory.lookup.units() == ()
    assert len(told(runtime)) == before


def test_everything_wrong_with_every_sheet_is_listed_at_once_and_nothing_is_loaded(loaded, directory):
    content = book(
        units=[("HN", None, "city", "Hà Nội"), ("X", "NOWHERE", "department", "X"), ("Y", "HN", "planet", "Y")],
        people=[("A", None, "HN", None, None), ("B", "Ba", "Z", None, None), ("C", "Chi", "Y", None, "king")],
        grants=[
            ("NOBODY", "office", "HN", None, None),
            ("B", "delegate", "HN", None, None),
            ("A", "office", "Y", "soon", None),
            ("B", "office", "HN", "2026-02-01", "2026-01-01"),
            ("B", "auditor", None, None, None),
            ("B", "auditor", None, None, None),
        ],
    )
    assert problems(loaded, content) == [
        ("shared.cell_invalid", "units", 4, "kind"),
        ("directory.parent_unknown", "units", 3, "parent_code"),
        ("shared.cell_missing", "people", 2, "full_name"),
        ("shared.cell_invalid", "people", 4, "person_type"),
        ("directory.unit_unknown", "people", 3, "unit"),
        ("shared.cell_no_day", "grants", 4, "valid_from"),
        ("directory.person_unknown", "grants", 2, "person"),
        ("directory.delegate_names_leader", "grants", 3, "role"),
        ("directory.validity_reversed", "grants", 5, "valid_to"),
        ("directory.grant_twice", "grants", 7, "role"),
    ]
    assert directory.lookup.units() == ()


def test_a_problem_says_its_sheet_and_line_in_both_languages(loaded):
    with pytest.raises(Refused) as refused:
        loaded(book(units=[("X", "NOWHERE", "department", "X")], grants=[("operator", "delegate", None, None, None)]))
    parent, delegate = refused.value.each()
    assert parent.message("vi").startswith("Trang “units”: Đơn vị “X” (dòng 2)")
    assert delegate.message("vi").startswith("Trang “grants”: Dòng 2: Vai trò")
    assert delegate.message("en").startswith("Sheet “grants”: Line 2: A delegate")


def test_sheets_may_be_left_out_and_refer_to_what_is_known(loaded, city):
    assert loaded(book(grants=[("NVA", "specialist", "CDS", None, None)])).created == 1
    assert loaded(book(people=[("NVA", "Nguyễn Văn A", "VP", None, None)])).changed == 1


def test_a_file_of_one_kind_is_csv_or_xlsx(loaded, city):
    grants = Sheet(name="whatever", heading=HEADINGS["grants"], rows=[("NVA", "specialist", "CDS", None, None)])
    assert loaded(write_csv(grants), "grants").created == 1
    assert loaded(write_xlsx([grants]), "grants").unchanged == 1
    with pytest.raises(SheetsWrong):
        loaded(write_csv(grants))


def test_a_grant_differs_by_everything_that_its_row_says(loaded, city, directory, operator, clock):
    first = [("NVA", "specialist", "CDS", None, None)]
    assert loaded(book(grants=first)).created == 1
    clock.move(timedelta(days=40))
    assert loaded(book(grants=first)).unchanged == 1
    assert loaded(book(grants=[("NVA", "specialist", "CDS", None, date(2026, 12, 31))])).created == 1
    [one, other] = directory.lookup.grants(operator, person="NVA", delegated=False).items
    assert (one.valid_to, other.valid_to) == (None, date(2026, 12, 31))


@pytest.mark.usefixtures("lively")
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_exported_and_loaded_again_changes_nothing(loaded, directory, operator, runtime, form):
    before = len(told(runtime))
    sheets = directory.exporting.sheets(operator, names=ALL)
    if form == "xlsx":
        report = loaded(write_xlsx(sheets))
        assert (report.created, report.changed, report.rows) == (0, 0, 6 + 4 + 3)
    else:
        for sheet in sheets:
            report = loaded(write_csv(sheet), sheet.name)
            assert (report.created, report.changed, report.rows) == (0, 0, len(sheet.rows))
    assert len(told(runtime)) == before


def test_what_is_exported_fills_an_empty_directory_alike(directory, operator, city, loaded):
    sheets = directory.exporting.sheets(operator, names=("units", "people"))
    assert [row[0] for row in sheets[0].rows] == ["CDS", "HN", "SKHCN", "SYT", "VP"]
    assert ("NVA", "Nguyễn Văn A", "CDS", "", "civil_servant") in sheets[1].rows


def test_names_leave_the_directory_with_the_operator_only(directory, anybody):
    with pytest.raises(Forbidden):
        directory.exporting.sheets(anybody, names=ALL)
    with pytest.raises(Forbidden):
        directory.loading.load(anybody, files=read_files(book(units=UNITS), *ALL), dry_run=True)


def test_whoever_may_not_load_is_told_so_before_the_file_is_read(directory, runtime, operator, anybody):
    service = worker_factory(DirectoryEntrypoints, runtime=runtime, directory=directory)
    given = {"content_base64": b64encode(b"PK\x03\x04 no workbook").decode()}
    for method in ("import_units", "import_people", "import_grants", "import_directory"):
        for asking, code in ((anybody, Forbidden.code), (operator, FileMalformed.code)):
            caller = {"identity": sign(asking, secret=SECRET, now=runtime.clock.now()), "locale": "en"}
            with pytest.raises(WireError) as refused:
                getattr(service, method)(caller=caller, input=given)
            assert refused.value.refusals[0]["code"] == code


def test_more_people_than_a_database_takes_parameters_are_loaded_in_one_go(loaded, units):
    units("HN,,city,Hà Nội")
    crowd = [(f"P{number}", "Người", "HN", None, None) for number in range(6000)]
    content = write_csv(Sheet(name="people", heading=HEADINGS["people"], rows=crowd))
    assert loaded(content, "people").created == 6000
    assert loaded(content, "people").unchanged == 6000


def test_a_file_is_sent_as_text_or_in_base64():
    assert load(TableSent(), {"content": "a"}) == {"content": "a", "dry_run": False}
    encoded = b64encode(b"PK\x03\x04").decode()
    assert load(TableSent(), {"content_base64": f"{encoded}\n"})["content"] == b"PK\x03\x04"
