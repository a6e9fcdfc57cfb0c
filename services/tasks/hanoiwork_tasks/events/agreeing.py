"""Facts about what people agree on: later deadlines, hand-overs."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFact(Fact):
    """A request for a later deadline: `code` is the task's, `person_id` asked, `awaits_id` is the task's assigner."""

    about: ClassVar[str] = "extension_id"

    extension_id: str
    task_id: str
    code: str
    unit_id: str
    person_id: str
    awaits_id: str | None
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequested(ExtensionFact):
    """The lead asks for a later deadline; granting it is told as the task's `extended`."""

    type: ClassVar[str] = "tasks.extension.requested.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefused(ExtensionFact):
    """The deadline stands."""

    type: ClassVar[str] = "tasks.extension.refused.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverProposed(Fact):
    """A task (its `code`) is to go on in other hands; those in `awaits_ids` have still to agree."""

    type: ClassVar[str] = "tasks.hand_over.proposed.v1"
    about: ClassVar[str] = "hand_over_id"

    hand_over_id: str
    task_id: str
    code: str
    unit_id: str
    from_id: str
    to_id: str
    awaits_ids: tuple[str, ...]
