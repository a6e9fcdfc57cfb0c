"""The door of measures and KPIs."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from hanoiwork_objectives.domain.composite import MOST_PARTS, Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import MOST_WAYPOINTS, Waypoint
from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.schemas.kinds import LONGEST_TITLE, Switch, whole, words
from hanoiwork_objectives.service import MeasureWanted
from hanoiwork_objectives.service.measure_plans import AIM
from hanoiwork_shared.doors import Amount, Code, Day, Door, Flag, Given, Paged

LONGEST_UNIT = 80

OF = frozenset({"measure", "objective", "of", "version"})
"""What a request names beside what is wanted of a measure."""

CLEARABLE = frozenset(
    {"owner", "precision", "parent", "waypoints", "commit", "stretch", "low", "high", "target", "baseline"}
)
"""What a change can empty with null; null elsewhere means not given."""


class StepWanted(Given):
    """One step of a milestone."""

    title = words(most=LONGEST_TITLE, least=1, required=True)
    weight = Amount(allow_none=True)


class WaypointWanted(Given):
    """One dated intermediate target."""

    on = Day(required=True)
    value = Amount(required=True)


class PartWanted(Given):
    """One part of a formula."""

    measure = Code(required=True)
    weight = Amount(allow_none=True)


class FormulaWanted(Given):
    """What a composite is computed from."""

    kind = fields.Enum(FormulaKind, by_value=True, required=True)
    parts = fields.List(fields.Nested(PartWanted), required=True, validate=validate.Length(max=MOST_PARTS))


class Numbers(Door):
    """The numbers of a measure, and what it lives from or hangs under."""

    low = Amount(allow_none=True)
    high = Amount(allow_none=True)
    target = Amount(allow_none=True)
    baseline = Amount(allow_none=True)
    steps = fields.List(fields.Nested(StepWanted), allow_none=True)
    commit = Amount(allow_none=True)
    stretch = Amount(allow_none=True)
    unit = words(most=LONGEST_UNIT)
    weight = Amount(allow_none=True)
    owner = Code(allow_none=True)
    frequency = fields.Enum(Frequency, by_value=True, allow_none=True)
    precision = whole()
    waypoints = fields.List(
        fields.Nested(WaypointWanted), allow_none=True, validate=validate.Length(max=MOST_WAYPOINTS)
    )
    formula = fields.Nested(FormulaWanted, allow_none=True)
    parent = Code(allow_none=True)
    version = whole()


class AddMeasure(Numbers, Given):
    """A key result or KPI for an objective."""

    objective = Code(required=True)
    code = Code(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    title = words(most=LONGEST_TITLE, least=1, required=True)
    direction = fields.Enum(Direction, by_value=True, required=True)
    strict = Flag()
    source = fields.Enum(Source, by_value=True, allow_none=True)


class CreateKpi(Numbers, Given):
    """A standing KPI for the unit `of`."""

    class Meta(Door.Meta):
        exclude = ("version",)

    of = Code(required=True)
    code = Code(required=True)
    title = words(most=LONGEST_TITLE, least=1, required=True)
    direction = fields.Enum(Direction, by_value=True, required=True)
    strict = Flag()
    source = fields.Enum(Source, by_value=True, allow_none=True)


class ChangeMeasure(Numbers):
    """A measure to be planned again: what is not sent stays, what is sent as null is emptied where it can be."""

    measure = Code(required=True)
    title = words(most=LONGEST_TITLE, least=1)
    direction = fields.Enum(Direction, by_value=True, allow_none=True)
    strict = Switch(allow_none=True)


class ArchiveMeasure(Given):
    """A measure to be put away."""

    measure = Code(required=True)
    version = whole()


class MoveMeasure(ArchiveMeasure):
    """A measure to be given to another objective."""

    to = Code(required=True)


class DropKpi(Given):
    """A standing KPI that is to count no more in an objective."""

    kpi = Code(required=True)
    objective = Code(required=True)
    version = whole()


class UseKpi(DropKpi):
    """A standing KPI that is to count in an objective."""

    weight = Amount(allow_none=True)


class KpisWanted(Paged, Given):
    """Which standing KPIs, and which page of them."""

    unit = Code(allow_none=True)


def measure_wanted(given: Mapping[str, Any]) -> tuple[MeasureWanted, dict[str, Any]]:
    """The measure that a checked AddMeasure or CreateKpi asks for, its numbers gathered; and of what."""
    made = _made(given)
    aim = Aim(**{name: value for name, value in made.items() if name in AIM})
    plain = {name: value for name, value in made.items() if name not in AIM | OF}
    return MeasureWanted(aim=aim, **plain), {name: value for name, value in made.items() if name in OF}


def measure_changes(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a checked ChangeMeasure changes, and of which measure."""
    kept = {name: value for name, value in given.items() if value is not None or name in CLEARABLE}
    made = _made(kept)
    changes = {name: value for name, value in made.items() if name not in OF}
    return changes, {name: value for name, value in made.items() if name in OF}


def _made(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same with its lists and its formula made what the domain takes."""
    made = dict(given)
    if "steps" in made:
        made["steps"] = tuple(Step(**step) for step in made["steps"] or ())
    if "waypoints" in made:
        made["waypoints"] = tuple(Waypoint(**waypoint) for waypoint in made["waypoints"] or ())
    if "formula" in made:
        made["formula"] = _formula(made["formula"])
    return made


def _formula(given: Mapping[str, Any]) -> Formula:
    """A formula whose parts still have the keys that were sent."""
    parts = ({"measure_id": part["measure"], **_without(part, "measure")} for part in given["parts"])
    return Formula(kind=given["kind"], parts=tuple(Part(**part) for part in parts))


def _without(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key != name}
