"""What is told, and when to look again: always the first day on which a look would find something else."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.course import Period, Waypoint
from hanoiwork_objectives.domain.measure import STANDING, Kind, MeasurePlan, add
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.progress import Standing, Tally
from hanoiwork_objectives.domain.target import Aim, Direction, settled
from hanoiwork_objectives.domain.watch import Subject, Watch, called, look, next_look, watch_of_measure
from hanoiwork_objectives.events import MeasureGoneStale
from hanoiwork_shared.facts import plain

CORRIDOR = {"direction": Direction.KEEP_WITHIN, "low": Decimal(1), "high": Decimal(2)}
START, END = date(2026, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)


def said(fact):
    told = plain(fact)
    return told["on"], told["before"], told["status"]


def watch(percent="50", fresh_until=date(2027, 6, 1), **given_):
    tally = Tally(percent=None if percent is None else Decimal(percent), fresh_until=fresh_until)
    common = {"id": "o", "subject": Subject.OBJECTIVE, "objective_id": "o", "status": Status.ACTIVE, "version": 7}
    return Watch(**{**common, "period": Period(starts=START, ends=END), "tally": tally, **given_})


@given(
    percent=st.one_of(st.none(), st.decimals(0, 100, places=4)),
    starts=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    days=st.integers(0, 400),
    fresh=st.one_of(st.none(), st.integers(-30, 500)),
    after=st.integers(-30, 430),
)
def test_the_next_look_is_the_first_day_on_which_it_is_called_otherwise(percent, starts, days, fresh, after):
    fresh_until = None if fresh is None else starts + fresh * DAY
    tally = Tally(percent=percent, fresh_until=fresh_until)
    seen, today = watch(period=Period(starts=starts, ends=starts + days * DAY), tally=tally), starts + after * DAY
    now = called(seen, as_of=today)
    later = (today + step * DAY for step in range(1, 1000))
    assert next_look(seen, after=today) == next((day for day in later if called(seen, as_of=day) is not now), None)


def test_time_alone_takes_it_from_on_track_to_behind_and_each_is_told_once():
    seen, told = watch(), []
    for day in range(365):
        seen, fact = look(seen, as_of=START + day * DAY)
        told += [said(fact)] if fact else []
    assert told == [
        ("2026-01-01", "no_data", "on_track"),
        ("2026-08-08", "on_track", "at_risk"),
        ("2026-10-01", "at_risk", "behind"),
    ]
    assert seen.next_look is None


def test_looking_only_when_it_is_due_tells_the_same():
    seen, told = watch(fresh_until=date(2026, 9, 1), next_look=START), []
    while seen.next_look is not None:
        seen, fact = look(seen, as_of=seen.next_look)
        told.append(said(fact))
    assert told == [
        ("2026-01-01", "no_data", "on_track"),
        ("2026-08-08", "on_track", "at_risk"),
        ("2026-09-02", "at_risk", "stale"),
    ]


def test_a_measure_tells_only_that_it_went_stale():
    own = watch(subject=Subject.MEASURE, id="m", fresh_until=date(2026, 3, 1))
    seen, fact = look(own, as_of=date(2026, 3, 1))
    assert (seen.told, seen.next_look, fact) == (Standing.ON_TRACK, date(2026, 3, 2), None)
    seen, fact = look(seen, as_of=date(2026, 3, 5))
    assert fact == MeasureGoneStale(
        measure_id="m", objective_id="o", fresh_until=date(2026, 3, 1), on=date(2026, 3, 5), version=7
    )
    assert look(seen, as_of=date(2026, 3, 6)) == (seen, None)


def test_what_is_not_active_is_told_nothing_of_and_not_looked_at_again():
    for status in (Status.DRAFT, Status.CLOSED, Status.ARCHIVED):
        draft = watch(status=status, next_look=START)
        assert look(draft, as_of=date(2026, 12, 1)) == (replace(draft, next_look=None), None)


def test_what_was_never_reported_is_no_news():
    assert look(watch(percent=None, fresh_until=None), as_of=END)[1] is None


def kpi(**target):
    aim = settled(Aim(**(target or {"direction": Direction.AT_LEAST, "target": Decimal(100)})))
    plan = MeasurePlan(code="K", cycle=STANDING, objective_id=None, kind=Kind.KPI, title="K", target=aim, unit_id="u")
    made, _ = add(plan, measure_id="k", status=Status.ACTIVE, period=None)
    return replace(made, percent=Decimal(95), fresh_until=date(2030, 1, 1))


def test_a_standing_kpi_is_judged_anew_every_year():
    seen, told = watch_of_measure(kpi(), holder=None, next_look=date(2026, 6, 1)), []
    while seen.next_look is not None and seen.next_look < date(2028, 2, 1):
        day = seen.next_look
        seen, fact = look(seen, as_of=day)
        told.append((day, seen.told, fact))
    assert told == [(day, Standing.ON_TRACK, None) for day in (date(2026, 6, 1), date(2027, 1, 1), date(2028, 1, 1))]


@given(share=st.decimals(0, 100, places=4), day=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_measure_is_looked_at_again_by_its_own_course(share, day):
    waypoints = (Waypoint(on=date(2026, 3, 31), value=Decimal(70)), Waypoint(on=date(2026, 9, 30), value=Decimal(80)))
    for own in (replace(kpi(), waypoints=waypoints), kpi(direction=Direction.YES_NO), kpi(**CORRIDOR)):
        seen = watch_of_measure(replace(own, percent=share), holder=None)
        seen = replace(seen, period=Period(starts=START, ends=END))
        now, later = called(seen, as_of=day), (day + step * DAY for step in range(1, 400))
        assert next_look(seen, after=day) == next((one for one in later if called(seen, as_of=one) is not now), None)
