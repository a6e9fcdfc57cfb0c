"""The way of a sheet: scored by its person, reviewed and approved up the line, frozen when submitted."""

from decimal import Decimal

import pytest

from hanoiwork_evaluation.domain.refusals import (
    NotALeader,
    OwnSheet,
    RowBeyondMaximum,
    SheetNotFound,
    SubordinatesNotFinal,
    WrongStatus,
)
from hanoiwork_evaluation.service.flow import Review
from hanoiwork_shared.errors import Stale


@pytest.fixture
def steps(scored_city, make):
    """The three steps of NVA's sheet."""

    class Steps:
        def submit(self, less=0, **target):
            rows = make.full(Decimal(less))
            return scored_city.flow.submit(make.identity("NVA"), make.target("2026-06", **target), rows=rows)

        def review(self, by="HEAD", less=0, **target):
            review = Review(rows=make.full(Decimal(less)))
            return scored_city.flow.review(
                make.identity(by), make.target("2026-06", **{"person": "NVA", **target}), review
            )

        def approve(self, by="HEAD", **target):
            return scored_city.flow.approve(make.identity(by), make.target("2026-06", person="NVA", **target))

    return Steps()


def test_the_total_follows_the_persons_then_the_leaders_general_points(steps):
    assert steps.submit().total == Decimal("83.9")
    reviewed = steps.review(less=1)
    assert (reviewed.general, reviewed.total) == (29, Decimal("82.9"))
    assert (reviewed.rows[0].self_score, reviewed.rows[0].leader_score) == (2, 1)
    approved = steps.approve()
    assert (approved.status, approved.total, approved.version) == ("approved", Decimal("82.9"), 4)


def test_every_step_tells_its_fact_without_scores(scored_city, steps):
    for step in (steps.submit, steps.review, steps.approve):
        step()
    assert [fact.type for fact in scored_city.session.told][-3:] == [
        "evaluation.sheet.submitted.v1",
        "evaluation.sheet.reviewed.v1",
        "evaluation.sheet.approved.v1",
    ]
    assert scored_city.session.told[-1].version == 4


def test_lines_freeze_when_submitted_and_thaw_when_returned(scored_city, steps, make):
    steps.submit()
    scored_city.session.learn(make.entry("more", points=Decimal(100)))
    assert scored_city.sheets.one(make.identity("NVA"), period="2026-06").assigned.points == 132
    returned = scored_city.flow.give_back(
        make.identity("HEAD"), make.target("2026-06", person="NVA"), reason="Thiếu minh chứng"
    )
    assert (returned.status, returned.return_reason) == ("draft", "Thiếu minh chứng")
    assert returned.assigned.points == 232
    assert returned.total is None


def test_rows_that_do_not_fit_the_form_are_refused_and_nothing_is_saved(scored_city, make):
    rows = [*make.full()[1:], make.row("1.1", "2.5")]
    with pytest.raises(RowBeyondMaximum):
        scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=rows)
    assert scored_city.sheets.one(make.identity("NVA"), period="2026-06").status == "draft"


def test_only_the_person_submits_their_sheet(scored_city, make):
    with pytest.raises(SheetNotFound):
        scored_city.flow.submit(make.identity("HEAD"), make.target("2026-06", person="NVA"), rows=make.full())
    with pytest.raises(SheetNotFound):
        scored_city.flow.submit(make.identity("NVB"), make.target("2026-06"), rows=make.full())


@pytest.mark.parametrize("by", ["NVB", "CLERK", "OPERATOR", "AUDITOR"])
def test_nobody_outside_the_line_reviews_or_learns_of_the_sheet(steps, by):
    steps.submit()
    with pytest.raises(SheetNotFound):
        steps.review(by=by)


def test_nobody_decides_on_their_own_sheet(scored_city, steps, make):
    steps.submit()
    with pytest.raises(OwnSheet):
        steps.review(by="NVA")
    with pytest.raises(OwnSheet):
        steps.approve(by="NVA")
    with pytest.raises(OwnSheet):
        scored_city.flow.give_back(make.identity("NVA"), make.target("2026-06"), reason="x")


def test_a_leader_higher_up_the_line_may_review(steps):
    steps.submit()
    assert steps.review(by="DIRECTOR").status == "reviewed"


def test_a_sheet_is_not_approved_before_it_is_reviewed(steps):
    steps.submit()
    with pytest.raises(WrongStatus):
        steps.approve()


def test_a_stale_decision_is_refused(steps):
    steps.submit(version=1)
    with pytest.raises(Stale):
        steps.review(version=1)


def test_organising_and_uniting_are_for_leaders_only(scored_city, steps, make):
    steps.submit()
    review = Review(rows=make.full(), uniting=Decimal("0.5"))
    with pytest.raises(NotALeader):
        scored_city.flow.review(make.identity("HEAD"), make.target("2026-06", person="NVA"), review)


@pytest.fixture
def led(scored_city, make):
    """The director has a sheet too, and the city's leader reviews it."""
    scored_city.session.places.add_person("MAYOR", "HN", "leader")
    scored_city.session.places.grant("MAYOR", make.role.UNIT_LEADER, "HN")
    scored_city.session.learn(make.entry("D", person_id="DIRECTOR", unit_id="SKHCN"))
    scored_city.runs.start(make.identity("OPERATOR"), period="2026-06")
    scored_city.flow.submit(make.identity("DIRECTOR"), make.target("2026-06"), rows=make.full())
    return scored_city


def test_a_leader_is_final_only_after_the_people_they_manage(led, steps, make):
    mayor, target = make.identity("MAYOR"), make.target("2026-06", person="DIRECTOR")
    led.flow.review(mayor, target, Review(rows=make.full(), organising=Decimal("0.4")))
    with pytest.raises(SubordinatesNotFinal):
        led.flow.approve(mayor, target)
    for step in (steps.submit, steps.review, steps.approve):
        step()
    approved = led.flow.approve(mayor, target)
    assert (approved.leader.unit_result, approved.leader.organising) == (1, Decimal("0.4"))
    assert approved.total == Decimal("93.0")


def test_a_leader_whose_unit_does_not_all_pass_has_half_the_unit_result(led, steps, make):
    for code, entry in list(led.session.entries.items()):
        if entry.person_id == "NVA":
            led.session.entries[code] = make.entry(entry.code, status="in_progress")
    for step in (steps.submit, steps.review, steps.approve):
        step()
    mayor, target = make.identity("MAYOR"), make.target("2026-06", person="DIRECTOR")
    assert led.flow.review(mayor, target, Review(rows=make.full())).leader.unit_result == Decimal("0.5")
