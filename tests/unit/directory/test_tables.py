"""The cells of units and people files keep to what the directory's columns hold."""

import pytest

from hanoiwork_directory.schemas import LONGEST_CODE, LONGEST_NAME, read_files
from hanoiwork_shared.files import CellTooLong, refuse_listed


@pytest.mark.parametrize(
    ("kind", "heading", "row"),
    [
        ("units", "code,parent_code,kind,name", "{code},,city,{name}"),
        ("people", "code,full_name,unit", "{code},{name},HN"),
        ("people", "code,full_name,unit,position", "{code},A,HN,{name}"),
    ],
)
def test_a_cell_longer_than_its_column_is_refused_with_its_line(kind: str, heading: str, row: str):
    def read(content: str) -> None:
        refuse_listed(getattr(read_files(content, kind), kind).problems)

    longest = row.format(code="C" * LONGEST_CODE, name="n" * LONGEST_NAME)
    read(f"{heading}\n{longest}\n")
    for code, name in (("C" * (LONGEST_CODE + 1), "n"), ("C", "n" * (LONGEST_NAME + 1))):
        with pytest.raises(CellTooLong, match="Line 3"):
            read(f"{heading}\n{longest}\n{row.format(code=code, name=name)}\n")
