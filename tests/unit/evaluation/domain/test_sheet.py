"""A sheet goes draft → submitted → reviewed → approved, or back; nobody decides on their own."""

import pytest

from hanoiwork_evaluation.domain import sheet as domain
from hanoiwork_evaluation.domain.refusals import OwnSheet, ReasonMissing, WrongStatus
from hanoiwork_evaluation.domain.sheet import Outcome, Post, Status
from hanoiwork_shared.errors import Stale

POST = Post(person_id="NVA", unit_id="CDS", person_type="civil_servant")


@pytest.fixture
def draft():
    return domain.generated(POST, period="2026-06", rule_pack="hanoi-2026")[0]


@pytest.fixture
def submitted(draft, make):
    line = make.entry().line()
    return domain.submitted(draft, scores=make.full(), lines=[line], terms=None, outcome=Outcome())[0]


@pytest.fixture
def reviewed(submitted, make):
    return domain.reviewed(submitted, by="HEAD", scores=make.full(), terms=None, outcome=Outcome())[0]


def test_each_step_counts_the_version_and_tells_a_fact_without_scores(draft, make):
    sheet, fact = domain.submitted(draft, scores=make.full(), lines=[], terms=None, outcome=Outcome())
    assert (sheet.status, sheet.version) == (Status.SUBMITTED, 2)
    assert fact.type == "evaluation.sheet.submitted.v1"
    assert (fact.sheet_id, fact.person_id, fact.period, fact.status, fact.version) == (
        sheet.id,
        "NVA",
        "2026-06",
        "submitted",
        2,
    )


def test_a_sheet_is_submitted_once(submitted, make):
    with pytest.raises(WrongStatus) as refused:
        domain.submitted(submitted, scores=make.full(), lines=[], terms=None, outcome=Outcome())
    assert refused.value.message("vi").startswith("Phiếu đang ở bước “chờ lãnh đạo đánh giá”")
    assert refused.value.message("en").startswith("The sheet is “submitted”")


def test_every_step_of_a_sheet_has_its_vietnamese_words():
    assert set(domain.STATUS_NAMES) == set(domain.Status)


def test_a_draft_is_not_reviewed_and_a_submitted_sheet_is_not_approved(draft, submitted, make):
    with pytest.raises(WrongStatus):
        domain.reviewed(draft, by="HEAD", scores=make.full(), terms=None, outcome=Outcome())
    with pytest.raises(WrongStatus):
        domain.approved(submitted, by="HEAD", terms=None, outcome=Outcome())


def test_nobody_decides_on_their_own_sheet(submitted, reviewed, make):
    with pytest.raises(OwnSheet):
        domain.reviewed(submitted, by="NVA", scores=make.full(), terms=None, outcome=Outcome())
    with pytest.raises(OwnSheet):
        domain.returned(submitted, by="NVA", reason="x")
    with pytest.raises(OwnSheet):
        domain.approved(reviewed, by="NVA", terms=None, outcome=Outcome())


def test_a_returned_sheet_is_a_draft_whose_lines_are_live_again(reviewed):
    sheet, fact = domain.returned(reviewed, by="HEAD", reason=" Thiếu minh chứng ")
    assert (sheet.status, sheet.lines, sheet.leader_scores) == (Status.DRAFT, (), ())
    assert sheet.return_reason == "Thiếu minh chứng"
    assert fact.status == "draft"


def test_a_return_says_why(submitted):
    with pytest.raises(ReasonMissing):
        domain.returned(submitted, by="HEAD", reason="  ")


def test_an_approved_sheet_is_final(reviewed, make):
    final, _ = domain.approved(reviewed, by="HEAD", terms=None, outcome=Outcome())
    with pytest.raises(WrongStatus):
        domain.returned(final, by="HEAD", reason="x")
    with pytest.raises(WrongStatus):
        domain.reviewed(final, by="HEAD", scores=make.full(), terms=None, outcome=Outcome())


def test_a_refresh_follows_the_post_of_drafts_only(draft, submitted):
    moved = Post(person_id="NVA", unit_id="TCKT", person_type="civil_servant")
    assert domain.refreshed(draft, moved).unit_id == "TCKT"
    assert domain.refreshed(draft, POST) is draft
    assert domain.refreshed(submitted, moved) is submitted


def test_a_change_decided_on_an_older_state_is_refused(draft):
    domain.expect_version(draft, None)
    domain.expect_version(draft, 1)
    with pytest.raises(Stale):
        domain.expect_version(draft, 2)
