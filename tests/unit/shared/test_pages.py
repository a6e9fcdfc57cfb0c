"""Cursors: opaque, exact, and refused when they are not ours."""

import base64
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hanoiwork_shared.pages import (
    LONGEST_CURSOR,
    CursorInvalid,
    Page,
    after_values,
    decode_cursor,
    encode_cursor,
    page_of,
)

TEXTS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
PARTS = some.lists(some.one_of(some.none(), some.integers(), TEXTS), max_size=4)


@given(PARTS)
def test_a_cursor_says_what_was_put_into_it(values):
    cursor = encode_cursor(values)
    assert decode_cursor(cursor) == values
    assert "=" not in cursor


@given(some.text(max_size=60))
def test_no_text_breaks_the_reading_of_cursors(text):
    with suppress(CursorInvalid):
        assert isinstance(decode_cursor(text), list)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "ế",
        "x" * (LONGEST_CURSOR + 1),
        *(base64.urlsafe_b64encode(text).decode() for text in (b"{}", b"7", b"[[1]]", b"[1.5]", b"[true]", b"\xff")),
    ],
)
def test_what_we_did_not_write_is_refused_with_a_code(text):
    with pytest.raises(CursorInvalid) as refused:
        decode_cursor(text)
    assert refused.value.code == "shared.cursor_invalid"
    assert refused.value.field == "after"


def test_a_cursor_gives_back_its_values_when_they_are_of_the_kinds_wanted():
    assert after_values(encode_cursor(["2026", 7]), (str, int)) == ("2026", 7)


@pytest.mark.parametrize("values", [[], [5], [None], ["a", "b"], ["a\x00"], ["half \ud83d"]])
def test_a_cursor_of_another_list_is_refused_before_any_query(values):
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    with pytest.raises(CursorInvalid) as refused:
        after_values(cursor, (str,), field="from")
    assert refused.value.field == "from"


@pytest.mark.parametrize(("found", "shown", "more"), [("", "", False), ("ab", "AB", False), ("abc", "AB", True)])
def test_one_more_than_asked_for_is_not_shown_and_says_that_others_follow(found, shown, more):
    page = page_of(found, first=2, item=str.upper, place=lambda one: [one, 7])
    assert page == Page(
        items=tuple(shown), cursors=tuple(encode_cursor([one.lower(), 7]) for one in shown), has_next=more
    )
