"""The division's own goals, one in each part of its life: active, waiting for a decision, closed and copied onwards."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hanoiwork_ops.demo.check_ins import DAYS
from hanoiwork_ops.demo.desk import Desk, Order
from hanoiwork_ops.demo.feeds import feed
from hanoiwork_ops.demo.stand_ins import DEPUTY

LEADER, DIRECTOR, HEAD = "lanhdao.tp", "giamdoc.skhcn", "truongphong.cds"
DATA, OPEN, TRAINED = "CDS-DL", "CDS-MO", "CDS-DT"
SATISFACTION = "HL-HN"
VALUES = ("86", "87.5", "88", "89.2", "90", "90.4", "91", "92")
CYCLE, NEXT_CYCLE = "2026", "2027"
DIVISION: dict[str, Any] = {"cycle": CYCLE, "unit": "SKHCN-CDS", "parent": "O2-S"}

REUSED: dict[str, Any] = {
    "code": f"{DATA}-KR1", "kind": "KR", "title": "Bộ dữ liệu dùng chung được tái sử dụng", "direction": "count",
    "target": "40", "commit": "30", "stretch": "50", "unit": "bộ dữ liệu", "waypoints": [
        {"on": "2026-06-30", "value": "15"}, {"on": "2026-09-30", "value": "28"},
    ],
}  # fmt: skip
STABLE: dict[str, Any] = {
    "code": f"{DATA}-KR2", "kind": "KR", "title": "Độ trễ đồng bộ dữ liệu giữ trong giới hạn",
    "direction": "keep_within", "low": "0", "high": "15", "unit": "phút",
}  # fmt: skip
RULES: dict[str, Any] = {
    "code": f"{DATA}-KR3", "kind": "KR", "title": "Quy chế chia sẻ dữ liệu được ban hành", "direction": "yes_no",
}  # fmt: skip
COURSES = (
    (REUSED["code"], ("9", "14", "19", "23", "27", "31", "35", "38")),
    (STABLE["code"], ("12", "9", "17", "11", "8", "10", "9", "8")),
)
DIGITISED: dict[str, Any] = {
    "code": f"{TRAINED}-KR1",
    "kind": "KR",
    "title": "Cán bộ phường, xã được tập huấn",
    "unit": "người",
}
OVERALL: dict[str, Any] = {
    "code": f"{DATA}-KR4", "kind": "KPI", "title": "Bộ dữ liệu dùng chung và lượt tập huấn", "direction": "at_least",
    "target": "640", "unit": "lượt",
}  # fmt: skip


def goals_in_their_life(desk: Desk, today: date) -> None:
    """Draft, approve, use, report, close and copy the division's goals."""
    desk.carry_out(_standing_kpi())
    feed(desk, SATISFACTION, VALUES, today)
    desk.carry_out(_closed_goal(today))
    desk.carry_out(_active_goal())
    for order in _reports(today):
        made = desk.do(order, wanted="checkIn { id }")
        desk.do(_noted(made["checkIn"]["id"], order.key))
    desk.carry_out(_waiting_goal())


def _standing_kpi() -> Iterator[Order]:
    kpi = {"of": "HN", "code": SATISFACTION, "title": "Người dân hài lòng với dịch vụ công", "direction": "at_least"}
    yield _order(LEADER, "createKpi", {**kpi, "target": "95", "baseline": "80", "unit": "%"}, SATISFACTION)


def _closed_goal(today: date) -> Iterator[Order]:
    yield from _drafted(TRAINED, "Tập huấn kỹ năng số cho cán bộ phường, xã", tags=["Đào tạo"])
    measured = {**DIGITISED, "objective": TRAINED, "direction": "at_least", "target": "600"}
    yield _order(HEAD, "addMeasure", measured, f"{TRAINED}-KR1")
    yield from _approved(TRAINED, by=DEPUTY)
    yield _order(HEAD, "useKpi", {"kpi": SATISFACTION, "objective": TRAINED, "weight": "0.5"}, f"{TRAINED}-kpi")
    for on in [day for day in DAYS if day <= today][-1:]:
        reported = {"measure": f"{TRAINED}-KR1", "value": "600", "on": on.isoformat(), "confidence": 9}
        yield _order(HEAD, "checkIn", reported, f"{TRAINED}-report")
    learnt = "Chia lớp theo cụm xã giúp đủ chỉ tiêu sớm; năm sau cần tài liệu cho người mới dùng máy tính."
    ended = {"objective": TRAINED, "result": "achieved", "retrospective": learnt}
    yield _order(HEAD, "closeObjective", ended, f"{TRAINED}-closed")
    copied = {"fromCycle": CYCLE, "toCycle": NEXT_CYCLE, "branches": [TRAINED], "values": "drop"}
    yield _order(HEAD, "cloneObjectives", copied, f"{TRAINED}-copied")


def _active_goal() -> Iterator[Order]:
    contributing = [{"unit": "SKHCN-TCDL", "weight": "2"}, {"unit": "SKHCN-VP"}]
    yield from _drafted(
        DATA, "Dữ liệu của Thành phố được dùng chung", owner="NVA", reviewer="GDSKHCN", tags=["Dữ liệu", "Đề án 06"],
        contributors=contributing,
    )  # fmt: skip
    for measure in (REUSED, STABLE, RULES):
        yield _order(HEAD, "addMeasure", {**measure, "objective": DATA}, measure["code"])
    parts = {"kind": "sum", "parts": [{"measure": REUSED["code"]}, {"measure": f"{TRAINED}-KR1"}]}
    yield _order(HEAD, "addMeasure", {**OVERALL, "objective": DATA, "formula": parts}, OVERALL["code"])
    yield _order(HEAD, "submitObjective", {"objective": DATA, "route": ["GDSKHCN"]}, f"{DATA}-submitted")
    unclear = {"objective": DATA, "reason": "Nêu rõ mốc theo quý của số bộ dữ liệu"}
    yield _order(DIRECTOR, "returnObjective", unclear, f"{DATA}-returned")
    yield from _approved(DATA, by=DIRECTOR)
    yield _order(HEAD, "useKpi", {"kpi": SATISFACTION, "objective": DATA}, f"{DATA}-kpi")


def _waiting_goal() -> Iterator[Order]:
    yield from _drafted(OPEN, "Mở dữ liệu cho người dân và doanh nghiệp", tags=["Dữ liệu", "Mở"])
    counted = {"code": f"{OPEN}-KR1", "kind": "KR", "title": "Bộ dữ liệu mở được công bố", "direction": "count"}
    yield _order(HEAD, "addMeasure", {**counted, "objective": OPEN, "target": "25", "unit": "bộ"}, f"{OPEN}-KR1")
    yield _order(HEAD, "submitObjective", {"objective": OPEN}, f"{OPEN}-submitted")


def _drafted(code: str, title: str, **given: Any) -> Iterator[Order]:
    yield _order(HEAD, "createObjective", {**DIVISION, "code": code, "title": title, **given}, code)


def _approved(code: str, *, by: str) -> Iterator[Order]:
    yield _order(HEAD, "submitObjective", {"objective": code}, f"{code}-handed-in")
    yield _order(by, "approveObjective", {"objective": code, "note": "Đồng ý"}, f"{code}-approved")
    yield _order(HEAD, "activateObjective", {"objective": code}, f"{code}-active")


def _reports(today: date) -> Iterator[Order]:
    days = [on for on in DAYS if on <= today]
    for code, values in COURSES:
        for on, value in zip(days, values, strict=False):  # as many values as there are days so far
            said = {"measure": code, "value": value, "on": on.isoformat(), "confidence": 7}
            yield _order("nva", "checkIn", {**said, "evidence": "https://data.hanoi.gov.vn"}, f"{code}-{on}")


def _noted(check_in: str, key: str) -> Order:
    return Order(
        by=DIRECTOR, mutation="acknowledgeCheckIn", given={"checkIn": check_in, "note": "Đã xem"}, key=f"{key}-noted"
    )


def _order(by: str, mutation: str, given: dict[str, Any], key: str) -> Order:
    return Order(by=by, mutation=mutation, given=given, key=f"demo-goal-{key}")
