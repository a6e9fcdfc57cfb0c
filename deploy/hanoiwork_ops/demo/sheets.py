"""Sheets of the months: those long over approved, the newest two under way."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from hanoiwork_ops.demo.accounts import account_of, colleagues
from hanoiwork_ops.demo.desk import Desk, Order
from hanoiwork_ops.demo.hearing import until_heard
from hanoiwork_ops.demo.periods import DECK, Month, age, finished, opened
from hanoiwork_ops.demo.records import SEED

FORM = "query ($period: String!) { sheet(period: $period) { rows { code maximum } } }"
HEAD, DIRECTOR = "truongphong.cds", "giamdoc.skhcn"
REASON = "Chấm lại phần kết quả công việc theo minh chứng"
MILD = 0.6
"""How often a leader takes a point off (ours)."""


class Stage(IntEnum):
    """How far a sheet is taken."""

    DRAFT = 0
    SUBMITTED = 1
    RETURNED = 2
    REVIEWED = 3
    APPROVED = 4


NEWEST = (Stage.DRAFT, Stage.SUBMITTED, Stage.DRAFT, Stage.DRAFT, Stage.DRAFT, Stage.SUBMITTED)
BEFORE = (Stage.REVIEWED, Stage.APPROVED, Stage.REVIEWED, Stage.SUBMITTED, Stage.RETURNED, Stage.SUBMITTED)
"""How far the sheets of the newest month, and of the one before, are: Nguyễn Văn A, his colleagues, their head."""


def scored() -> tuple[tuple[str, str], ...]:
    """Whose sheets are taken on, with the account that reviews them."""
    return (("NVA", HEAD), *((code, HEAD) for code in colleagues()), ("TPCDS", DIRECTOR))


def stage(place: int, month: Month, today: date) -> Stage:
    """How far the sheet of the one at `place` of `scored` is. Nguyễn Văn A's June is final once it is over (deck)."""
    old = age(month, today)
    if old < 0:
        return Stage.DRAFT
    if place == 0 and month == DECK:
        return Stage.APPROVED
    return (NEWEST[place], BEFORE[place])[old] if old < 2 else Stage.APPROVED  # noqa: PLR2004 - two are under way


def score_months(desk: Desk, today: date, waiting: Callable[[], int]) -> None:
    """Open the months, make the sheets, and take those of one division on, once every event has been heard."""
    until_heard(waiting)
    desk.carry_out(months_opened(today))
    rows = desk.client("nva").ask(FORM, {"period": DECK.code})["sheet"]["rows"]
    desk.carry_out(sheets_taken_on(today, rows=rows))


def months_opened(today: date) -> Iterator[Order]:
    """Every month is opened and its sheets are made."""
    for month in opened(today):
        yield Order(by="operator", mutation="openPeriod", given={"code": month.code}, key=f"demo-open-{month.code}")
        given = {"period": month.code}
        yield Order(by="operator", mutation="startEvaluationRun", given=given, key=f"demo-run-{month.code}")


def sheets_taken_on(today: date, *, rows: Sequence[Mapping[str, Any]]) -> Iterator[Order]:
    """Each sheet goes as far as its stage; `rows` are those of the form, with the most that each gives."""
    full = [{"code": row["code"], "score": row["maximum"]} for row in rows]
    for month in finished(today):
        for place, (person, reviewer) in enumerate(scored()):
            yield from _taken_on(person, reviewer, month, stage(place, month, today), full)


def _taken_on(person: str, reviewer: str, month: Month, until: Stage, full: list[dict[str, Any]]) -> Iterator[Order]:
    def step(by: str, mutation: str, **given: Any) -> Order:
        key = f"demo-{month.code}-{person}-{mutation}"
        return Order(by=by, mutation=mutation, given={"period": month.code, "person": person, **given}, key=key)

    if until >= Stage.SUBMITTED:
        yield step(account_of(person), "submitSheet", rows=full)
    if until is Stage.RETURNED:
        yield step(reviewer, "returnSheet", reason=REASON)
    if until >= Stage.REVIEWED:
        yield step(reviewer, "reviewSheet", rows=_reviewed(person, month, full))
    if until is Stage.APPROVED:
        yield step(reviewer, "approveSheet")


def _reviewed(person: str, month: Month, full: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The leader's points: a point less on the last row now and then, never on the deck's own sheet."""
    chance = random.Random(f"{SEED}-{person}-{month.code}-review")  # noqa: S311 - a reproducible demo, no secret
    if (person, month) == ("NVA", DECK) or chance.random() > MILD:
        return full
    *others, last = full
    return [*others, {"code": last["code"], "score": str(max(0, int(float(last["score"])) - 1))}]
