from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction

D = Decimal


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()


def report(suite, *points):
    for day, value in points:
        suite.check_in("NVA", measure="O2-S-KR1", value=D(value), on=date(2026, 6, day))


def forecast(suite, *codes, locale="vi"):
    keys = [suite.measure(code).id for code in codes]
    return suite.service.measure_reading.forecasts_by_ids(keys=[*keys, "unknown"], locale=locale)


def test_a_forecast_says_what_it_rests_on_or_why_there_is_none(suite):
    report(suite, (1, 10), (2, 11), (3, 12))
    made, none, unknown = forecast(suite, "O2-S-KR1", "O2-KR1", locale="en")
    assert (made.value, made.percent, made.reason) == (223, 100, None)
    assert (made.basis.from_, made.basis.to, made.basis.points) == (date(2026, 6, 1), date(2026, 6, 3), 3)
    assert (none.value, none.reason.code) == (None, "too_few_points")
    assert none.reason.message == "Not enough data: reports of at least 3 different days are needed."
    assert forecast(suite, "O2-KR1")[0].reason.message.startswith("Chưa đủ dữ liệu")
    assert unknown is None


def test_what_was_corrected_is_not_forecast_from(suite):
    report(suite, (1, 10), (2, 11))
    _, wrong = suite.check_in("NVA", measure="O2-S-KR1", value=D(99), on=date(2026, 6, 3))
    suite.check_in("NVA", measure="O2-S-KR1", value=D(12), corrects=wrong.id)
    assert forecast(suite, "O2-S-KR1")[0].value == 223


def test_an_objectives_share_is_that_among_all_that_counts_beside_it(suite):
    aim = Aim(direction=Direction.AT_LEAST, target=D(1))
    suite.add_measure("OP", objective="O2-S", code="K2", kind=Kind.KPI, title="Thêm", aim=aim, weight=D(2))
    ids = {code: suite.service.reading.objective(key=code).id for code in ("T1", "O2", "O2-S", "O2-P")}
    found = suite.service.measure_reading.shares_by_ids(keys=[*ids.values(), "unknown"])
    assert [None if one is None else str(one) for one in found] == [None, "100.00", "50.00", "25.00", None]
    shown = suite.service.reading.objective(key="O2-S")
    assert {one.code: str(one.share) for one in shown.measures} == {"O2-S-KR1": "25.00", "K2": "50.00"}
    assert suite.measure("K2").share == 50
    key = suite.measure("O2-S-KR1").id
    assert suite.service.reading.measures_by_ids(keys=[key])[0].share == 25


def test_hints_on_the_wording_come_with_the_guides_warnings(suite):
    measure = {"code": "W1", "kind": "KR", "title": "Xây dựng cổng dữ liệu", "direction": "at_least", "target": "1"}
    entry = {"code": "W", "unit": "HN", "title": "Tăng trưởng 8% mỗi năm", "measures": [measure]}
    suite.load({"cycle": "2026", "objectives": [entry]})
    assert suite.service.reading.objective(key="W", locale="en").warnings == (
        "W has a number in its objective; leave numbers to the key results.",
        "W1 reads like a task; a key result says what is reached and how it is measured.",
    )
    assert "con số" in suite.service.reading.tree(cycle="2026", root="W")[0].warnings[0]
    [unwarned] = suite.service.reading.tree(cycle="2026", root="W", with_warnings=False)
    assert ([one.code for one in unwarned.measures], unwarned.warnings) == (["W1"], ())
