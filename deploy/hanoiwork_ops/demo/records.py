"""Months gone by: what everybody has done, as if brought over from another system."""

import json
import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from hanoiwork_ops.demo.city import assigner_of, neighbours
from hanoiwork_ops.demo.desk import Desk, Order
from hanoiwork_ops.demo.periods import DECK, MONTHS, Month, finished

SEED = 2026
QUARTERS_END = (3, 6, 9, 12)
DIVISION = "SKHCN-CDS"
OFFICE_OF_THE_CITY = "VP"
PROCEDURES = {DIVISION: {"measure": "O2-P-KR1"}}
WORK: tuple[tuple[str, str, str, Mapping[str, str]], ...] = (
    ("okr_kpi", "Cập nhật số liệu chỉ số kinh tế số", "Bảng số liệu", {"measure": "O3-KR1"}),
    ("okr_kpi", "Hướng dẫn sử dụng iHanoi cho người dân", "Buổi hướng dẫn", {"measure": "O5-KR1"}),
    ("okr_kpi", "Rà soát hồ sơ định danh điện tử", "Danh sách hồ sơ", {"measure": "O6-KR1"}),
    ("routine", "Giải quyết hồ sơ thủ tục hành chính", "Hồ sơ đã trả", {"objective": "O2"}),
    ("routine", "Tổng hợp báo cáo tuần", "Báo cáo", {}),
    ("routine", "Trả lời văn bản của đơn vị", "Văn bản", {}),
    ("routine", "Kiểm tra hệ thống, lập biên bản", "Biên bản", {"measure": "O2-S-KR1"}),
    ("arising", "Chuẩn bị tài liệu họp đột xuất", "Tài liệu", {}),
)
PLANNED = (
    ("okr_kpi", "Rà soát danh mục Hội nghị để cắt giảm", "Danh mục", {"plan_item": "KH20/2.1.2", "objective": "O2"}),
    ("okr_kpi", "Rà soát văn bản giấy để cắt giảm", "Danh mục", {"plan_item": "KH20/2.1.3", "objective": "O2"}),
)
"""What the city's office did for the plan items that it leads, in the months before they fell due."""
PLANNED_IN = MONTHS[:2]
SHOWN_EVERYWHERE = tuple(month for month in MONTHS if month in PLANNED_IN or month.ends.month in QUARTERS_END)
LEAST_TASKS, MOST_TASKS = 3, 6
DIVISIONS_MEASURE = {
    "objective": "O2-P",
    "code": "O2-P-KR1",
    "kind": "KR",
    "title": "Tỷ lệ điểm nhiệm vụ của phòng đã hoàn thành",
    "direction": "at_least",
    "target": "100",
    "unit": "%",
    "source": "tasks",
}


def divisions_own_measure() -> Iterator[Order]:
    """The division measures its goal by its tasks (ours: the deck gives that goal no key result)."""
    yield Order(by="truongphong.cds", mutation="addMeasure", given=DIVISIONS_MEASURE, key="demo-O2-P-KR1")


def record_months(desk: Desk, today: date) -> None:
    """Record the months that are over, one file a month."""
    for month in finished(today):
        given = {"content": json.dumps(cases(month), ensure_ascii=False)}
        desk.do(Order(by="operator", mutation="importTasks", given=given, key=f"demo-record-{month.code}"))


def cases(month: Month) -> list[dict[str, Any]]:
    """Everybody's month, the same whenever it is asked for."""
    return [_case(code, unit, month) for code, unit in _workers(month)]


def _workers(month: Month) -> Iterator[tuple[str, str]]:
    """The division's people have every month; the others some, so that the first start does not take long."""
    yield from ((code, unit) for code, unit in neighbours() if unit == DIVISION or month in SHOWN_EVERYWHERE)
    yield "TPCDS", DIVISION
    if month != DECK:  # June is the deck's own case
        yield "NVA", DIVISION


def _case(code: str, unit: str, month: Month) -> dict[str, Any]:
    chance = random.Random(f"{SEED}-{code}-{month.code}")  # noqa: S311 - a reproducible demo, no secret
    work = [chance.choice(WORK) for _ in range(chance.randint(LEAST_TASKS, MOST_TASKS))]
    if unit == OFFICE_OF_THE_CITY and month in PLANNED_IN:
        work = [*PLANNED, *work]
    named = {"code": code, "full_name": code, "unit": unit}
    period = {"code": month.code, "from": month.starts.isoformat(), "to": month.ends.isoformat()}
    assigner, authority = assigner_of(code, unit)
    around = {"assigner": assigner, "authority": authority}
    tasks = [
        {"code": f"{code}-{month.code}-{number}", **_task(one, unit, month, chance), **around}
        for number, one in enumerate(work, start=1)
    ]
    return {"person": named, "period": period, "tasks": tasks}


def _task(work: tuple[str, str, str, Mapping[str, str]], unit: str, month: Month, chance: random.Random) -> Any:
    group, title, product, serves = work
    completed = chance.random() < 0.94 or "plan_item" in serves  # noqa: PLR2004 - what looks like a real month
    if serves == {"objective": "O2"}:
        serves = PROCEDURES.get(unit, serves)
    return {
        "title": title,
        "group": group,
        "product": product,
        "points": chance.choice((6, 8, 10, 12, 15, 20)),
        "completed": completed,
        "quality_failures": int(completed and chance.random() < 0.05),  # noqa: PLR2004
        "late_days": chance.choice((1, 2, 3)) if completed and chance.random() < 0.06 else 0,  # noqa: PLR2004
        "due": (month.starts + timedelta(days=chance.randint(5, 27))).isoformat(),
        **serves,
    }
