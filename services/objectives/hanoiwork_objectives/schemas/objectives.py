"""The door of objectives: which are asked for, what they are to be, and the steps of their life."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import fields, post_load, validate

from hanoiwork_objectives.domain.cloning import Values
from hanoiwork_objectives.domain.life import Closing
from hanoiwork_objectives.domain.objective import Result, Status
from hanoiwork_objectives.schemas.kinds import BLANK, LONGEST_TITLE, parted, whole, words
from hanoiwork_objectives.service import ContributorWanted, Filter, ObjectiveWanted, Order
from hanoiwork_objectives.service.reading import DEPTH
from hanoiwork_shared.doors import Amount, Code, Day, Door, Flag, Given, Paged

DEEPEST = 50
LONGEST_NOTE = 5000
MOST_TAGS = 20
LONGEST_TAG = 40
MOST_CONTRIBUTORS = 50
LONGEST_ROUTE = 10
LONGEST_SEARCH = 200
"""Bounds of what is sent with an objective, and of a search (our choice)."""

EMPTY = {"contributors": (), "tags": (), "description": ""}
"""What null means where it means nothing more than nothing."""


class Made(Given):
    """A part of a request that becomes what a use case takes of it."""

    made: ClassVar[type]

    @post_load
    def without_nulls(self, data: Mapping[str, Any], **options: object) -> Any:
        """Make it, without what is null."""
        return self.made(**super().without_nulls(data, **options))


class ObjectiveFilter(Made):
    """Which objectives: everything given must fit."""

    made = Filter

    cycle = Code(allow_none=True)
    unit = Code(allow_none=True)
    under = Code(allow_none=True)
    level = Code(allow_none=True)
    status = fields.List(fields.Enum(Status, by_value=True), allow_none=True)
    owner = Code(allow_none=True)
    reviewer = Code(allow_none=True)
    tag = Code(allow_none=True)
    text = words(most=LONGEST_SEARCH, least=1)


class TreeWanted(Given):
    """Which part of a cycle's tree, how deep, which objectives of it, and as of which day."""

    cycle = Code(required=True)
    root = Code(allow_none=True)
    depth = fields.Integer(load_default=DEPTH, strict=True, validate=validate.Range(min=1, max=DEEPEST))
    filter = fields.Nested(ObjectiveFilter, attribute="sieve", allow_none=True)
    as_of = Day(allow_none=True)
    with_measures = fields.Boolean(load_default=True)
    with_warnings = fields.Boolean(load_default=True)


class ObjectivesWanted(Paged, Given):
    """Which objectives, in which order, and which page of them."""

    filter = fields.Nested(ObjectiveFilter, attribute="sieve", allow_none=True)
    order_by = fields.Enum(Order, by_value=True, attribute="order", allow_none=True)


class ContributorGiven(Made):
    """A unit that is to contribute."""

    made = ContributorWanted

    unit = Code(required=True)
    weight = Amount(allow_none=True)


def _contributors() -> fields.Field[Any]:
    return fields.List(
        fields.Nested(ContributorGiven), allow_none=True, validate=validate.Length(max=MOST_CONTRIBUTORS)
    )


def _tags() -> fields.Field[Any]:
    tag = fields.String(validate=[validate.Length(min=1, max=LONGEST_TAG), validate.Regexp(r"\s*\S", error=BLANK)])
    return fields.List(tag, allow_none=True, validate=validate.Length(max=MOST_TAGS))


class CreateObjective(Given):
    """An objective to be drafted."""

    code = Code(required=True)
    title = words(most=LONGEST_TITLE, least=1, required=True)
    cycle = Code(required=True)
    unit = Code(required=True)
    owner = Code(allow_none=True)
    reviewer = Code(allow_none=True)
    starts = Day(allow_none=True)
    ends = Day(allow_none=True)
    weight = Amount(allow_none=True)
    parent = Code(allow_none=True)
    parent_key_result = Code(allow_none=True)
    contributors = _contributors()
    tags = _tags()
    description = words(most=LONGEST_NOTE)


class ChangeObjective(Door):
    """An objective to be defined anew: what is left out stays; null is no owner, reviewer, contributor, tag or word."""

    objective = Code(required=True)
    title = fields.String(validate=[validate.Length(min=1, max=LONGEST_TITLE), validate.Regexp(r"\s*\S", error=BLANK)])
    owner = Code(allow_none=True)
    reviewer = Code(allow_none=True)
    starts = Day()
    ends = Day()
    weight = Amount()
    contributors = _contributors()
    tags = _tags()
    description = words(most=LONGEST_NOTE)
    version = whole()


class HangObjective(Given):
    """An objective to be hung elsewhere; under nothing it becomes a root."""

    objective = Code(required=True)
    parent = Code(allow_none=True)
    parent_key_result = Code(allow_none=True)
    version = whole()


class StepObjective(Given):
    """An objective to be taken a step on."""

    objective = Code(required=True)
    version = whole()


class SubmitObjective(StepObjective):
    """An objective to be handed in, and to whom in turn."""

    route = fields.List(Code(), allow_none=True, validate=validate.Length(max=LONGEST_ROUTE))


class ApproveObjective(StepObjective):
    """An objective that may go on."""

    note = words(most=LONGEST_NOTE)


class ReturnObjective(StepObjective):
    """An objective to be sent back, and why."""

    reason = words(most=LONGEST_NOTE, least=1, required=True)


class CloseObjective(StepObjective):
    """An objective to be ended, with what came of it and what was learnt."""

    result = fields.Enum(Result, by_value=True, required=True)
    retrospective = words(most=LONGEST_NOTE, least=1, required=True)


class CloneObjectives(Given):
    """Branches to be copied from one cycle into another; all of them when none is named."""

    from_cycle = Code(required=True)
    to_cycle = Code(required=True)
    branches = fields.List(Code(), allow_none=True)
    values = fields.Enum(Values, by_value=True, allow_none=True)
    dry_run = Flag()


def objective_wanted(given: Mapping[str, Any]) -> ObjectiveWanted:
    """The objective that a checked CreateObjective asks for."""
    return ObjectiveWanted(**given)


def changes(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a checked ChangeObjective makes otherwise, and of which objective."""
    own, of = parted(given, {"objective", "version"})
    return own | {name: empty for name, empty in EMPTY.items() if own.get(name, empty) is None}, of


def closing(given: Mapping[str, Any]) -> tuple[Closing, dict[str, Any]]:
    """What a checked CloseObjective says, and of which objective."""
    own, of = parted(given, {"objective", "version"})
    return Closing(**own), of
