"""The files of units, people and grants, checked cell by cell: sheets of one workbook, or a file each."""

from typing import Any

from marshmallow import fields, post_load, validate

from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.files import PersonRow, UnitRow
from hanoiwork_directory.domain.grant_file import GrantRow
from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_directory.service.loading import Files
from hanoiwork_shared.doors import LONGEST_CODE, Door, FieldInvalid
from hanoiwork_shared.files import Columns
from hanoiwork_shared.files.cells import Cells, Found, find
from hanoiwork_shared.files.workbook import read_workbook
from hanoiwork_shared.phrases import Phrase
from hanoiwork_shared.policy import Role

LONGEST_NAME = 300

COLUMNS = {
    "units": Columns(required=("code", "parent_code", "kind", "name")),
    "people": Columns(required=("code", "full_name", "unit"), optional=("position", "person_type")),
    "grants": Columns(required=("person", "role"), optional=("unit", "valid_from", "valid_to")),
}
"""The sheets of a workbook by name, in the order in which they are loaded."""

ONE_TABLE = Phrase(
    vi="CSV chỉ chứa một bảng: units, people hoặc grants.", en="A CSV holds one table: units, people or grants."
)
EVERYTHING = "directory"
"""What a workbook of all tables is called."""


class ExportWanted(Door):
    """Which tables, and as which kind of file; `sheets` comes out as their names."""

    format = fields.String(load_default="xlsx", validate=validate.OneOf(["xlsx", "csv"]))
    what = fields.String(load_default=EVERYTHING, validate=validate.OneOf([EVERYTHING, *COLUMNS]))

    @post_load
    def named(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Refuse a CSV of several tables."""
        if data["format"] == "csv" and data["what"] == EVERYTHING:
            raise FieldInvalid(field="what", name="what", reason=ONE_TABLE)
        return {**data, "sheets": tuple(COLUMNS) if data["what"] == EVERYTHING else (data["what"],)}


def read_files(content: str | bytes, *kinds: str) -> Files:
    """Read a file that may hold these kinds of sheets: `units`, `people`, `grants`."""
    tables = read_workbook(content, {kind: COLUMNS[kind] for kind in kinds})
    read = {"units": _unit, "people": _person, "grants": _grant}
    found: dict[str, Found[Any]] = {kind: find(table, read[kind]) for kind, table in tables.items()}
    return Files(**found)


def _unit(cells: Cells) -> UnitRow:
    return UnitRow(
        line=cells.row.line,
        sheet=cells.row.sheet,
        code=cells.needed("code", most=LONGEST_CODE),
        name=cells.needed("name", most=LONGEST_NAME),
        kind=cells.choice_needed("kind", UnitKind),
        parent_code=cells.text("parent_code", most=LONGEST_CODE),
    )


def _person(cells: Cells) -> PersonRow:
    position = cells.text("position", most=LONGEST_NAME)
    return PersonRow(
        line=cells.row.line,
        sheet=cells.row.sheet,
        code=cells.needed("code", most=LONGEST_CODE),
        full_name=cells.needed("full_name", most=LONGEST_NAME),
        unit_code=cells.text("unit", most=LONGEST_CODE),
        position=(position or "") if "position" in cells.row.cells else None,
        person_type=cells.choice("person_type", PersonType),
    )


def _grant(cells: Cells) -> GrantRow:
    return GrantRow(
        line=cells.row.line,
        sheet=cells.row.sheet,
        person_code=cells.needed("person", most=LONGEST_CODE),
        role=cells.choice_needed("role", Role),
        unit_code=cells.text("unit", most=LONGEST_CODE),
        valid_from=cells.day("valid_from"),
        valid_to=cells.day("valid_to"),
    )
