"""What readers are shown of the units that contribute to an objective."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_objectives.domain.contributing import shares
from hanoiwork_objectives.events import Contributor


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorView:
    """A unit that contributes, and its part of 100 among those that do."""

    unit_id: str
    weight: Decimal
    share: Decimal


def contributor_views(contributors: Sequence[Contributor]) -> tuple[ContributorView, ...]:
    """Show contributors with their shares."""
    return tuple(
        ContributorView(unit_id=one.unit_id, weight=one.weight, share=part)
        for one, part in zip(contributors, shares(contributors), strict=True)
    )
