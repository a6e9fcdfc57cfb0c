from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.progress import (
    NOTHING,
    SILENT,
    Share,
    Standing,
    Tally,
    attained,
    expected,
    mean,
    standing,
)
from hanoiwork_objectives.domain.target import Aim, Direction, Step, settled

D = Decimal
YEAR = {"starts": date(2026, 1, 1), "ends": date(2026, 12, 31)}
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
positive = st.decimals(min_value=D("0.001"), max_value=10**6, places=3)


def target(direction, *, low=None, high=None, target=None, baseline=None):
    low, high, target, baseline = (None if one is None else D(str(one)) for one in (low, high, target, baseline))
    return settled(Aim(direction=Direction(direction), low=low, high=high, target=target, baseline=baseline))


@pytest.mark.parametrize(
    ("aimed", "value", "percent"),
    [
        (target("at_least", target=400000), 100000, 25),
        (target("at_least", target=60, baseline=40), 50, 50),
        (target("at_least", target=60, baseline=40), 30, 0),
        (target("at_least", target=60, baseline=40), 90, 100),
        (target("at_most", target=4), 8, 0),
        (target("at_most", target=4), 6, 50),
        (target("at_most", target=4), 4, 100),
        (target("at_most", target=4), -3, 100),
        (target("range", low="7.5", high="8"), "7.5", 100),
        (target("range", low="7.5", high="8"), "7.8", 100),
        (target("range", low="7.5", high="8"), "3.75", 50),
        (target("range", low="7.5", high="8"), "11.75", 50),
        (target("range", low="7.5", high="8"), "15.5", 0),
        (target("range", low=3, high=4, baseline=8), 6, 50),
        (target("exact", target=100), 100, 100),
        (target("exact", target=100), 80, 80),
        (target("exact", target=100), 120, 80),
        (target("exact", target=2, baseline=10), 6, 50),
        (target("count", target=2), 1, 50),
        (target("count", target=20), 25, 100),
        (target("yes_no"), 0, 0),
        (target("yes_no"), 1, 100),
        (target("keep_within", low=4, high=8), 4, 100),
        (target("keep_within", low=4, high=8), 8, 100),
        (target("keep_within", low=4, high=8), 10, 50),
        (target("keep_within", low=4, high=8), 3, 75),
        (target("keep_within", low=4, high=8), 99, 0),
        (target("keep_within", high=20), 30, 50),
        (target("keep_within", high=20), -999, 100),
        (target("keep_within", low=0), "-0.25", 75),
        (target("keep_within", low=5, high=5), 6, 80),
    ],
)
def test_progress_goes_from_the_baseline_to_the_target(aimed, value, percent):
    assert attained(aimed, D(str(value))) == percent


def test_a_strict_limit_is_not_met_by_touching_it():
    cpi = settled(Aim(direction=Direction.AT_MOST, target=D(4), strict=True))
    assert attained(cpi, D(4)) == D("99.9")
    assert attained(cpi, D("4.000001")) == D("99.9")
    assert attained(cpi, D("3.999999")) == 100


def test_a_milestone_counts_the_weight_of_the_steps_reached():
    steps = (Step(title="Thiết kế"), Step(title="Thi công", weight=D(3)))
    rail = settled(Aim(direction=Direction.MILESTONE, steps=steps))
    assert [attained(rail, D(value)) for value in (0, 1, 2)] == [0, 25, 100]


@st.composite
def guard_rails(draw):
    low, width = draw(amounts), draw(st.one_of(st.just(D(0)), positive))
    ends = draw(st.sampled_from([{"low": low}, {"high": low}, {"low": low, "high": low + width}]))
    return settled(Aim(direction=Direction.KEEP_WITHIN, **ends))


def targets():
    return st.one_of(ways(), guard_rails(), st.just(settled(Aim(direction=Direction.YES_NO))))


@st.composite
def ways(draw):
    direction = draw(st.sampled_from(sorted(set(Direction) - {Direction.YES_NO, Direction.KEEP_WITHIN})))
    baseline, span, width = draw(amounts), draw(positive), draw(positive)
    sign = draw(st.sampled_from([1, -1]))
    match direction:
        case Direction.RANGE:
            low = baseline + span if sign > 0 else baseline - span - width
            return settled(Aim(direction=direction, low=low, high=low + width, baseline=baseline))
        case Direction.AT_MOST:
            strict = draw(st.booleans())
            return settled(Aim(direction=direction, target=baseline - span, baseline=baseline, strict=strict))
        case Direction.COUNT:
            return settled(Aim(direction=direction, target=D(draw(st.integers(min_value=1, max_value=10**6)))))
        case Direction.MILESTONE:
            weights = draw(st.lists(positive, min_size=1, max_size=8))
            return settled(Aim(direction=direction, steps=tuple(Step(title="s", weight=one) for one in weights)))
        case Direction.AT_LEAST:
            return settled(Aim(direction=direction, target=baseline + span, baseline=baseline))
        case _:
            return settled(Aim(direction=direction, target=baseline + sign * span, baseline=baseline))


@given(aimed=targets(), value=amounts)
def test_progress_is_always_between_0_and_100(aimed, value):
    assert 0 <= attained(aimed, value) <= 100


@given(aimed=targets(), one=amounts, other=amounts)
def test_a_better_value_never_gives_less_progress(aimed, one, other):
    worse, better = sorted([one, other], key=lambda value: -distance(aimed, value))
    assert attained(aimed, worse) <= attained(aimed, better)


def distance(aimed, value):
    match aimed.direction:
        case Direction.AT_MOST:
            return value
        case Direction.RANGE:
            return max(aimed.low - value, value - aimed.high, 0)
        case Direction.KEEP_WITHIN:
            low, high = aimed.low, aimed.high
            return max(0 if low is None else low - value, 0 if high is None else value - high, 0)
        case Direction.EXACT:
            return abs(aimed.goal - value)
        case _:
            return -value


@given(aimed=targets().filter(lambda aimed: aimed.direction is not Direction.KEEP_WITHIN))
def test_the_baseline_is_0_percent(aimed):
    assert attained(aimed, aimed.baseline) == 0


def share(percent, weight=1, fresh_until=None):
    return Share(
        tally=Tally(percent=None if percent is None else D(percent), fresh_until=fresh_until), weight=D(weight)
    )


def test_a_mean_is_weighted_and_leaves_out_what_has_no_percentage():
    assert mean([share(100, 3), share(0, 1), share(None, 9)]).percent == 75


def test_nothing_to_count_on_is_no_percentage_at_all():
    assert mean([]) == mean([share(None)]) == NOTHING


def test_a_mean_is_as_fresh_as_its_freshest_part():
    assert mean([share(1, 1, date(2026, 5, 1)), share(2, 1, date(2026, 6, 1)), share(0)]).fresh_until == date(
        2026, 6, 1
    )


@given(parts=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=9))
def test_a_mean_lies_between_its_parts(parts):
    percents = [percent for percent, _ in parts]
    assert min(percents) <= mean([share(*part) for part in parts]).percent <= max(percents)


@pytest.mark.parametrize(
    ("as_of", "percent"),
    [
        (date(2026, 3, 31), 0),
        (date(2026, 4, 1), "0.3636"),
        (date(2026, 6, 30), "33.0909"),
        (date(2026, 12, 31), 100),
        (date(2027, 5, 1), 100),
    ],
)
def test_expectation_is_the_days_of_the_period_gone(as_of, percent):
    assert expected(starts=date(2026, 4, 1), ends=date(2026, 12, 31), as_of=as_of) == D(percent)


def test_a_period_of_one_day_is_over_at_its_end():
    day = date(2026, 6, 1)
    assert expected(starts=day, ends=day, as_of=day) == 100


def called(percent, *, fresh_until=date(2027, 1, 1), as_of=date(2026, 7, 2)):
    return standing(Tally(percent=D(percent), fresh_until=fresh_until), **YEAR, as_of=as_of)


def test_progress_is_called_by_its_gap_to_expectation():
    half = expected(**YEAR, as_of=date(2026, 7, 2))
    assert called(half - 10) is Standing.ON_TRACK
    assert called(half - D("10.0001")) is Standing.AT_RISK
    assert called(half - 25) is Standing.AT_RISK
    assert called(half - D("25.0001")) is Standing.BEHIND


def test_silence_is_never_green():
    yesterday = date(2026, 7, 1)
    assert called(100, fresh_until=yesterday) is Standing.STALE
    assert called(100, fresh_until=yesterday + timedelta(days=1)) is Standing.ON_TRACK


def test_after_the_period_nobody_owes_a_report():
    assert called(100, fresh_until=date(2026, 12, 31), as_of=date(2027, 6, 1)) is Standing.ON_TRACK


def test_without_data_it_says_so():
    assert standing(SILENT, **YEAR, as_of=date(2026, 7, 1)) is Standing.NO_DATA
    assert standing(NOTHING, **YEAR, as_of=date(2026, 7, 1)) is Standing.NO_DATA
