"""Members of a workspace, from whatever unit, and what they may do in it."""

from dataclasses import dataclass
from enum import StrEnum


class MemberRole(StrEnum):
    """What a member may do in a workspace besides reading: a manager opens lists, both write tasks down in them."""

    MANAGER = "manager"
    CONTRIBUTOR = "contributor"
    VIEWER = "viewer"


WRITING = frozenset({MemberRole.MANAGER, MemberRole.CONTRIBUTOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person's role in a workspace."""

    workspace_id: str
    person_id: str
    role: MemberRole
