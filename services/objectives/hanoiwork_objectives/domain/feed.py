"""What an external system feeds: each item under a key of its own, so that sending it again is harmless."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.check_in import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """An item that was taken: whose key it is under, what it said, and the check-in that it became."""

    person_id: str
    source_key: str
    digest: str
    check_in_id: str


def digest(said: Said, *, measure: str, on: date | None) -> str:
    """A fingerprint of what an item says of which measure and day; 98 and 98.0 say the same."""
    value = said.value.normalize() if said.value else Decimal(0)
    parts = [measure, str(on), format(value, "f"), said.confidence, said.note, said.difficulty, said.remedy]
    text = json.dumps([*parts, said.evidence, said.corrects], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
