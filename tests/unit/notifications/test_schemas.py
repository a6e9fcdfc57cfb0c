"""What is refused at the door."""

import pytest

from hanoiwork_notifications.schemas import MarkRead, ReadInbox
from hanoiwork_shared.doors import FieldInvalid, FieldMissing, FieldUnknown, load


def test_an_empty_question_asks_for_the_first_page_of_everything() -> None:
    assert load(ReadInbox(), {}) == {"unread": False, "first": 20, "after": None}


@pytest.mark.parametrize("first", [0, 101, "ten", 1.5])
def test_a_page_of_an_absurd_size_is_refused(first: object) -> None:
    with pytest.raises(FieldInvalid):
        load(ReadInbox(), {"first": first})


def test_a_misspelt_field_is_refused_by_name() -> None:
    with pytest.raises(FieldUnknown, match="unred"):
        load(ReadInbox(), {"unred": True})


def test_marking_needs_to_know_which() -> None:
    with pytest.raises(FieldMissing, match="key"):
        load(MarkRead(), {})
