"""Text without accents, so that “ke hoach” finds “Kế hoạch”."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d, single spaces; the same for what is searched and what is searched for."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(kept.split())
