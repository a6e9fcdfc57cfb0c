"""The door of this service: every request checked field by field; and the one answer that needs words."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_load, validate

from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.service.importing import Report
from hanoiwork_objectives.service.reading import DEPTH
from hanoiwork_shared.doors import Amount, Code, Day, Door
from hanoiwork_shared.facts import plain
from hanoiwork_shared.pages import FIRST, MOST

MOST_KEYS = 5000
DEEPEST = 50
LONGEST_TITLE = 500
LONGEST_NOTE = 5000
AIM = ("direction", "low", "high", "target", "strict", "baseline", "steps")


class Given(Door):
    """A request in which null means not given."""

    @post_load
    def without_nulls(self, data: Mapping[str, Any], **_options: object) -> dict[str, Any]:
        """Leave out what is null, so that the use case's own default stands."""
        return {name: value for name, value in data.items() if value is not None}


def _words(*, most: int, least: int = 0, required: bool = False) -> fields.String:
    """Text of `least` to `most` characters that any database can keep; where one is needed it must say something."""
    checks = [
        validate.Length(min=least, max=most),
        validate.Regexp(r"^[^\x00\ud800-\udfff]*\Z", error="It contains characters that are no text."),
    ]
    if least:
        checks.append(validate.Regexp(r"\s*\S|\Z", error="It must not be blank."))
    return fields.String(required=required, allow_none=not required, validate=checks)


def _whole(*, least: int | None = None, most: int | None = None) -> fields.Integer:
    return fields.Integer(strict=True, allow_none=True, validate=validate.Range(min=least, max=most))


class Key(Given):
    """A code or an identifier; a code may be said to be of a cycle."""

    key = Code(required=True)
    cycle = Code(allow_none=True)


class Keys(Door):
    """Identifiers to be answered in their order."""

    keys = fields.List(fields.String(), required=True, validate=validate.Length(max=MOST_KEYS))


class CheckInsWanted(Keys):
    """Measures by identifier, and how many check-ins of each."""

    first = fields.Integer(load_default=FIRST, strict=True, validate=validate.Range(min=1, max=MOST))


class TreeWanted(Given):
    """Which part of a cycle's tree, how deep, and as of which day."""

    cycle = Code(required=True)
    root = Code(allow_none=True)
    depth = fields.Integer(load_default=DEPTH, strict=True, validate=validate.Range(min=1, max=DEEPEST))
    as_of = Day(allow_none=True)


class ObjectivesWanted(Given):
    """Which objectives, and which page of them."""

    cycle = Code(allow_none=True)
    unit = Code(allow_none=True)
    status = fields.Enum(Status, by_value=True, allow_none=True)
    first = fields.Integer(load_default=FIRST, strict=True, validate=validate.Range(min=1, max=MOST))
    after = fields.String(allow_none=True)


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
    strict = fields.Boolean(allow_none=True, truthy={True}, falsy={False})
    baseline = Amount(allow_none=True)
    steps = fields.List(fields.Nested(StepWanted), allow_none=True)
    unit = _words(most=80)
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


class FileSent(Given):
    """A file's text; a dry run only says what would happen."""

    content = fields.String(required=True)
    dry_run = fields.Boolean(allow_none=True, truthy={True}, falsy={False})


def measure_wanted(given: Mapping[str, Any]) -> dict[str, Any]:
    """Gather the numbers of a checked AddMeasure into its aim."""
    numbers = {name: given[name] for name in AIM if name in given}
    numbers["steps"] = tuple(Step(**step) for step in given.get("steps", ()))
    return {**{name: value for name, value in given.items() if name not in AIM}, "aim": Aim(**numbers)}


def import_report(report: Report, *, locale: str) -> dict[str, Any]:
    """Say what an import did, its problems in the reader's language."""
    counts = {name: getattr(report, name) for name in ("objectives", "measures", "created", "changed")}
    problems = [
        {"field": problem.field, "code": problem.code, "message": problem.message(locale)} for problem in report.problems
    ]
    return {**counts, "problems": plain(problems)}
