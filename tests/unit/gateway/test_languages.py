"""Choosing the language of an answer."""

import pytest

from hanoiwork_gateway.languages import negotiated


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "vi"),
        ("", "vi"),
        ("vi", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en-GB,en;q=0.9,vi;q=0.8", "en"),
        ("fr, en;q=0.3", "en"),
        ("fr", "vi"),
        ("*", "vi"),
        ("en;q=0", "vi"),
        ("en;q=nonsense, vi;q=0.1", "vi"),
        ("EN", "en"),
    ],
)
def test_vietnamese_unless_english_is_preferred(header, language):
    assert negotiated(header) == language
