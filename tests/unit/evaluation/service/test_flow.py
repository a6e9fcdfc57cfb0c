"""The way of a sheet: scored by its person, reviewed and approved up the line, frozen when submitted."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from hanoiwork_evaluation.domain.refusals import (
    FiguresMoved,
    NotALeader,
    OwnSheet,
    PeriodIsClosed,
    PeriodNotOver,
    RowBeyondMaximum,
    SheetNotFound,
    SubordinatesNotFinal,
    WrongStatus,
)
from hanoiwork_evaluation.domain.sheet import Seen
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.mean_of_ratios import MeanOfRatios
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


def test_a_sheet_is_handed_in_only_after_the_months_last_day(scored_city, steps):
    scored_city.clock.move(timedelta(days=-2))
    with pytest.raises(PeriodNotOver) as caught:
        steps.submit()
    assert "2026-06-24" in caught.value.message("vi")
    scored_city.clock.move(timedelta(days=1))
    assert steps.submit().status == "submitted"


def test_a_sheet_whose_figures_moved_since_they_were_seen_is_not_handed_in(scored_city, make):
    def submit(seen):
        return scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=make.full(), seen=seen)

    seen = Seen(quantity=Decimal(104), quality=Decimal("97.0"), progress=Decimal(104))
    scored_city.session.learn(make.entry("more"))
    with pytest.raises(FiguresMoved) as caught:
        submit(seen)
    assert {name: caught.value.details[name] for name in ("quantity", "quality")} == {
        "quantity": "114",
        "quality": "107",
    }
    scored_city.session.learn(make.entry("more", sequence=2, status="cancelled"))
    assert submit(seen).status == "submitted"


def test_a_closed_month_takes_no_review_and_no_approval(scored_city, steps, make):
    steps.submit()
    scored_city.periods.close(make.identity("OPERATOR"), code="2026-06")
    for step in (steps.review, steps.approve):
        with pytest.raises(PeriodIsClosed):
            step()


@pytest.mark.parametrize(("by", "role", "unit"), [("NVB", "DELEGATE", "SKHCN"), ("DEPUTY", "UNIT_LEADER", "SKHCN")])
def test_a_leaders_sheet_is_not_decided_on_from_inside_their_own_unit(led, make, by, role, unit):
    led.session.places.grant(by, make.role[role], unit)
    target = make.target("2026-06", person="DIRECTOR")
    for attempt in (
        lambda: led.flow.review(make.identity(by), target, Review(rows=make.full())),
        lambda: led.flow.give_back(make.identity(by), target, reason="x"),
        lambda: led.flow.approve(make.identity(by), target),
        lambda: led.sheets.one(make.identity(by), period="2026-06", person="DIRECTOR"),
    ):
        with pytest.raises(SheetNotFound):
            attempt()


def test_at_the_root_the_line_itself_decides_on_a_leader_but_never_the_leader(led, make):
    led.session.learn(make.entry("M", person_id="MAYOR", unit_id="HN"))
    led.session.places.grant("VICE", make.role.DELEGATE, "HN")
    led.runs.start(make.identity("OPERATOR"), period="2026-06")
    led.flow.submit(make.identity("MAYOR"), make.target("2026-06"), rows=make.full())
    target, review = make.target("2026-06", person="MAYOR"), Review(rows=make.full())
    with pytest.raises(OwnSheet):
        led.flow.review(make.identity("MAYOR"), target, review)
    assert led.flow.review(make.identity("VICE"), target, review).status == "reviewed"


def test_a_sheet_that_was_decided_on_shows_what_was_decided_whatever_becomes_of_the_rules(scored_city, steps, make):
    steps.submit()
    steps.review()
    approved = steps.approve()
    [kept] = scored_city.session.kept.values()
    method = Miscounting()
    scored_city.under(replace(HANOI_2026, method=method))
    shown = scored_city.sheets.one(make.identity("NVA"), period="2026-06")
    assert method.scored == 0
    assert (shown.total, shown.level, shown.quality, shown.lines) == (
        kept.outcome.total,
        approved.level,
        approved.quality,
        approved.lines,
    )


class Miscounting(MeanOfRatios):
    """A method whose code came to count otherwise."""

    scored = 0

    def score(self, lines, **given):
        self.scored += 1
        return super().score((), **given)
