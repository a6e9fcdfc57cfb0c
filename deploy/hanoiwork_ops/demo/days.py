"""Days going on: check-ins on the city's goals, and tasks in every state."""

import random
from typing import Any

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.demo.accounts import PASSWORD, colleagues
from hanoiwork_ops.loading import patiently
from hanoiwork_shared.clock import SystemClock

CHECK_INS = (
    ("T3-1", ("6.9", "7.4", "7.8"), 7),
    ("T3-2", ("168", "172", "176"), 8),
    ("T3-3", ("3.1", "4.6", "5.4"), 7),
    ("T3-4", ("3.2", "3.4", "3.6"), 6),
    ("T3-5", ("180000", "255000", "301000"), 7),
    ("T3-6", ("31", "48", "63"), 5),
    ("T3-7", ("12500", "18700", "23900"), 8),
    ("T3-8", ("58.9", "59.4", "60.1"), 8),
    ("O1-KR1", ("0", "1", "1"), 6),
    ("O2-KR1", ("62", "71", "78"), 6),
    ("O2-S-KR1", ("88", "91", "94"), 7),
    ("O3-KR1", ("17.2", "18.6", "19.9"), 7),
    ("O5-KR1", ("34", "41", "48"), 5),
    ("O6-KR1", ("81", "86", "90"), 8),
)
CHECK_IN_DAYS = ("2026-05-20", "2026-06-20", "2026-07-20")
DIFFICULTIES = ("", "", "Chậm số liệu từ xã, phường", "Thiếu nhân lực kỹ thuật")
TITLES = (
    "Xây dựng biểu mẫu dữ liệu dùng chung",
    "Kết nối dữ liệu dân cư với Dashboard",
    "Soạn hướng dẫn họp số",
    "Rà soát văn bản điện tử",
    "Kiểm thử nền tảng báo cáo",
    "Tập huấn kỹ năng số cho cán bộ",
)
STATES = ("assigned", "started", "difficult", "submitted", "completed", "assigned")
HEARSAY_SECONDS = 30


def add_living_work(address: str, chance: random.Random) -> None:
    """Check in on goals, and give the division's specialists tasks that are under way."""
    operator, head = SuiteClient(address), SuiteClient(address)
    operator.sign_in("operator", PASSWORD)
    head.sign_in("truongphong.cds", PASSWORD)
    try:
        for measure, values, confidence in CHECK_INS:
            _check_in(operator, measure, values, confidence, chance)
        for code in colleagues():
            _give_tasks(address, head, code, chance)
    finally:
        operator.close()
        head.close()


def _check_in(
    operator: SuiteClient, measure: str, values: tuple[str, ...], confidence: int, chance: random.Random
) -> None:
    for on, value in zip(CHECK_IN_DAYS, values, strict=True):
        given: dict[str, Any] = {"measure": measure, "value": value, "on": on, "confidence": confidence}
        given["difficulty"] = chance.choice(DIFFICULTIES)  # drawn for every day, so that each run draws the same
        if on <= SystemClock().today().isoformat():
            operator.do("checkIn", given, key=f"demo-{measure}-{on}")


def _give_tasks(address: str, head: SuiteClient, code: str, chance: random.Random) -> None:
    specialist = SuiteClient(address)
    specialist.sign_in(code.lower(), PASSWORD)
    try:
        for number, (title, state) in enumerate(zip(TITLES, STATES, strict=True), 1):
            task = f"{code}-CV{number}"
            given = {"code": task, "title": title, "group": "okr_kpi", "unit": "SKHCN-CDS", "objective": "O2-P"}
            given |= {"product": "Văn bản", "authority": "Trưởng phòng", "due": "2026-12-31"}
            given["points"] = str(chance.choice((8, 10, 12)))
            _once_heard(head, "createTask", given, key=f"demo-{task}")
            head.do("assignTask", {"task": task, "person": code}, key=f"demo-{task}-assign")
            _bring_to(state, task, specialist, head)
    finally:
        specialist.close()


def _bring_to(state: str, task: str, specialist: SuiteClient, head: SuiteClient) -> None:
    if state == "assigned":
        return
    specialist.do("reportProgress", {"task": task, "percent": 60, "note": "Đang làm"}, key=f"demo-{task}-progress")
    if state == "difficult":
        given = {"task": task, "text": "Chưa có số liệu của đơn vị phối hợp", "owedByUnit": "SKHCN-VP"}
        specialist.do("raiseDifficulty", given, key=f"demo-{task}-difficulty")
    if state in ("submitted", "completed"):
        specialist.do("submitTask", {"task": task, "note": "Đã gửi bản cuối"}, key=f"demo-{task}-submit")
    if state == "completed":
        head.do("acceptTask", {"task": task}, key=f"demo-{task}-accept")


def _once_heard(client: SuiteClient, mutation: str, given: dict[str, Any], *, key: str) -> None:
    patiently(lambda: client.do(mutation, given, key=key), seconds=HEARSAY_SECONDS, unheard=("_unknown", "forbidden"))
