"""What the directory tells: units, people and grants as they now are; identifiers and codes, never names."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged(Fact):
    """A unit was made, changed, closed or merged into another one; the fields say what it is now."""

    type: ClassVar[str] = "directory.unit.changed.v1"
    about: ClassVar[str] = "unit_id"

    unit_id: str
    code: str
    parent_id: str | None
    kind: str
    closed: bool
    merged_into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTold:
    """A stay of a person in a unit, from a day to a day (none: still), as what type, and whether it is primary."""

    unit_id: str
    person_type: str
    primary: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveTold:
    """A time away, from a day to a day (none: not known yet); why is nobody else's business."""

    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Fact):
    """A person was made or changed; `unit_id` is the unit of the primary post, `posts` are all there ever were."""

    type: ClassVar[str] = "directory.person.changed.v1"
    about: ClassVar[str] = "person_id"

    person_id: str
    code: str
    unit_id: str | None
    person_type: str
    active: bool
    posts: tuple[PostTold, ...] = ()
    leaves: tuple[LeaveTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantChanged(Fact):
    """A role was granted on a unit and everything under it (`unit_id` None: everywhere), or revoked.

    `acts_for` is the leader on whose behalf a delegate holds it.
    """

    type: ClassVar[str] = "directory.grant.changed.v1"
    about: ClassVar[str] = "grant_id"

    grant_id: str
    person_id: str
    role: str
    unit_id: str | None
    valid_from: date
    valid_to: date | None
    revoked: bool
    acts_for: str | None = None


TELLS = (UnitChanged, PersonChanged, GrantChanged)
