"""Cursors: opaque, exact, and refused when they are not ours."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hanoiwork_shared.pages import LONGEST_CURSOR, CursorInvalid, decode_cursor, encode_cursor

PARTS = some.lists(some.one_of(some.none(), some.integers(), some.text(max_size=40)), max_size=4)


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
