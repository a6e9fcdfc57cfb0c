"""What the directory's events say, as far as the others need it; what an older event lacks has a default."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSlice:
    """What directory.unit.changed.v1 says; a merged unit is closed too."""

    unit_id: str
    code: str
    parent_id: str | None
    kind: str
    closed: bool
    merged_into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSlice:
    """One post of a person, from its first to its last day."""

    unit_id: str
    primary: bool
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSlice:
    """What directory.person.changed.v1 says; `unit_id` is the unit of the primary post."""

    person_id: str
    code: str
    unit_id: str | None
    person_type: str
    active: bool
    posts: tuple[PostSlice, ...] = ()

    def all_posts(self) -> tuple[PostSlice, ...]:
        """The posts; where none are told, the one in the person's unit."""
        if self.posts or self.unit_id is None:
            return self.posts
        return (PostSlice(unit_id=self.unit_id, primary=True),)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantSlice:
    """What directory.grant.changed.v1 says; a delegation names the leader it `acts_for`."""

    grant_id: str
    person_id: str
    role: str
    unit_id: str | None
    valid_from: date
    valid_to: date | None
    revoked: bool
    acts_for: str | None = None
