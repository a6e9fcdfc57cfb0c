"""What belongs to an objective or a measure of an earlier day is of that day too: what came later is not known yet."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_shared.errors import Refused

D = Decimal
AIM = Aim(direction=Direction.AT_LEAST, target=D(100))
DAY = timedelta(days=1)


@pytest.fixture
def city(stored):
    stored.load()
    return stored


@pytest.fixture
def remembered(suite):
    suite.load()
    return suite


def tomorrow(suite, *, days=1):
    """Let days go by; answers the day that ended."""
    today = suite.clock.today()
    suite.clock.move(days * DAY)
    return today


def kpi(suite, code, **wanted):
    return suite.create_kpi("OP", of="SKHCN", code=code, kind=Kind.KPI, title="Hài lòng", aim=AIM, **wanted)


def test_a_share_is_that_among_what_counted_on_the_day(city):
    key = city.service.reading.objective(key="O2-S").id
    tomorrow(city)
    city.load({"cycle": "2026", "objectives": [
        {"code": "N", "unit": "HN", "title": "Mới", "parent_key_result": "O2-KR1", "weight": "3"},
    ]})  # fmt: skip
    shares = city.service.measure_reading.shares_by_ids
    first = city.clock.today() - DAY
    assert (shares(keys=[key], as_of=first), shares(keys=[key])) == ([50], [20])
    assert shares(keys=[key], as_of=first - DAY) == [None]


def test_check_ins_are_those_recorded_by_then_and_acknowledged_by_then(city):
    measure, made = city.check_in("NVA", measure="O2-S-KR1", value=D(20))
    recorded = tomorrow(city)
    city.service.reporting.acknowledge(city.as_("CT"), check_in=made.id, note="Đã xem")
    city.check_in("NVA", measure="O2-S-KR1", value=D(49), on=recorded)
    read = city.service.reading.check_ins_by_measures

    def seen(as_of):
        return [(one.value, one.acknowledgement and one.acknowledgement.note) for one in read(**asked, as_of=as_of)[0]]

    asked = {"keys": [measure.id], "first": 9}
    assert seen(recorded - DAY) == []
    assert seen(recorded) == [(20, None)]
    assert seen(None) == seen(city.clock.today()) == [(49, None), (20, "Đã xem")]


def test_the_first_check_ins_of_an_earlier_day_are_the_newest_of_it(city):
    measure, _ = city.check_in("NVA", measure="O2-S-KR1", value=D(20))
    recorded = tomorrow(city)
    city.check_in("NVA", measure="O2-S-KR1", value=D(49))
    [[one]] = city.service.reading.check_ins_by_measures(keys=[measure.id], first=1, as_of=recorded)
    assert one.value == 20


def test_a_forecast_is_the_one_that_could_be_made_on_the_day(city):
    key = city.measure("O2-S-KR1").id
    for value in (10, 11):
        city.check_in("NVA", measure="O2-S-KR1", value=D(value))
        tomorrow(city)
    _, wrong = city.check_in("NVA", measure="O2-S-KR1", value=D(12))
    third = tomorrow(city)
    city.check_in("NVA", measure="O2-S-KR1", value=D(40), corrects=wrong.id)
    ask = city.service.measure_reading.forecasts_by_ids
    [early], [then], [now] = (ask(keys=[key], as_of=day) for day in (third - DAY, third, None))
    assert early.reason.code == "too_few_points"
    assert then.value == 12 + (date(2026, 12, 31) - third).days
    assert now.value > then.value
    assert ask(keys=[key], as_of=date(2026, 1, 1)) == [None]


def test_a_standing_kpi_is_forecast_to_the_end_of_the_calendar_year_of_the_day(remembered):
    held = kpi(remembered, "K")
    for value in (10, 11, 12):
        remembered.check_in("OP", measure="K", value=D(value))
        then = tomorrow(remembered)
    tomorrow(remembered, days=365)
    ask = remembered.service.measure_reading.forecasts_by_ids
    [earlier], [now] = ask(keys=[held.id], as_of=then), ask(keys=[held.id])
    assert [one.value for one in (earlier, now)] == [12 + (date(year, 12, 31) - then).days for year in (2026, 2027)]


def test_the_kpis_under_a_kpi_are_those_that_were_under_it(city):
    above, other = kpi(city, "A"), kpi(city, "B")
    moved, gone = kpi(city, "C", parent="A"), kpi(city, "D", parent="A")
    made = tomorrow(city)
    city.change("OP", measure="C", parent="B")
    city.service.measuring.archive(city.as_("OP"), measure="D")
    ask = city.service.measure_reading.kpis_under
    keys = [above.id, other.id]
    assert ask(keys=keys, as_of=made) == [[moved.id, gone.id], []]
    assert ask(keys=keys) == ask(keys=keys, as_of=city.clock.today()) == [[], [moved.id]]
    assert ask(keys=keys, as_of=made - DAY) == [[], []]


def test_a_kpi_is_used_by_those_who_used_it_then(city):
    key = kpi(city, "K").id
    user = city.use_kpi("OP", kpi="K", objective="O2")
    used = tomorrow(city)
    city.service.kpis.drop(city.as_("OP"), kpi="K", objective="O2")
    other = city.use_kpi("OP", kpi="K", objective="T1")
    ask = city.service.measure_reading.users_of
    assert [ask(keys=[key, "x"], as_of=day) for day in (used - DAY, used, None)] == [
        [[], []],
        [[user.id], []],
        [[other.id], []],
    ]


def test_the_parts_of_a_composite_say_which_day_they_are_of(remembered):
    parts = (Part(measure_id="O2-S-KR1"),)
    remembered.add_measure(
        "OP", objective="O2-S", code="ALL", kind=Kind.KPI, title="Chung", aim=AIM,
        formula=Formula(kind=FormulaKind.SUM, parts=parts),
    )  # fmt: skip
    day = tomorrow(remembered)
    assert [part.as_of for part in remembered.measure("ALL", as_of=day).formula.parts] == [day]
    assert [part.as_of for part in remembered.measure("ALL").formula.parts] == [None]


def routes(suite, key, day):
    [found] = suite.service.reading.approvals_by_objectives(keys=[key], as_of=day)
    return [(one.round, one.decision, one.note) for one in found]


def test_approvals_are_those_asked_for_and_decided_by_then(city):
    key = city.create("GD", code="D", title="Mục tiêu mới", cycle="2026", unit="SKHCN", owner="GD").id
    drafted = tomorrow(city)
    city.step("D", "submit", by="GD", route=["TP", "CT"])
    submitted = tomorrow(city)
    city.step("D", "approve", by="TP", note="Được")
    half = tomorrow(city)
    city.step("D", "approve", by="CT")
    approved = tomorrow(city)
    city.step("D", "send_back", by="CT", reason="Xem lại")
    asked = [(1, "waiting", ""), (1, "next", "")]
    assert (routes(city, key, drafted), routes(city, key, submitted)) == ([], asked)
    assert routes(city, key, half) == [(1, "approved", "Được"), (1, "waiting", "")]
    both = [(1, "approved", "Được"), (1, "approved", "")]
    assert routes(city, key, approved) == both
    assert routes(city, key, None) == [*both, (1, "returned", "Xem lại")]


def test_a_return_that_came_later_leaves_its_place_waiting(remembered):
    key = remembered.create("GD", code="D", title="Mục tiêu mới", cycle="2026", unit="SKHCN", owner="GD").id
    remembered.step("D", "submit", by="GD", route=["TP", "CT"])
    submitted = tomorrow(remembered)
    remembered.step("D", "send_back", by="TP", reason="Thiếu số liệu")
    assert routes(remembered, key, submitted) == [(1, "waiting", ""), (1, "next", "")]
    assert routes(remembered, key, None) == [(1, "returned", "Thiếu số liệu"), (1, "lapsed", "")]


def test_a_day_that_has_not_come_is_refused_by_each(remembered):
    asking, later = remembered.service.measure_reading, remembered.clock.today() + DAY
    reading = remembered.service.reading
    asked = (
        asking.shares_by_ids, asking.forecasts_by_ids, asking.kpis_under, asking.users_of,
        reading.approvals_by_objectives, lambda **given: reading.check_ins_by_measures(first=1, **given),
    )  # fmt: skip
    for ask in asked:
        with pytest.raises(Refused) as caught:
            ask(keys=[], as_of=later)
        assert caught.value.code == "objectives.day_in_future"
