"""The door of this service: every request checked field by field, and made what the use cases take."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.schemas.kinds import parted, whole, words
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
from hanoiwork_objectives.schemas.objectives import (
    LONGEST_NOTE,
    ApproveObjective,
    ChangeObjective,
    CloneObjectives,
    CloseObjective,
    CreateObjective,
    HangObjective,
    ObjectivesWanted,
    ReturnObjective,
    StepObjective,
    SubmitObjective,
    TreeWanted,
    changes,
    closing,
    objective_wanted,
)
from hanoiwork_shared.doors import Amount, Code, Day, FileSent, Given, Key, Keys
from hanoiwork_shared.pages import FIRST, MOST

__all__ = [
    "AddMeasure", "ApproveObjective", "ArchiveMeasure", "ChangeMeasure", "ChangeObjective", "CheckIn",
    "CheckInsWanted", "CloneObjectives", "CloseObjective", "CreateKpi", "CreateObjective", "DropKpi", "FileSent",
    "Given", "HangObjective", "KeyInCycle", "Keys", "KpisWanted", "MoveMeasure", "ObjectivesWanted", "OfUnitsWanted",
    "ReturnObjective", "StepObjective", "SubmitObjective", "TreeWanted", "UseKpi", "changes", "closing",
    "measure_changes", "measure_wanted", "objective_wanted", "said",
]  # fmt: skip


class KeyInCycle(Key, Given):
    """A code or an identifier; a code may be said to be of a cycle."""

    cycle = Code(allow_none=True)


class CheckInsWanted(Keys):
    """Measures by identifier, and how many check-ins of each."""

    first = fields.Integer(load_default=FIRST, strict=True, validate=validate.Range(min=1, max=MOST))


class OfUnitsWanted(Keys):
    """Units by identifier, and of which cycle their objectives."""

    cycle = Code(required=True)


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


def said(given: Mapping[str, Any]) -> tuple[Said, dict[str, Any]]:
    """What a checked CheckIn says, and of which measure and day."""
    own, of = parted(given, {"measure", "on", "version"})
    return Said(**own), of
