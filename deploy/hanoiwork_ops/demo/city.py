"""The city of the demo: its units, goals and plans, and people with numbers for names."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.demo.hearing import until_heard
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


PLAN_20 = {"plan_item": "KH20/2.1.1", "objective": "O2-P", "product": "Kế hoạch triển khai"}
DECK_LINKS: dict[str, dict[str, str]] = {
    "OKR-1": {"measure": "O2-S-KR1", "product": "Dự thảo khung OKR"},
    "OKR-2": PLAN_20,
    "OKR-3": PLAN_20,
    "TX-4": PLAN_20,
    "TX-5": PLAN_20,
    "TX-6": PLAN_20,
    "TX-7": {"objective": "O2-P", "product": "Báo cáo"},
    "TX-8": {"objective": "O2-P", "product": "Hồ sơ đã trả"},
}
"""What the deck's twelve tasks serve where the chain has a place for them (ours; their figures stay the deck's)."""


def load_city(operator: SuiteClient, waiting: Callable[[], int]) -> None:
    """Load units, people, goals, plans, and the deck's worked example, each when what it names has been heard of."""
    for name in ("hanoi_units.csv", "people.csv", "city_2026.json", "deck_june_2026.json"):
        for _ in run_steps(operator, steps_of(name, MADE[name]() if name in MADE else data(name)), dry_run=False):
            until_heard(waiting)


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


def assigner_of(person: str, unit: str) -> tuple[str, str]:
    """Who assigned somebody's recorded work: the level above, and within whose authority."""
    if unit == "SKHCN-CDS" and person != "TPCDS":
        return "TPCDS", "Trưởng phòng"
    return ("GDSKHCN", "Giám đốc Sở") if unit.startswith("SKHCN") else ("LDTP", "Lãnh đạo Thành phố")


def deck() -> bytes:
    """The deck's worked example with the same figures, and beside them what each task served and who assigned it."""
    case: dict[str, Any] = json.loads(data("deck_june_2026.json"))
    assigner, authority = assigner_of(case["person"]["code"], case["person"]["unit"])
    around = {"assigner": assigner, "authority": authority}
    case["tasks"] = [{**task, **around, **DECK_LINKS.get(task["code"], {})} for task in case["tasks"]]
    return json.dumps(case, ensure_ascii=False).encode()


def _people() -> bytes:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(HEADING)
    writer.writerows(NAMED)
    for code, unit in neighbours():
        writer.writerow((code, f"Cán bộ {code[2:]}", unit, "Chuyên viên", "civil_servant"))
    return table.getvalue().encode()


MADE = {"people.csv": _people, "deck_june_2026.json": deck}
"""What is not loaded as it lies there."""
