from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.check_in import Report, acknowledge, problems, take
from hanoiwork_objectives.domain.course import year_around
from hanoiwork_objectives.domain.measure import Kind, MeasurePlan, Source, add
from hanoiwork_objectives.domain.objective import ObjectivePlan, Status, create
from hanoiwork_objectives.domain.progress import Standing
from hanoiwork_objectives.domain.target import Aim, Direction, Step, settled
from hanoiwork_shared.errors import Refused

D = Decimal
NOW = datetime(2026, 6, 15, 3, tzinfo=UTC)
TODAY = date(2026, 6, 15)
OBJECTIVE, _ = create(
    ObjectivePlan(code="O", title="O", cycle="2026", unit_id="u", starts=date(2026, 4, 1), ends=date(2026, 12, 31)),
    objective_id="o",
    status=Status.ACTIVE,
)


def measure(**aim):
    target = settled(Aim(**(aim or {"direction": Direction.AT_LEAST, "target": D(100)})))
    plan = MeasurePlan(code="K", cycle="2026", objective_id="o", kind=Kind.KR, title="K", target=target)
    return add(plan, measure_id="m", status=Status.ACTIVE, period=year_around(TODAY))[0]


def taken(held, value, on=TODAY, *, standing=(), corrects=None, number=1):
    return take(
        held,
        Report(value=D(value), on=on, corrects=corrects),
        objective=OBJECTIVE,
        standing=standing,
        check_in_id=f"c{number}",
        person_id="p",
        at=NOW + timedelta(minutes=number),
    )


def found(report, held=None, objective=OBJECTIVE):
    return [problem.code for problem in problems(report, measure=held or measure(), objective=objective, today=TODAY)]


def test_a_check_in_freezes_what_it_saw_and_is_told():
    moved, check_in, fact = taken(measure(), 40)
    assert (moved.current, moved.percent, moved.last_on, moved.version) == (40, 40, TODAY, 2)
    assert (check_in.percent_before, check_in.percent_after) == (0, 40)
    assert (fact.type, fact.check_in_id, fact.value, fact.version) == (
        "objectives.measure.checked_in.v1", "c1", 40, 2,
    )  # fmt: skip


def test_a_late_report_of_an_earlier_day_moves_nothing():
    moved, first, _ = taken(measure(), 40)
    after, late, _ = taken(moved, 10, on=TODAY - timedelta(days=3), standing=[first], number=2)
    assert (after.current, after.last_on, after.version) == (40, TODAY, 3)
    assert late.percent_before == late.percent_after == 40


def test_of_two_reports_for_one_day_the_later_rules():
    moved, first, _ = taken(measure(), 40)
    assert taken(moved, 30, standing=[first], number=2)[0].current == 30


def test_a_correction_takes_the_place_of_what_it_names():
    earlier, first, _ = taken(measure(), 20, on=TODAY - timedelta(days=9))
    moved, second, _ = taken(earlier, 90, standing=[first], number=2)
    corrected, third, fact = taken(moved, 50, standing=[second, first], corrects="c2", number=3)
    assert (corrected.current, third.percent_before, third.percent_after, fact.corrects) == (50, 90, 50, "c2")


def test_a_correction_to_an_earlier_day_lets_what_was_between_rule():
    earlier, first, _ = taken(measure(), 20, on=TODAY - timedelta(days=9))
    moved, second, _ = taken(earlier, 90, standing=[first], number=2)
    early = TODAY - timedelta(days=20)
    assert taken(moved, 90, on=early, standing=[second, first], corrects="c2", number=3)[0].current == 20


def test_a_report_is_for_a_day_of_the_period_that_has_come():
    assert found(Report(value=D(1), on=TODAY + timedelta(days=1))) == ["objectives.check_in_in_future"]
    assert found(Report(value=D(1), on=date(2026, 3, 31))) == ["objectives.check_in_too_early"]
    assert found(Report(value=D(1), on=date(2026, 4, 1))) == []


def test_a_report_is_not_for_a_day_after_the_period():
    over = replace(OBJECTIVE, ends=date(2026, 5, 31))
    assert found(Report(value=D(1), on=date(2026, 6, 1)), objective=over) == ["objectives.check_in_too_late"]
    assert found(Report(value=D(1), on=date(2026, 5, 31)), objective=over) == []


@pytest.mark.parametrize("link", ["https://hanoi.gov.vn/a?b=c#d", "http://10.0.0.1:8080/báo-cáo.pdf"])
def test_evidence_is_a_link(link):
    assert found(Report(value=D(1), on=TODAY, evidence=link)) == []


@pytest.mark.parametrize(
    "link",
    [
        "báo cáo", "hanoi.gov.vn", "ftp://hanoi.gov.vn", "javascript:alert(1)", "https://", "https:///a",
        "//hanoi.gov.vn",
        "https://a b", "https://a\n", "https://a:port", "https://[::1", "https://u:p@hanoi.gov.vn",
        "https://hanoi.gov.vn/" + "x" * 2000, " https://hanoi.gov.vn",
    ],
)  # fmt: skip
def test_evidence_that_nobody_can_open_is_refused(link):
    assert found(Report(value=D(1), on=TODAY, evidence=link)) == ["objectives.evidence_not_a_link"]


def test_a_check_in_freezes_what_was_expected_by_its_day_and_what_it_was_called():
    _, now, _ = taken(measure(), 10)
    assert (now.expected_percent, now.status) == (D("27.6364"), Standing.AT_RISK)
    _, early, _ = taken(measure(), 10, on=date(2026, 4, 10))
    assert (early.expected_percent, early.status) == (D("3.6364"), Standing.ON_TRACK)


def test_somebody_else_takes_note_of_a_check_in_once():
    moved, made, _ = taken(measure(), 10)
    noted, fact = acknowledge(made, measure=moved, person_id="reviewer", at=NOW, note="ổn")
    assert (noted.acknowledged_by, noted.acknowledged_at, noted.acknowledgement) == ("reviewer", NOW, "ổn")
    assert (fact.check_in_id, fact.person_id, fact.version) == ("c1", "reviewer", moved.version)
    assert replace(noted, acknowledged_by=None, acknowledged_at=None, acknowledgement="") == made
    with pytest.raises(Refused) as again:
        acknowledge(noted, measure=moved, person_id="other", at=NOW)
    with pytest.raises(Refused) as own:
        acknowledge(made, measure=moved, person_id="p", at=NOW)
    assert [one.value.code for one in (again, own)] == ["objectives.already_acknowledged", "objectives.own_check_in"]


def test_confidence_is_from_0_to_10():
    assert [found(Report(value=D(1), on=TODAY, confidence=sure)) for sure in (-1, 0, 10, 11)] == [
        ["objectives.confidence_out_of_bounds"], [], [], ["objectives.confidence_out_of_bounds"],
    ]  # fmt: skip


def test_only_an_active_objective_takes_check_ins():
    for status in (Status.DRAFT, Status.CLOSED, Status.ARCHIVED):
        objective = replace(OBJECTIVE, status=status)
        assert found(Report(value=D(1), on=TODAY), objective=objective) == ["objectives.not_active"]


def test_a_measure_with_another_source_takes_no_check_ins():
    for source in (Source.TASKS, Source.CHILDREN):
        assert found(Report(value=D(1), on=TODAY), held=replace(measure(), source=source)) == [
            "objectives.source_not_check_ins"
        ]


def test_counted_values_are_whole():
    count = measure(direction=Direction.COUNT, target=D(2))
    assert [found(Report(value=D(value), on=TODAY), held=count) for value in ("1", "1.5", "-1")] == [
        [], ["objectives.value_not_whole"], ["objectives.value_not_whole"],
    ]  # fmt: skip
    milestone = measure(direction=Direction.MILESTONE, steps=(Step(title="a"), Step(title="b")))
    assert found(Report(value=D(3), on=TODAY), held=milestone) == ["objectives.value_not_whole"]
    assert found(Report(value=D("1E+30"), on=TODAY), held=count) == ["objectives.amount_out_of_bounds"]
