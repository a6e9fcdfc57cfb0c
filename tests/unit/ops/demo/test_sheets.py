from datetime import date
from typing import Any

from hanoiwork_ops.demo.periods import DECK, MONTHS, finished
from hanoiwork_ops.demo.sheets import Stage, scored, sheets_taken_on, stage

ROWS = ({"code": "1.1", "maximum": "2"}, {"code": "1.2", "maximum": "28"})
NOVEMBER = date(2026, 11, 26)


def stages(today: date, month: int) -> list[Stage]:
    return [stage(place, MONTHS[month - 5], today) for place in range(len(scored()))]


def test_old_months_are_approved_and_the_newest_two_are_under_way():
    assert set(stages(NOVEMBER, 9)) == {Stage.APPROVED}
    assert {Stage.REVIEWED, Stage.SUBMITTED, Stage.RETURNED} <= set(stages(NOVEMBER, 10))
    assert set(stages(NOVEMBER, 11)) == {Stage.DRAFT, Stage.SUBMITTED}


def test_when_the_cycle_is_long_over_everything_is_approved():
    today = date(2027, 3, 1)
    assert {one for month in range(5, 13) for one in stages(today, month)} == {Stage.APPROVED}


def test_the_decks_sheet_is_final_as_soon_as_its_month_is_over_with_every_point():
    def given(today: date) -> list[dict[str, Any]]:
        orders = sheets_taken_on(today, rows=ROWS)
        return [dict(o.given) for o in orders if o.given["period"] == DECK.code and o.given["person"] == "NVA"]

    assert given(date(2026, 6, 24)) == []
    for today in (date(2026, 6, 25), date(2026, 7, 30), NOVEMBER, date(2028, 1, 1)):
        _, reviewed, approved = given(today)
        assert [row["score"] for row in reviewed["rows"]] == ["2", "28"]
        assert approved == {"period": DECK.code, "person": "NVA"}


def test_nothing_is_done_to_a_month_that_is_not_over():
    for today in (date(2026, 5, 1), date(2026, 6, 10), NOVEMBER):
        months = {order.given["period"] for order in sheets_taken_on(today, rows=ROWS)}
        assert months <= {month.code for month in finished(today)}


def test_a_sheet_is_reviewed_by_the_one_above_its_person():
    orders = list(sheets_taken_on(NOVEMBER, rows=ROWS))
    by = {(order.given["person"], order.by) for order in orders if order.mutation == "approveSheet"}
    assert ("TPCDS", "giamdoc.skhcn") in by
    assert ("NVA", "truongphong.cds") in by
    assert all(account != person.lower() for person, account in by)


def test_leaders_now_and_then_take_a_point_off():
    reviewed = [order.given["rows"][-1]["score"] for order in sheets_taken_on(NOVEMBER, rows=ROWS)
                if order.mutation == "reviewSheet"]  # fmt: skip
    assert {"27", "28"} == set(reviewed)
