from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_tasks.domain import flow, refusals
from hanoiwork_tasks.domain.task import Status

TODAY = date(2026, 6, 26)


@pytest.fixture
def todo(make_task):
    return make_task(status=Status.TODO)


@pytest.fixture
def submitted(make_task):
    return make_task(status=Status.SUBMITTED, submitted_on=date(2026, 6, 24), percent=90)


def test_a_full_percent_is_not_yet_a_completed_task(todo) -> None:
    step = flow.report(todo, by="nva", percent=100, note="xong")
    assert (step.task.status, step.task.percent, step.task.version) == (Status.IN_PROGRESS, 100, todo.version + 1)
    assert (step.before, step.after, step.note) == ("0%", "100%", "xong")


@pytest.mark.parametrize("percent", [-1, 101])
def test_progress_outside_nought_to_a_hundred_is_refused(todo, percent: int) -> None:
    with pytest.raises(refusals.PercentInvalid):
        flow.report(todo, by="nva", percent=percent, note="")


def test_only_the_lead_reports_and_submits(todo) -> None:
    with pytest.raises(refusals.NotLead):
        flow.report(todo, by="head", percent=10, note="")
    with pytest.raises(refusals.NotLead):
        flow.submit(todo, by="head", today=TODAY, note="")


def test_a_returned_task_goes_on(make_task) -> None:
    returned = make_task(status=Status.RETURNED)
    assert flow.report(returned, by="nva", percent=50, note="").task.status is Status.IN_PROGRESS


def test_an_accepted_product_counts_as_delivered_the_day_it_was_submitted(submitted) -> None:
    task = flow.accept(submitted, today=TODAY, delivered_on=None, quantity=None).task
    assert (task.status, task.delivered_on, task.late_days) == (Status.COMPLETED, date(2026, 6, 24), 0)
    assert (task.accepted_quantity, task.percent) == (Decimal(1), 100)


@pytest.mark.parametrize(("delivered", "late"), [(24, 0), (23, 0), (25, 1), (26, 2)])
def test_late_days_are_calendar_days_after_the_deadline(submitted, delivered: int, late: int) -> None:
    day = date(2026, 6, delivered)
    assert flow.accept(submitted, today=TODAY, delivered_on=day, quantity=None).task.late_days == late


def test_a_part_of_the_product_may_be_accepted(make_task) -> None:
    task = make_task(status=Status.SUBMITTED, submitted_on=TODAY, quantity=Decimal(4), percent=60)
    after = flow.accept(task, today=TODAY, delivered_on=None, quantity=Decimal(3)).task
    assert (after.status, after.accepted_quantity, after.percent) == (Status.COMPLETED, Decimal(3), 60)


@pytest.mark.parametrize("quantity", ["0", "-1", "1.001", "NaN", "Infinity"])
def test_more_than_asked_or_nothing_is_not_accepted(submitted, quantity: str) -> None:
    with pytest.raises(refusals.AcceptedQuantityInvalid):
        flow.accept(submitted, today=TODAY, delivered_on=None, quantity=Decimal(quantity))


def test_a_delivery_lies_between_the_start_and_today(submitted) -> None:
    started = replace(submitted, starts=date(2026, 6, 10))
    with pytest.raises(refusals.DeliveredInFuture):
        flow.accept(started, today=TODAY, delivered_on=date(2026, 6, 27), quantity=None)
    with pytest.raises(refusals.DeliveredBeforeStart):
        flow.accept(started, today=TODAY, delivered_on=date(2026, 6, 9), quantity=None)


def test_only_a_major_return_is_a_quality_failure(submitted) -> None:
    minor = flow.send_back(submitted, major=False, reason="sửa chính tả")
    major = flow.send_back(submitted, major=True, reason="sai nội dung")
    assert (minor.task.quality_failures, minor.major) == (0, False)
    assert (major.task.quality_failures, major.major, major.task.status) == (1, True, Status.RETURNED)


def test_a_return_and_a_cancellation_need_a_reason(submitted) -> None:
    with pytest.raises(refusals.ReasonMissing):
        flow.send_back(submitted, major=True, reason="  ")
    with pytest.raises(refusals.ReasonMissing):
        flow.cancel(submitted, reason="")


def test_a_minor_return_costs_nothing_not_even_the_day_of_delivery(submitted) -> None:
    returned = flow.send_back(submitted, major=False, reason="sửa chính tả").task
    again = flow.submit(returned, by="nva", today=TODAY, note="đã sửa").task
    done = flow.accept(again, today=TODAY, delivered_on=None, quantity=None).task
    assert (done.delivered_on, done.late_days) == (date(2026, 6, 24), 0)


def test_after_a_major_return_the_product_is_delivered_when_it_is_handed_in_again(submitted) -> None:
    returned = flow.send_back(submitted, major=True, reason="sai nội dung").task
    again = flow.submit(returned, by="nva", today=TODAY, note="làm lại").task
    done = flow.accept(again, today=TODAY, delivered_on=None, quantity=None).task
    assert (returned.submitted_on, done.delivered_on, done.late_days) == (None, TODAY, 2)


def test_a_completed_task_changes_no_more(make_task) -> None:
    done = make_task(status=Status.COMPLETED)
    with pytest.raises(refusals.AlreadyCompleted):
        flow.accept(done, today=TODAY, delivered_on=None, quantity=None)
    with pytest.raises(refusals.AlreadyCompleted):
        flow.cancel(done, reason="nhầm")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.CANCELLED])
def test_nobody_reports_on_what_is_not_under_way(make_task, status: Status) -> None:
    with pytest.raises(refusals.WrongStatus):
        flow.report(make_task(status=status), by="nva", percent=1, note="")


def test_a_deadline_moves_only_before_it_has_passed_and_only_forward(todo) -> None:
    on_the_day = flow.extend(todo, due=date(2026, 6, 30), today=date(2026, 6, 24), reason="chờ góp ý")
    assert (on_the_day.task.due, on_the_day.before, on_the_day.after) == (date(2026, 6, 30), "2026-06-24", "2026-06-30")
    with pytest.raises(refusals.ExtensionTooLate):
        flow.extend(todo, due=date(2026, 6, 30), today=date(2026, 6, 25), reason="chờ góp ý")
    with pytest.raises(refusals.ExtensionNotLater):
        flow.extend(todo, due=date(2026, 6, 24), today=date(2026, 6, 20), reason="chờ góp ý")
