from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_ops.demo.check_ins import COURSES, DAYS, Course, check_ins

MONTHLY = timedelta(days=31)


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.measure)
def test_a_measure_goes_from_its_first_values_to_decembers_without_a_step_back(course: Course):
    values = [Decimal(value) for value in course.values()]
    assert len(values) == len(DAYS)
    assert values == sorted(values)
    assert (course.values()[:3], course.values()[-1]) == (course.first, course.december)
    assert course.values() == course.values()


def test_what_is_counted_stays_whole():
    (lines,) = (course for course in COURSES if course.measure == "O1-KR1")
    assert all(value.isdigit() for value in lines.values())


def test_nothing_is_reported_ahead_of_today_and_every_report_has_its_own_key():
    for today in (date(2026, 5, 1), date(2026, 8, 20), date(2026, 11, 26), date(2027, 6, 1)):
        orders = list(check_ins(today))
        assert all(date.fromisoformat(order.given["on"]) <= today for order in orders)
        assert len({order.key for order in orders}) == len(orders)


def test_no_reported_measure_is_stale_on_any_day_of_the_cycle():
    for passed in range((date(2026, 12, 31) - DAYS[0]).days + 1):
        today = DAYS[0] + timedelta(days=passed)
        newest: dict[str, date] = {}
        for order in check_ins(today):
            newest[order.given["measure"]] = date.fromisoformat(order.given["on"])
        assert all(today - day <= MONTHLY for day in newest.values())


def test_later_days_only_add_reports():
    november, october = ({order.key: order for order in check_ins(date(2026, month, 26))} for month in (11, 10))
    courses = {course.measure for course in COURSES}
    assert all(november[key] == order for key, order in october.items() if order.given["measure"] in courses)


def test_what_lags_says_what_stands_in_its_way_and_what_is_done_about_it():
    lagging = [course for course in COURSES if course.difficulty]
    assert {course.measure for course in lagging} == {"T3-6", "O4-KR1", "O5-KR1"}
    assert all(course.remedy for course in lagging)
