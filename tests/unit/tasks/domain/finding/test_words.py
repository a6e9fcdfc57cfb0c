"""The words of a text: what is searched and what is looked for are split by one rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_tasks.domain.finding.words import LONGEST_WORD, MOST_WORDS, wanted_words, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kế hoạch 20-KH/BCĐ57", ("ke", "hoach", "20", "kh", "bcd57")),
        ("ĐỀ ÁN, đề án", ("de", "an")),
        ("  \t… — ", ()),
        ("a'b\\c&d|e:*", ("a", "b", "c", "d", "e")),
        ("Ke\u0302\u0301 hoa\u0323ch", ("ke", "hoach")),
        ("x" * 200, ("x" * LONGEST_WORD,)),
    ],
)
def test_words_are_runs_of_letters_and_digits_without_accents(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


def test_several_texts_give_each_word_once() -> None:
    assert words("Báo cáo", "báo cáo quý") == ("bao", "cao", "quy")


@given(st.text())
def test_every_word_of_a_text_is_found_by_searching_for_the_text(text: str) -> None:
    assert set(wanted_words(text)) <= set(words(text))
    assert len(wanted_words(text)) <= MOST_WORDS
    assert all(word.isalnum() for word in words(text))
