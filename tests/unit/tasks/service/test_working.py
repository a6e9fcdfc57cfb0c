import pytest

from hanoiwork_shared.errors import Forbidden
from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.task import Status


def test_a_task_goes_from_draft_to_its_accepted_product_and_tells_every_step(city) -> None:
    task = city.assigned()
    working = city.desk.working
    working.report(city.who("NVA"), task=task.code, percent=60, note="đang soạn")
    working.submit(city.who("NVA"), task=task.id, note="bản 1")
    working.send_back(city.who("TP"), task=task.id, major=True, reason="thiếu phụ lục")
    working.report(city.who("NVA"), task=task.id, percent=90)
    working.submit(city.who("NVA"), task=task.id)
    done = working.accept(city.who("TP"), task=task.id)
    assert city.told() == [
        "created", "assigned", "progressed", "submitted", "returned", "progressed", "submitted", "completed",
    ]  # fmt: skip
    assert (done.status, done.quality_failures, done.late_days, done.version) == (Status.COMPLETED, 1, 0, 8)
    returned, completed = city.facts("returned")[0], city.facts("completed")[0]
    assert (returned["major"], "reason" in returned, completed["points"], completed["version"]) == (
        True,
        False,
        "20",
        8,
    )
    assert [line.what for line in city.desk.reading.histories_by_ids(city.who("NVA"), [task.id])[0]] == city.told()


def test_the_lead_does_not_accept_their_own_product(city) -> None:
    task = city.submitted()
    with pytest.raises(refusals.OwnProduct):
        city.desk.working.accept(city.who("NVA"), task=task.id)


def test_a_leader_who_leads_a_task_is_reviewed_by_the_line_above(city) -> None:
    task = city.assigned(person="TP")
    city.desk.working.submit(city.who("TP"), task=task.id)
    with pytest.raises(refusals.OwnProduct):
        city.desk.working.accept(city.who("TP"), task=task.id)
    assert city.desk.working.accept(city.who("GD"), task=task.id).status is Status.COMPLETED


@pytest.mark.parametrize("who", ["NVB", "STRANGER", "OFFICE", "OP"])
def test_who_is_neither_the_assigner_nor_in_the_line_above_reviews_nothing(city, who: str) -> None:
    task = city.submitted()
    with pytest.raises(Forbidden):
        city.desk.working.accept(city.who(who), task=task.id)


def test_a_task_is_completed_once(city) -> None:
    task = city.submitted()
    city.desk.working.accept(city.who("TP"), task=task.id)
    with pytest.raises(refusals.AlreadyCompleted):
        city.desk.working.accept(city.who("GD"), task=task.id)
    assert city.told().count("completed") == 1


def test_the_lead_does_not_cancel_their_own_task(city) -> None:
    task = city.assigned()
    with pytest.raises(refusals.OwnTask):
        city.desk.working.cancel(city.who("NVA"), task=task.id, reason="bận")
    assert city.desk.working.cancel(city.who("TP"), task=task.id, reason="trùng").status is Status.CANCELLED


def test_the_lead_takes_a_task_on_once_and_a_new_lead_again(city) -> None:
    task = city.assigned()
    with pytest.raises(refusals.NotLead):
        city.desk.working.take_on(city.who("TP"), task=task.id)
    taken = city.desk.working.take_on(city.who("NVA"), task=task.id)
    assert (taken.taken_on_at, taken.status) == (city.clock.now(), Status.TODO)
    with pytest.raises(refusals.AlreadyTakenOn):
        city.desk.working.take_on(city.who("NVA"), task=task.id)
    handed = city.desk.drafting.assign(city.who("TP"), task=task.id, person="NVB", terms=Terms(), hand_over=True)
    assert handed.taken_on_at is None
    assert [fact["person_id"] for fact in city.facts("accepted")] == [city.ids["NVA"]]
