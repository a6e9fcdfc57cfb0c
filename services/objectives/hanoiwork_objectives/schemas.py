"""The door of this service: every request checked field by field, and made what the use cases take."""

from collections.abc import Container, Mapping
from typing import Any

from marshmallow import fields, validate

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.service import MeasureWanted, ObjectiveWanted
from hanoiwork_objectives.service.reading import DEPTH
from hanoiwork_shared.doors import Amount, Code, Day, FileSent, Flag, Given, Key, Keys, Paged
from hanoiwork_shared.pages import FIRST, MOST
from hanoiwork_shared.phrases import Phrase

DEEPEST = 50
LONGEST_TITLE = 500
LONGEST_NOTE = 5000
LONGEST_UNIT = 80
BLANK = Phrase(vi="không được chỉ có khoảng trắng.", en="It must not be blank.")

__all__ = [
    "AddMeasure", "CheckIn", "CheckInsWanted", "CreateObjective", "FileSent", "Given", "KeyInCycle", "Keys",
    "MoveObjective", "ObjectivesWanted", "OfUnitsWanted", "TreeWanted", "measure_wanted", "objective_wanted", "said",
]  # fmt: skip

AIM = ("direction", "low", "high", "target", "strict", "baseline", "steps")


def _words(*, most: int, least: int = 0, required: bool = False) -> fields.String:
    """Text of `least` to `most` characters; where one is needed it must say something."""
    checks: list[validate.Validator] = [validate.Length(min=least, max=most)]
    if least:
        checks.append(validate.Regexp(r"\s*\S|\Z", error=BLANK))
    return fields.String(required=required, allow_none=not required, validate=checks)


def _whole(*, least: int | None = None, most: int | None = None) -> fields.Integer:
    return fields.Integer(strict=True, allow_none=True, validate=validate.Range(min=least, max=most))


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
    title = _words(most=LONGEST_TITLE, least=1, required=True)
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
    version = _whole()


class StepWanted(Given):
    """One step of a milestone."""

    title = _words(most=LONGEST_TITLE, least=1, required=True)
    weight = Amount(allow_none=True)


class AddMeasure(Given):
    """A key result or KPI for an objective."""

    objective = Code(required=True)
    code = Code(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    title = _words(most=LONGEST_TITLE, least=1, required=True)
    direction = fields.Enum(Direction, by_value=True, required=True)
    low = Amount(allow_none=True)
    high = Amount(allow_none=True)
    target = Amount(allow_none=True)
    strict = Flag()
    baseline = Amount(allow_none=True)
    steps = fields.List(fields.Nested(StepWanted), allow_none=True)
    unit = _words(most=LONGEST_UNIT)
    weight = Amount(allow_none=True)
    owner = Code(allow_none=True)
    frequency = fields.Enum(Frequency, by_value=True, allow_none=True)
    source = fields.Enum(Source, by_value=True, allow_none=True)
    version = _whole()


class CheckIn(Given):
    """A value to be reported."""

    measure = Code(required=True)
    value = Amount(required=True)
    on = Day(allow_none=True)
    confidence = _whole()
    note = _words(most=LONGEST_NOTE)
    difficulty = _words(most=LONGEST_NOTE)
    remedy = _words(most=LONGEST_NOTE)
    corrects = Code(allow_none=True)
    version = _whole()


def objective_wanted(given: Mapping[str, Any]) -> ObjectiveWanted:
    """The objective that a checked CreateObjective asks for."""
    return ObjectiveWanted(**given)


def measure_wanted(given: Mapping[str, Any]) -> tuple[MeasureWanted, dict[str, Any]]:
    """The measure that a checked AddMeasure asks for, its numbers gathered into its aim; and of which objective."""
    numbers = {name: given[name] for name in AIM if name in given}
    numbers["steps"] = tuple(Step(**step) for step in given.get("steps", ()))
    own, of = _parted(given, {"objective", "version"})
    plain = {name: value for name, value in own.items() if name not in AIM}
    return MeasureWanted(aim=Aim(**numbers), **plain), of


def said(given: Mapping[str, Any]) -> tuple[Said, dict[str, Any]]:
    """What a checked CheckIn says, and of which measure and day."""
    own, of = _parted(given, {"measure", "on", "version"})
    return Said(**own), of


def _parted(given: Mapping[str, Any], names: Container[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    own = {name: value for name, value in given.items() if name not in names}
    return own, {name: value for name, value in given.items() if name in names}
