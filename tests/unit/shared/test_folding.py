"""Text is folded alike for what is searched and what is searched for."""

import pytest

from hanoiwork_shared.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kế hoạch", "ke hoach"),
        ("ĐƯỜNG  Sắt\t số 3 ", "duong sat so 3"),
        ("e\u0302\u0301 và ế", "e va e"),
        ("Straße ﬁ", "strasse ﬁ".replace("ﬁ", "fi")),
        ("", ""),
    ],
)
def test_case_accents_and_spaces_do_not_count(text, folded):
    assert fold(text) == folded
