"""Late days with an objective cause are not counted, and everybody can see why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hanoiwork_shared.errors import Forbidden
from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.agreeing.refusals import DecisionDayInvalid, NothingToWaive, WaivedTooMuch
from hanoiwork_tasks.domain.agreeing.waiver import Ground

GROUND = Ground(
    reason="bão số 3", evidence="Công điện 123", authority="Giám đốc Sở, QĐ 45", decided_on=date(2026, 6, 18)
)


@pytest.fixture
def late(stored_city):
    """A task accepted three days after its deadline."""
    task = stored_city.assigned(due=date(2026, 6, 16))
    stored_city.clock.move(timedelta(days=4))
    stored_city.desk.working.submit(stored_city.who("NVA"), task=task.id)
    return stored_city.desk.working.accept(stored_city.who("TP"), task=task.id)


@pytest.fixture
def waive(stored_city, late):
    def waived(*, by="TP", ground=GROUND, **changes):
        return stored_city.desk.waiving.waive(stored_city.who(by), **{"task": late.id, "ground": ground, **changes})

    return waived


def test_days_are_waived_in_part_and_then_the_rest(stored_city, late, waive) -> None:
    assert late.late_days == 3
    assert waive(days=1).counted_late_days == 2
    assert waive(by="GD").counted_late_days == 0
    with pytest.raises(NothingToWaive):
        waive()
    [[first, second]] = stored_city.desk.agreements.waivers(stored_city.who("NVA"), [late.id])
    assert (first.days, first.waived_by, second.days, second.waived_by) == (
        1, stored_city.ids["TP"], 2, stored_city.ids["GD"],
    )  # fmt: skip
    assert (first.reason, first.evidence, first.authority, first.decided_on) == (
        "bão số 3", "Công điện 123", "Giám đốc Sở, QĐ 45", date(2026, 6, 18),
    )  # fmt: skip
    assert [(fact["late_days"], fact["waived_days"]) for fact in stored_city.facts("waived")] == [(3, 1), (3, 3)]


def test_a_task_whose_lateness_is_waived_counts_as_in_time(stored_city, waive) -> None:
    before = stored_city.desk.reporting.whole(scope={})
    waive()
    after = stored_city.desk.reporting.whole(scope={})
    assert (before.on_time, before.late, after.on_time, after.late) == (0, 1, 1, 0)


def test_the_lead_an_assigner_without_a_unit_and_strangers_waive_nothing(stored_city, late, waive) -> None:
    with pytest.raises(refusals.OwnTask):
        waive(by="NVA")
    for who in ("STRANGER", "OFFICE", "OP"):
        with pytest.raises(Forbidden):
            waive(by=who)
    assert stored_city.desk.reading.task(late.id).waived_days == 0


@pytest.mark.parametrize(
    ("ground", "field"),
    [
        (replace(GROUND, reason=" "), "reason"),
        (replace(GROUND, evidence=""), "evidence"),
        (replace(GROUND, authority="  "), "authority"),
    ],
)
def test_a_waiver_without_a_ground_is_refused(waive, ground, field) -> None:
    with pytest.raises(refusals.ReasonMissing) as refused:
        waive(ground=ground)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"days": 0}, WaivedTooMuch),
        ({"days": 4}, WaivedTooMuch),
        ({"ground": replace(GROUND, decided_on=date(2026, 6, 16))}, DecisionDayInvalid),
        ({"ground": replace(GROUND, decided_on=date(2027, 6, 16))}, DecisionDayInvalid),
    ],
)
def test_a_waiver_beyond_what_was_late_is_refused(waive, changes, refusal) -> None:
    with pytest.raises(refusal):
        waive(**changes)


def test_what_is_in_time_or_not_done_has_nothing_to_waive(city) -> None:
    task = city.submitted()
    with pytest.raises(NothingToWaive):
        city.desk.waiving.waive(city.who("TP"), task=task.id, ground=GROUND)
    city.desk.working.accept(city.who("TP"), task=task.id)
    with pytest.raises(NothingToWaive):
        city.desk.waiving.waive(city.who("TP"), task=task.id, ground=GROUND)
