"""How a refusal crosses the broker: one class, flattened at the edge, so no service knows another's classes.

nameko names exceptions by class and carries their arguments as JSON; the gateway reads the arguments only.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from hanoiwork_shared.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    Throttled,
    Unauthenticated,
    Unavailable,
)

FAMILIES: tuple[type[Refused], ...] = (Invalid, Unauthenticated, Forbidden, NotFound, Conflict, Throttled, Unavailable)
WIRE_NAME = "WireError"


class WireError(Exception):
    """One or more refusals on their way to the gateway; each is a mapping of JSON scalars.

    They travel as JSON text, because nameko makes text of every null and number in an exception's arguments.
    Keys of a refusal: `family` (a class name of `FAMILIES`), `code`, `vi`, `en`, `field`, `details`.
    """

    def __init__(self, refusals: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(json.dumps(list(refusals), ensure_ascii=False, default=str))
        self.refusals = tuple(refusals)

    @property
    def family(self) -> str:
        """The family of the first refusal: it decides the transport status."""
        return str(self.refusals[0]["family"])


def flatten(refusal: Refused) -> WireError:
    """Make a refusal ready for the broker."""
    return WireError([_plain(single) for single in refusal.each()])


def _plain(refusal: Refused) -> dict[str, Any]:
    family = next((family for family in FAMILIES if isinstance(refusal, family)), Refused)
    return {
        "family": family.__name__,
        "code": refusal.code,
        "vi": refusal.message("vi"),
        "en": refusal.message("en"),
        "field": refusal.field,
        "details": refusal.details,
    }


@contextmanager
def refusals() -> Iterator[None]:
    """Flatten whatever is refused inside."""
    try:
        yield
    except Refused as refusal:
        raise flatten(refusal) from refusal
