"""The door of this service: every request checked field by field, and made what the use cases take."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.schemas.kinds import LONGEST_TITLE, parted, whole, words
from hanoiwork_objectives.schemas.measures import (
    AddMeasure,
    ArchiveMeasure,
    ChangeMeasure,
    CreateKpi,
    DropKpi,
    KpisWanted,
    MoveMeasure,
    UseKpi,
    measure_changes,
    measure_wanted,
)
from hanoiwork_objectives.service import ObjectiveWanted
from hanoiwork_objectives.service.reading import DEPTH
from hanoiwork_shared.doors import Amount, Code, Day, FileSent, Given, Key, Keys, Paged
from hanoiwork_shared.pages import FIRST, MOST

DEEPEST = 50
LONGEST_NOTE = 5000

__all__ = [
    "AddMeasure", "ArchiveMeasure", "ChangeMeasure", "CheckIn", "CheckInsWanted", "CreateKpi", "CreateObjective",
    "DropKpi", "FileSent", "Given", "KeyInCycle", "Keys", "KpisWanted", "MoveMeasure", "MoveObjective",
    "ObjectivesWanted", "OfUnitsWanted", "TreeWanted", "UseKpi", "measure_changes", "measure_wanted",
    "objective_wanted", "said",
]  # fmt: skip


class KeyInCycle(Key, Given):
    """A code or an identifier; a code may be said to be of a cycle."""

    cycle = Code(allow_none=True)


class CheckInsWanted(Keys):
    """Measures by identifier, and how many check-ins of each."""

    first = fields.Integer(load_default=FIRST, strict=True, validate=validate.Range(min=1, max=MOST))


class TreeWanted(Given):
    """Which part of a cycle's tree, how deep, and as of which day."""

    cycle = Code(required=True)
    root = Code(allow_none=True)
    depth = fields.Integer(load_default=DEPTH, strict=True, validate=validate.Range(min=1, max=DEEPEST))
    as_of = Day(allow_none=True)


class ObjectivesWanted(Paged, Given):
    """Which objectives, and which page of them."""

    cycle = Code(allow_none=True)
    unit = Code(allow_none=True)
    status = fields.Enum(Status, by_value=True, allow_none=True)


class OfUnitsWanted(Keys):
    """Units by identifier, and of which cycle their objectives."""

    cycle = Code(required=True)


class CreateObjective(Given):
    """An objective to be drafted."""

    code = Code(required=True)
    title = words(most=LONGEST_TITLE, least=1, required=True)
    cycle = Code(required=True)
    unit = Code(required=True)
    owner = Code(allow_none=True)
    starts = Day(allow_none=True)
    ends = Day(allow_none=True)
    weight = Amount(allow_none=True)
    parent = Code(allow_none=True)
    parent_key_result = Code(allow_none=True)


class MoveObjective(Given):
    """An objective to be taken a step on."""

    objective = Code(required=True)
    version = whole()


class CheckIn(Given):
    """A value to be reported."""

    measure = Code(required=True)
    value = Amount(required=True)
    on = Day(allow_none=True)
    confidence = whole()
    note = words(most=LONGEST_NOTE)
    difficulty = words(most=LONGEST_NOTE)
    remedy = words(most=LONGEST_NOTE)
    corrects = Code(allow_none=True)
    version = whole()


def objective_wanted(given: Mapping[str, Any]) -> ObjectiveWanted:
    """The objective that a checked CreateObjective asks for."""
    return ObjectiveWanted(**given)


def said(given: Mapping[str, Any]) -> tuple[Said, dict[str, Any]]:
    """What a checked CheckIn says, and of which measure and day."""
    own, of = parted(given, {"measure", "on", "version"})
    return Said(**own), of
