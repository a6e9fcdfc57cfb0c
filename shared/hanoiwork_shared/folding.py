"""Text without accents, so that “ke hoach” finds “Kế hoạch”."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d, single spaces; the same for what is searched and what is searched for."""
    return " ".join(text.translate(_BARE).split())


class _Bare(dict[int, str]):
    """Letters without case and diacritics, by code point; each is worked out once: titles come by thousands."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code).casefold().replace("đ", "d"))
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        self[code] = bare
        return bare


_BARE = _Bare()
