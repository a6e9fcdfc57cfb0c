"""Months gone by: recorded work of everybody, and the sheets of one division taken to approval."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.demo.accounts import PASSWORD, colleagues
from hanoiwork_ops.demo.city import neighbours
from hanoiwork_ops.loading import patiently
from hanoiwork_shared.errors import Unavailable

MONTHS = (("2026-05", date(2026, 4, 25)), ("2026-06", date(2026, 5, 25)), ("2026-07", date(2026, 6, 25)))
APPROVED = ("2026-05", "2026-06")
WORK = (
    ("okr_kpi", "Cập nhật số liệu chỉ số kinh tế số", "O3"),
    ("okr_kpi", "Hướng dẫn sử dụng iHanoi cho người dân", "O5"),
    ("okr_kpi", "Rà soát hồ sơ định danh điện tử", "O6"),
    ("routine", "Giải quyết hồ sơ thủ tục hành chính", "O2-P"),
    ("routine", "Tổng hợp báo cáo tuần", None),
    ("routine", "Trả lời văn bản của đơn vị", None),
    ("routine", "Kiểm tra hệ thống, lập biên bản", "O2-S"),
    ("arising", "Chuẩn bị tài liệu họp đột xuất", None),
)
LEAST_TASKS, MOST_TASKS = 5, 8
HEARSAY_SECONDS = 30


def record_months(operator: SuiteClient, chance: random.Random) -> None:
    """Record three months of everybody's work, as if brought over from another system."""
    for period, first in MONTHS:
        last = date(first.year + first.month // 12, first.month % 12 + 1, 24)
        cases = [_case(person, period, first, last, chance) for person in _workers(period)]
        given = {"content": json.dumps(cases, ensure_ascii=False)}
        patiently(lambda given=given: operator.do("importTasks", given), seconds=HEARSAY_SECONDS)  # type: ignore[misc]


def score_months(operator: SuiteClient, address: str, waiting: Callable[[], int]) -> None:
    """Open the months, make the sheets, and take those of one division through to approval."""
    _until_heard(waiting)
    for period, _ in MONTHS:
        operator.do("openPeriod", {"code": period}, key=f"demo-open-{period}")
        operator.do("startEvaluationRun", {"period": period}, key=f"demo-run-{period}")
    head = _signed_in(address, "truongphong.cds")
    for account in ("nva", *(code.lower() for code in colleagues())):
        person = _signed_in(address, account)
        for period in APPROVED:
            _approve(person, head, account.upper(), period)
        person.close()
    head.close()


def _workers(period: str) -> Iterator[tuple[str, str]]:
    yield from neighbours()
    if period != "2026-06":  # June is the deck's own case
        yield "NVA", "SKHCN-CDS"


def _case(person: tuple[str, str], period: str, first: date, last: date, chance: random.Random) -> dict[str, Any]:
    code, unit = person
    count = chance.randint(LEAST_TASKS, MOST_TASKS)
    return {
        "person": {"code": code, "full_name": f"Cán bộ {code[2:]}", "unit": unit, "person_type": "civil_servant"},
        "period": {"code": period, "from": first.isoformat(), "to": last.isoformat()},
        "tasks": [_task(f"{code}-{period}-{number}", first, chance) for number in range(1, count + 1)],
    }


def _task(code: str, first: date, chance: random.Random) -> dict[str, Any]:
    group, title, objective = chance.choice(WORK)
    completed = chance.random() < 0.94  # noqa: PLR2004 - what looks like a real month
    task: dict[str, Any] = {
        "code": code,
        "title": title,
        "group": group,
        "points": chance.choice((6, 8, 10, 12, 15, 20)),
        "completed": completed,
        "quality_failures": int(completed and chance.random() < 0.05),  # noqa: PLR2004
        "late_days": chance.choice((1, 2, 3)) if completed and chance.random() < 0.06 else 0,  # noqa: PLR2004
        "due": (first + timedelta(days=chance.randint(5, 27))).isoformat(),
    }
    return task | ({"objective": objective} if objective else {})


def _until_heard(waiting: Callable[[], int]) -> None:
    def quiet() -> None:
        if waiting():
            raise StillWaiting(what="events")

    patiently(quiet, seconds=HEARSAY_SECONDS)


class StillWaiting(Unavailable):
    """Events are still on their way."""

    code = "ops.events_unknown"


def _signed_in(address: str, account: str) -> SuiteClient:
    client = SuiteClient(address)
    client.sign_in(account, PASSWORD)
    return client


def _approve(person: SuiteClient, head: SuiteClient, code: str, period: str) -> None:
    document = "query ($p: String!) { sheet(period: $p) { status rows { code maximum } } }"
    sheet = person.ask(document, {"p": period})["sheet"]
    rows = [{"code": row["code"], "score": row["maximum"]} for row in sheet["rows"]]
    key = f"demo-{period}-{code}"
    if sheet["status"] == "approved":
        return
    person.do("submitSheet", {"period": period, "rows": rows}, key=f"{key}-submit")
    given = {"period": period, "person": code}
    head.do("reviewSheet", {**given, "rows": rows}, key=f"{key}-review")
    head.do("approveSheet", given, key=f"{key}-approve")
