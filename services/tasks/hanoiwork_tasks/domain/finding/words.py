"""The words of a text, as they are looked for: without accents, case and punctuation."""

from collections.abc import Iterator

from hanoiwork_shared.folding import fold

LONGEST_WORD = 60
"""Letters of a word that count, in what is searched and in what is looked for alike (our choice)."""
MOST_WORDS = 20
"""Words of a search that count; the rest of a longer one is not looked at (our choice)."""


def words(*texts: str) -> tuple[str, ...]:
    """Every word of some texts once, in order of appearance; a word is a run of letters and digits."""
    return tuple(dict.fromkeys(word for text in texts for word in _runs(fold(text))))


def wanted_words(search: str) -> tuple[str, ...]:
    """The words to look for; a text matches when each is one of its words, the last one the beginning of one."""
    return words(search)[:MOST_WORDS]


def _runs(text: str) -> Iterator[str]:
    for run in "".join(letter if letter.isalnum() else " " for letter in text).split():
        yield run[:LONGEST_WORD]
