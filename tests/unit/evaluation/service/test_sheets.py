"""A sheet is shown to its person, the line above and auditors; every reading of another's sheet is recorded."""

from decimal import Decimal

import pytest

from hanoiwork_evaluation.domain.refusals import PeriodMalformed, PeriodNotFound, SheetNotFound, UnitNotFound
from hanoiwork_evaluation.service.sheets import Wanted
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.pages import CursorInvalid


def test_the_decks_sheet_answers_the_decks_figures(scored_city, make):
    scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=make.full())
    view = scored_city.sheets.one(make.identity("NVA"), person="NVA", period="2026-06")
    assert (view.assigned.tasks, view.assigned.points) == (12, 132)
    assert [(group.group, group.tasks, group.points) for group in view.groups] == [
        ("okr_kpi", 3, 57),
        ("routine", 8, 64),
        ("arising", 1, 11),
    ]
    assert [part.points for part in (view.quantity, view.quality, view.progress)] == [104, 97, 104]
    assert [str(part.percent) for part in (view.quantity, view.quality, view.progress)] == ["78.8", "73.5", "78.8"]
    assert [str(value) for value in (view.result_percent, view.general, view.result, view.total)] == [
        "77",
        "30",
        "53.9",
        "83.9",
    ]
    assert view.level == "Hoàn thành tốt"
    assert len(view.lines) == 12
    assert view.explanation[-1] == "Mức: từ 70 điểm — Hoàn thành tốt."


def test_a_draft_shows_the_ledger_live_without_general_points_and_total(scored_city, make):
    view = scored_city.sheets.one(make.identity("NVA"), period="2026-06")
    assert (view.status, view.general, view.total, view.level) == ("draft", None, None, None)
    assert view.result == Decimal("53.9")
    scored_city.session.learn(make.entry("late", sequence=2))
    assert scored_city.sheets.one(make.identity("NVA"), period="2026-06").assigned.tasks == 13


def test_the_form_speaks_the_readers_language(scored_city, make):
    view = scored_city.sheets.one(make.identity("NVA"), period="2026-06", locale="en")
    assert view.rows[0].title == "Political conviction"
    assert view.explanation[-1].startswith("There are no general points yet")


@pytest.mark.parametrize("reader", ["HEAD", "DIRECTOR", "AUDITOR"])
def test_the_line_above_and_auditors_read_a_sheet_and_are_recorded(scored_city, make, reader):
    assert scored_city.sheets.one(make.identity(reader), person="NVA", period="2026-06").person_id == "NVA"
    assert scored_city.session.read == [(reader, "NVA")]


def test_reading_ones_own_sheet_is_not_recorded(scored_city, make):
    scored_city.sheets.one(make.identity("NVA"), period="2026-06")
    assert scored_city.session.read == []


@pytest.mark.parametrize("reader", ["NVB", "CLERK", "OPERATOR"])
def test_others_are_told_what_they_would_be_told_if_there_were_no_sheet(scored_city, make, reader):
    refusals = []
    for person in ("NVA", "HEAD", "NOBODY"):
        with pytest.raises(SheetNotFound) as caught:
            scored_city.sheets.one(make.identity(reader), person=person, period="2026-06")
        refusals.append(caught.value)
    assert {refusal.code for refusal in refusals} == {"evaluation.sheet_not_found"}
    assert all(isinstance(refusal, NotFound) for refusal in refusals)
    assert scored_city.session.read == []


def test_an_unopened_month_is_not_found(scored_city, make):
    with pytest.raises(PeriodNotFound):
        scored_city.sheets.one(make.identity("NVA"), period="2026-07")


def test_what_names_no_month_is_malformed_rather_than_not_found(scored_city, make):
    head = make.identity("HEAD")
    for ask in (
        lambda: scored_city.sheets.one(head, period="06/2026"),
        lambda: scored_city.sheets.page(head, Wanted(period="06/2026"), first=10),
        lambda: scored_city.sheets.of_people(head, keys=["NVA"], period="06/2026"),
        lambda: scored_city.results.of_unit(head, unit="SKHCN", period="06/2026"),
        lambda: scored_city.results.of_objectives(head, keys=["O3"], period="06/2026"),
    ):
        with pytest.raises(PeriodMalformed) as caught:
            ask()
        assert caught.value.field == "period"


def test_sheets_of_several_people_come_in_their_order_with_gaps(scored_city, make):
    found = scored_city.sheets.of_people(make.identity("HEAD"), keys=["NVB", "NVA"], period="2026-06")
    assert [view and view.person_id for view in found] == [None, "NVA"]
    hidden = scored_city.sheets.of_people(make.identity("NVB"), keys=["NVA"], period="2026-06")
    assert hidden == [None]
    assert scored_city.sheets.of_people(make.identity("HEAD"), keys=["NVA"], period="2026-07") == [None]


@pytest.fixture
def crowd(scored_city, make):
    scored_city.session.learn(make.entry("B", person_id="NVB"))
    scored_city.session.learn(make.entry("C", person_id="CLERK"))
    scored_city.runs.start(make.identity("OPERATOR"), period="2026-06")
    return scored_city


def people(page):
    return sorted(view.person_id for view in page.items)


def test_a_list_holds_the_sheets_that_the_reader_may_see(crowd, make):
    seen = {
        reader: people(crowd.sheets.page(make.identity(reader), Wanted(period="2026-06"), first=10))
        for reader in ("AUDITOR", "HEAD", "NVB", "OPERATOR")
    }
    assert seen == {"AUDITOR": ["CLERK", "NVA", "NVB"], "HEAD": ["NVA", "NVB"], "NVB": ["NVB"], "OPERATOR": []}


def test_a_list_is_narrowed_by_unit_and_status(crowd, make):
    auditor, nvb = make.identity("AUDITOR"), make.identity("NVB")
    assert people(crowd.sheets.page(auditor, Wanted(period="2026-06", unit="SKHCN"), first=10)) == ["NVA", "NVB"]
    assert people(crowd.sheets.page(nvb, Wanted(period="2026-06", unit="TCKT"), first=10)) == []
    submitted = Wanted(period="2026-06", status=make.status.SUBMITTED)
    assert people(crowd.sheets.page(auditor, submitted, first=10)) == []
    with pytest.raises(UnitNotFound):
        crowd.sheets.page(auditor, Wanted(period="2026-06", unit="NOWHERE"), first=10)


def test_a_list_is_paged(crowd, make):
    auditor = make.identity("AUDITOR")
    page = crowd.sheets.page(auditor, Wanted(period="2026-06"), first=2)
    rest = crowd.sheets.page(auditor, Wanted(period="2026-06"), first=2, after=page.cursors[-1])
    assert (len(page.items), page.has_next, len(rest.items), rest.has_next) == (2, True, 1, False)
    with pytest.raises(CursorInvalid):
        crowd.sheets.page(auditor, Wanted(period="2026-06"), first=2, after="WzFd")


@pytest.fixture
def leaders(crowd, make):
    """A leader of each unit on the line has a sheet too."""
    for person, unit in (("MAYOR", "HN"), ("DIRECTOR", "SKHCN"), ("CHIEF", "CDS")):
        crowd.session.places.add_person(person, unit, "leader")
        crowd.session.learn(make.entry(person, person_id=person))
    crowd.session.places.grant("MAYOR", make.role.UNIT_LEADER, "HN")
    crowd.session.places.grant("VICE", make.role.DELEGATE, "HN")
    crowd.session.places.grant("LOCAL", make.role.AUDITOR, "SKHCN")
    crowd.session.places.grant("BOTH", make.role.UNIT_LEADER, "HN")
    crowd.session.places.grant("BOTH", make.role.DIVISION_HEAD, "CDS")
    crowd.runs.start(make.identity("OPERATOR"), period="2026-06")
    return crowd


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        ("MAYOR", "CHIEF CLERK DIRECTOR MAYOR NVA NVB"),
        ("VICE", "CHIEF CLERK DIRECTOR MAYOR NVA NVB"),
        ("BOTH", "CHIEF CLERK DIRECTOR MAYOR NVA NVB"),
        ("DIRECTOR", "CHIEF DIRECTOR NVA NVB"),
        ("HEAD", "NVA NVB"),
        ("LOCAL", "CHIEF DIRECTOR NVA NVB"),
        ("CHIEF", "CHIEF"),
    ],
)
def test_leaders_sheets_are_read_from_above_their_unit_listed_or_one_by_one(leaders, make, reader, seen):
    def readable(person):
        try:
            return bool(leaders.sheets.one(make.identity(reader), period="2026-06", person=person))
        except SheetNotFound:
            return False

    everybody = sorted(sheet.person_id for sheet in leaders.session.kept.values())
    assert people(leaders.sheets.page(make.identity(reader), Wanted(period="2026-06"), first=10)) == seen.split()
    assert [person for person in everybody if readable(person)] == seen.split()
