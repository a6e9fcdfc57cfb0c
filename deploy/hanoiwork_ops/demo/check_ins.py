"""Check-ins on the city's goals: a value on the 20th of every month, up to the day of loading."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import accumulate

from hanoiwork_ops.demo.desk import Order
from hanoiwork_ops.demo.records import SEED

CITY, DEPARTMENT = "lanhdao.tp", "giamdoc.skhcn"
DAYS = tuple(date(2026, number, 20) for number in range(5, 13))


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a measure goes: its values in May, June and July, where it is in December, and what stands in its way."""

    measure: str
    by: str
    first: tuple[str, ...]
    december: str
    confidence: int
    difficulty: str = ""
    remedy: str = ""

    def values(self) -> tuple[str, ...]:
        """A value for each of `DAYS`, the same whenever it is asked for; no step goes back."""
        chance = random.Random(f"{SEED}-{self.measure}")  # noqa: S311 - a reproducible demo, no secret
        steps = [chance.uniform(0.6, 1.4) for _ in DAYS[len(self.first) :]]
        start, end = Decimal(self.first[-1]), Decimal(self.december)
        shares = [Decimal(gone) / Decimal(sum(steps)) for gone in accumulate(steps)]
        finest = min((Decimal(value) for value in self.first), key=lambda value: value.as_tuple().exponent)
        later = [(start + (end - start) * share).quantize(finest, rounding=ROUND_FLOOR) for share in shares[:-1]]
        return (*self.first, *(f"{value:f}" for value in later), self.december)


COURSES = (
    Course(measure="T3-1", by=CITY, first=("6.9", "7.4", "7.8"), december="7.9", confidence=7),
    Course(measure="T3-2", by=CITY, first=("168", "172", "176"), december="179", confidence=8),
    Course(measure="T3-3", by=CITY, first=("3.1", "4.6", "5.4"), december="6.2", confidence=7),
    Course(measure="T3-4", by=CITY, first=("3.2", "3.4", "3.6"), december="3.8", confidence=6),
    Course(measure="T3-5", by=CITY, first=("180000", "255000", "301000"), december="408000", confidence=7),
    Course(
        measure="T3-6",
        by=CITY,
        first=("31", "42", "49"),
        december="80",
        confidence=5,
        difficulty="Vướng giải phóng mặt bằng ở một số dự án",
        remedy="Giao ban hằng tuần với các chủ đầu tư",
    ),
    Course(measure="T3-7", by=CITY, first=("12500", "18700", "23900"), december="31200", confidence=8),
    Course(measure="T3-8", by=CITY, first=("58.9", "59.4", "60.1"), december="60.9", confidence=8),
    Course(measure="O1-KR1", by=CITY, first=("0", "1", "1"), december="2", confidence=6),
    Course(measure="O2-KR1", by=CITY, first=("62", "71", "78"), december="97", confidence=6),
    Course(measure="O2-S-KR1", by=DEPARTMENT, first=("88", "91", "94"), december="98", confidence=7),
    Course(measure="O3-KR1", by=DEPARTMENT, first=("17.2", "18.6", "19.9"), december="22.1", confidence=7),
    Course(
        measure="O4-KR1",
        by=DEPARTMENT,
        first=("3.1", "4.0", "4.8"),
        december="8.6",
        confidence=3,
        difficulty="Chưa có số liệu thống kê kinh tế số theo từng ngành",
        remedy="Phối hợp với ngành thống kê thu thập riêng cho Thành phố",
    ),
    Course(
        measure="O5-KR1",
        by=DEPARTMENT,
        first=("24", "31", "36"),
        december="50",
        confidence=5,
        difficulty="Người dân ở các xã ít dùng ứng dụng",
        remedy="Tổ công nghệ số cộng đồng hướng dẫn tại nhà văn hóa",
    ),
    Course(measure="O6-KR1", by=DEPARTMENT, first=("81", "86", "90"), december="95", confidence=8),
)
ONCE = (("T2-4-KPI", "74.8"), ("T2-5-KPI", "77"), ("T2-6-KPI", "98"), ("T2-7-KPI", "88"))
"""Measures that are reported on the newest day only; O1-KR2 is never, to show what that looks like."""


def check_ins(today: date) -> Iterator[Order]:
    """Every measure's values up to today, the older first."""
    days = [on for on in DAYS if on <= today]
    for course in COURSES:
        for on, value in zip(days, course.values(), strict=False):  # as many values as there are days so far
            said = {"confidence": course.confidence, "difficulty": course.difficulty, "remedy": course.remedy}
            yield _check_in(course.by, course.measure, value, on, **said)
    for measure, value in ONCE:
        for on in days[-1:]:
            yield _check_in(CITY, measure, value, on)


def _check_in(by: str, measure: str, value: str, on: date, **said: object) -> Order:
    given = {"measure": measure, "value": value, "on": on.isoformat(), **said}
    return Order(by=by, mutation="checkIn", given=given, key=f"demo-{measure}-{on}")
