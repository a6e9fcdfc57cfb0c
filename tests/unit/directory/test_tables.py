"""The cells of units and people files keep to what the directory's columns hold."""

from collections.abc import Callable

import pytest

from hanoiwork_directory.schemas import LONGEST_CODE, LONGEST_NAME, person_rows, unit_rows
from hanoiwork_shared.files import CellTooLong


@pytest.mark.parametrize(
    ("read", "heading", "row"),
    [
        (unit_rows, "code,parent_code,kind,name", "{code},,city,{name}"),
        (person_rows, "code,full_name,unit", "{code},{name},HN"),
        (person_rows, "code,full_name,unit,position", "{code},A,HN,{name}"),
    ],
)
def test_a_cell_longer_than_its_column_is_refused_with_its_line(read: Callable[[str], object], heading: str, row: str):
    longest = row.format(code="C" * LONGEST_CODE, name="n" * LONGEST_NAME)
    read(f"{heading}\n{longest}\n")
    for code, name in (("C" * (LONGEST_CODE + 1), "n"), ("C", "n" * (LONGEST_NAME + 1))):
        with pytest.raises(CellTooLong, match="Line 3"):
            read(f"{heading}\n{longest}\n{row.format(code=code, name=name)}\n")
