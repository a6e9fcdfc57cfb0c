"""What is refused of a file, by sheet, line and column, and how many of such refusals are listed."""

from collections.abc import Iterable

from hanoiwork_shared.errors import Invalid, Refused, refuse_all
from hanoiwork_shared.phrases import Phrased

MOST_PROBLEMS = 500
"""Problems of one file that are listed (our choice): more than anybody mends before trying again."""


class InSheet(Invalid):
    """Something in a table; where a workbook has several sheets, `sheet` is in the details and in the sentence."""

    def __init__(self, *, field: str | None = None, sheet: str = "", **details: object) -> None:
        super().__init__(field=field, **({"sheet": sheet} if sheet else {}), **details)

    def message(self, locale: str = "vi") -> str:
        """The sentence for a person, in `locale`."""
        said, sheet = super().message(locale), self.details.get("sheet")
        if sheet is None:
            return said
        return f"Sheet “{sheet}”: {said}" if locale == "en" else f"Trang “{sheet}”: {said}"


class InCell(InSheet):
    """What was refused for another reason, with the line and the column of the table that it is about.

    It keeps the code, the field and the details of that refusal; only its sentence begins with the place.
    """

    vi = "Dòng {line}, cột “{column}”: "
    en = "Line {line}, column “{column}”: "

    def __init__(self, refusal: Refused, *, line: int, column: str, sheet: str = "") -> None:
        self.code = refusal.code  # type: ignore[misc]
        self.refusal = refusal
        super().__init__(field=refusal.field, sheet=sheet, **{**refusal.details, "line": line, "column": column})

    def message(self, locale: str = "vi") -> str:
        """The place, and the sentence of the refusal."""
        return super().message(locale) + self.refusal.message(locale)


class FileMalformed(InSheet, Phrased):
    """A file that breaks off or is not what it says it is."""

    code = "shared.file_malformed"
    vi = "Tệp sai định dạng tại dòng {line}, cột {column}: {reason}."
    en = "The file is malformed at line {line}, column {column}: {reason}."


class SheetsWrong(Invalid):
    """A workbook has sheets that nobody asked for, or none that somebody did."""

    code = "shared.sheets_wrong"
    vi = "Tệp có các trang [{found}]; chỉ nhận các trang [{allowed}]."
    en = "The workbook has the sheets [{found}]; only [{allowed}] are taken."


class ColumnsWrong(InSheet):
    """The heading of a table lacks columns, repeats them, or has unknown ones."""

    code = "shared.columns_wrong"
    vi = "Dòng tiêu đề sai: thiếu [{missing}], không biết [{unknown}], lặp lại [{repeated}]."
    en = "The heading is wrong: missing [{missing}], unknown [{unknown}], repeated [{repeated}]."


class CellsMerged(InSheet):
    """Cells are merged, so nobody can tell to which row their value belongs."""

    code = "shared.cells_merged"
    vi = "Dòng {line}, cột {column}: các ô {cells} bị gộp; hãy bỏ gộp ô rồi điền từng dòng."
    en = "Line {line}, column {column}: the cells {cells} are merged; unmerge them and fill in every row."


class CellMissing(InSheet):
    """A row has no value in a column that needs one."""

    code = "shared.cell_missing"
    vi = "Dòng {line}, cột “{column}” chưa có giá trị."
    en = "Line {line} has no value in the column “{column}”."


class CellInvalid(InSheet):
    """A cell has a value that its column does not allow."""

    code = "shared.cell_invalid"
    vi = "Dòng {line}, cột “{column}”: giá trị “{value}” không dùng được; các giá trị cho phép: {allowed}."
    en = "Line {line}, column “{column}”: the value “{value}” cannot be used; allowed: {allowed}."


class CellTooLong(InSheet):
    """A cell has more characters than its column keeps."""

    code = "shared.cell_too_long"
    vi = "Dòng {line}, cột “{column}”: dài quá {most} ký tự."
    en = "Line {line}, column “{column}”: longer than {most} characters."


class CellFormula(InSheet):
    """A cell holds a formula: what it shows depends on the program that opens it."""

    code = "shared.cell_formula"
    vi = "Dòng {line}, cột “{column}”: là công thức; hãy thay bằng giá trị của nó."
    en = "Line {line}, column “{column}”: a formula; put its value in its place."


class CellBroken(InSheet):
    """A cell holds the error of a formula, or characters that are no text."""

    code = "shared.cell_broken"
    vi = "Dòng {line}, cột “{column}”: ô báo lỗi hoặc có ký tự không phải là chữ; hãy nhập lại giá trị."
    en = "Line {line}, column “{column}”: an error or characters that are no text; type the value again."


class CellNoDay(InSheet):
    """A cell that should hold a calendar day does not."""

    code = "shared.cell_no_day"
    vi = "Dòng {line}, cột “{column}”: “{value}” không phải là ngày; hãy viết như 24/06/2026 hoặc 2026-06-24."
    en = "Line {line}, column “{column}”: “{value}” is no day; write it like 24/06/2026 or 2026-06-24."


class CellNoNumber(InSheet):
    """A cell that should hold a number does not."""

    code = "shared.cell_no_number"
    vi = (
        "Dòng {line}, cột “{column}”: “{value}” không phải là số; hãy viết như 12.5, không có dấu phân cách hàng nghìn."
    )
    en = "Line {line}, column “{column}”: “{value}” is no number; write it like 12.5, without thousands separators."


class MoreProblems(Invalid):
    """A file has more problems than are listed."""

    code = "shared.more_problems"
    vi = "Tệp còn lỗi khác; chỉ liệt kê {most} lỗi đầu."
    en = "The file has further problems; only the first {most} are listed."


def refuse_listed(problems: Iterable[Refused]) -> None:
    """Raise everything that is wrong with a file, as `refuse_all` does, but no more than MOST_PROBLEMS of it."""
    found: list[Refused] = []
    for problem in problems:
        if len(found) == MOST_PROBLEMS:
            found.append(MoreProblems(most=MOST_PROBLEMS))
            break
        found.append(problem)
    refuse_all(found)
