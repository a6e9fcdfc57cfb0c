"""The city of the demo: its units, goals and plans, and people with numbers for names."""

import csv
import io
from collections.abc import Iterator
from importlib.resources import files

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.loading import run_steps, steps_of

NAMED = (
    ("LDTP", "Cán bộ 0001", "HN", "Lãnh đạo Thành phố", "leader"),
    ("GDSKHCN", "Cán bộ 0002", "SKHCN", "Giám đốc Sở", "leader"),
    ("TPCDS", "Cán bộ 0003", "SKHCN-CDS", "Trưởng phòng", "civil_servant"),
    ("NVA", "Nguyễn Văn A", "SKHCN-CDS", "Chuyên viên", "civil_servant"),
    ("VPSKHCN", "Cán bộ 0004", "SKHCN-VP", "Văn phòng Sở", "civil_servant"),
    ("KIEMTRA", "Cán bộ 0005", "VP", "Kiểm tra", "civil_servant"),
)
NEIGHBOURS = (
    ("SKHCN-CDS", 4),
    ("SKHCN-TCDL", 4),
    ("SKHCN-ATBX", 4),
    ("SKHCN-VP", 3),
    ("VP", 5),
    ("W00004", 2),
    ("W00070", 2),
    ("W00376", 2),
)
FIRST_NUMBER = 11
HEADING = ("code", "full_name", "unit", "position", "person_type")


def load_city(operator: SuiteClient) -> None:
    """Load units, people, goals, plans, and the deck's worked example."""
    steps = []
    for name in ("hanoi_units.csv", "people.csv", "city_2026.json", "deck_june_2026.json"):
        content = _people() if name == "people.csv" else data(name)
        steps += steps_of(name, content)
    for _ in run_steps(operator, steps, dry_run=False):
        pass


def data(name: str) -> bytes:
    """One of the city's own files."""
    return files("hanoiwork_ops").joinpath("data", name).read_bytes()


def neighbours() -> Iterator[tuple[str, str]]:
    """The generated people: code and unit."""
    number = FIRST_NUMBER
    for unit, count in NEIGHBOURS:
        for _ in range(count):
            yield f"CB{number:04}", unit
            number += 1


def _people() -> bytes:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(HEADING)
    writer.writerows(NAMED)
    for code, unit in neighbours():
        writer.writerow((code, f"Cán bộ {code[2:]}", unit, "Chuyên viên", "civil_servant"))
    return table.getvalue().encode()
