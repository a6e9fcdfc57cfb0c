"""What readers are shown of the units that contribute to an objective."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_objectives.domain.amounts import SHOWN
from hanoiwork_objectives.domain.sharing import shares
from hanoiwork_objectives.events import Contributor


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorView:
    """A unit that contributes, and its part of 100 among those that do."""

    unit_id: str
    weight: Decimal
    share: Decimal


def contributor_views(contributors: Sequence[Contributor]) -> tuple[ContributorView, ...]:
    """Show contributors with their shares, to one decimal [our choice]."""
    found = shares({one.unit_id: one.weight for one in contributors}, unit=SHOWN)
    return tuple(
        ContributorView(unit_id=one.unit_id, weight=one.weight, share=found[one.unit_id]) for one in contributors
    )
