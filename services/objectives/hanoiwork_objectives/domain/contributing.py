"""What the units that contribute to an objective take of it, and its tags."""

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal

from hanoiwork_objectives.domain.amounts import ALL, NONE, SHOWN
from hanoiwork_objectives.events import Contributor


def shares(contributors: Sequence[Contributor]) -> tuple[Decimal, ...]:
    """Each one's part of 100, to one decimal; they sum to exactly 100.

    What rounding down leaves over goes to those who lost most by it, and among equals to the first [our choice].
    """
    total = sum((one.weight for one in contributors), NONE)
    exact = [one.weight * ALL / total for one in contributors]
    parts = [part.quantize(SHOWN, rounding=ROUND_DOWN) for part in exact]
    left = int((ALL - sum(parts, NONE)) / SHOWN) if parts else 0
    most_lost = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    for index in most_lost[:left]:
        parts[index] += SHOWN
    return tuple(parts)


def tidied(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags in lower case with single spaces, each once, in the order in which they were written."""
    clean = (" ".join(unicodedata.normalize("NFC", tag.lower()).split()) for tag in tags)
    return tuple(dict.fromkeys(clean))
