"""What may be asked and answered about later deadlines, waived lateness and hand-overs, and how they are shown."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from hanoiwork_shared.doors import Amount, Code, Day
from hanoiwork_shared.facts import plain
from hanoiwork_tasks.domain.agreeing.extension import Extension
from hanoiwork_tasks.domain.agreeing.hand_over import NOTHING, HandOver, Share
from hanoiwork_tasks.domain.agreeing.waiver import Ground, Waiver
from hanoiwork_tasks.schemas.commands import TaskNamed
from hanoiwork_tasks.schemas.kinds import Sentence, Spoken, maybe

_GROUND = ("reason", "evidence", "authority", "decided_on")


class AskExtension(TaskNamed):
    """The deadline wanted and why."""

    due = Day(required=True)
    reason = Sentence(required=True)


class ExtendTask(AskExtension):
    """The new deadline and why."""


class ExtensionNamed(Spoken):
    """A request, as the caller last saw it."""

    extension = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class RefuseExtension(ExtensionNamed):
    """Why the deadline stands."""

    note = Sentence(required=True)


class WaiveLateness(TaskNamed):
    """How many late days are not counted (all that still are when left out), and on what ground."""

    days = maybe(fields.Integer, strict=True)
    reason = Sentence(required=True)
    evidence = Sentence(required=True)
    authority = Sentence(required=True)
    decided_on = Day(required=True)


class ProposeHandOver(TaskNamed):
    """Who receives the task, and what its present lead keeps of it."""

    person = Code(required=True)
    kept_points = maybe(Amount)
    kept_quantity = maybe(Amount)
    reason = Sentence(required=True)


class HandOverNamed(Spoken):
    """A hand-over, as the caller last saw it."""

    hand_over = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class RefuseHandOver(HandOverNamed):
    """Why it is not to be."""

    note = Sentence(required=True)


def ground(given: Mapping[str, Any]) -> tuple[Ground, dict[str, Any]]:
    """The ground of a waiver, and the rest of what was sent."""
    rest = {name: value for name, value in given.items() if name not in _GROUND}
    return Ground(**{name: given[name] for name in _GROUND}), rest


def share(given: Mapping[str, Any]) -> tuple[Share, dict[str, Any]]:
    """What the giver of a task keeps, and the rest of what was sent."""
    kept = Share(points=given.get("kept_points", NOTHING), quantity=given.get("kept_quantity"))
    return kept, {name: value for name, value in given.items() if not name.startswith("kept_")}


def shown_extension(extension: Extension) -> dict[str, Any]:
    """A request for a later deadline."""
    shown: dict[str, Any] = plain(extension)
    return shown


def shown_waiver(waiver: Waiver) -> dict[str, Any]:
    """A waiver."""
    shown: dict[str, Any] = plain(waiver)
    return shown


def shown_hand_over(hand_over: HandOver) -> dict[str, Any]:
    """A hand-over, with the parties that have still to agree."""
    values = plain(hand_over)
    kept = values.pop("kept")
    return {
        **values,
        "kept_points": kept["points"],
        "kept_quantity": kept["quantity"],
        "agreed": sorted(party.value for party in hand_over.agreed),
        "awaits": [party.value for party in hand_over.awaits],
    }
