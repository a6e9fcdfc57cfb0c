"""What a notice says."""

from datetime import UTC, datetime

import pytest

from hanoiwork_notifications.domain import Kind, Notice, letter, words


def notice(kind: Kind) -> Notice:
    return Notice(
        id="n-1",
        recipient_id="head",
        kind=kind,
        cause_id="e-1",
        occasion="e-1",
        subject_id="x-1",
        reference="2026-06",
        person_id="nva-id",
        created_at=datetime(2026, 6, 15, tzinfo=UTC),
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_speaks_both_languages_and_names_its_subject(kind: Kind) -> None:
    vietnamese = words(notice(kind), locale="vi", person_code="NVA")
    english = words(notice(kind), locale="en", person_code="NVA")
    assert vietnamese != english
    for said in (vietnamese, english):
        assert "2026-06" in said.title
        assert "2026-06" in said.message
        assert "{" not in said.title + said.message


def test_the_reviewer_reads_whose_sheet_it_is() -> None:
    assert "NVA" in words(notice(Kind.SHEET_SUBMITTED), locale="vi", person_code="NVA").message


def test_a_person_not_yet_known_is_a_colleague() -> None:
    assert "một cán bộ" in words(notice(Kind.SHEET_SUBMITTED), locale="vi", person_code=None).message


def test_an_unknown_language_is_answered_in_vietnamese() -> None:
    assert words(notice(Kind.TASK_ASSIGNED), locale="fr", person_code=None).title.startswith("Nhiệm vụ")


def test_a_letter_carries_both_languages_and_the_staff_codes() -> None:
    carried = letter(notice(Kind.SHEET_SUBMITTED), delivery_id="d-1", codes={"head": "TP", "nva-id": "NVA"})
    assert (carried.recipient_code, sorted(carried.words), carried.delivery_id) == ("TP", ["en", "vi"], "d-1")
    assert "NVA" in carried.words["en"].message
