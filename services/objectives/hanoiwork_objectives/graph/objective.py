"""An objective and what belongs to it, as GraphQL types."""

from typing import Any

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String
from graphql import GraphQLResolveInfo

from hanoiwork_objectives.graph.history import day_of, joined_then, selects
from hanoiwork_objectives.graph.inputs import ObjectiveFilter
from hanoiwork_objectives.graph.measure import Measure, ObjectiveProgress
from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, RpcField, joined
from hanoiwork_shared.graph.asking import follow, said

OBJECTIVES_BY_IDS = "objectives.objectives_by_ids"
WARNINGS = frozenset({"warnings"})
OF_MEASURES = WARNINGS | {"measures"}
"""Fields of an objective that need its measures."""


def _children() -> RpcField:
    """Make the field that answers what a tree brought along, and asks for many parents at once elsewhere."""

    async def resolve(parent: dict[str, Any], info: GraphQLResolveInfo) -> Any:
        if "children" in parent:
            return parent["children"]
        return await follow(info.context, OBJECTIVES_BY_IDS, parent["child_ids"], day_of(parent))

    return RpcField(
        List(NonNull(lambda: Objective)),
        method=OBJECTIVES_BY_IDS,
        arguments={},
        description="The objectives directly under this one, also those on its key results.",
        resolver=resolve,
    )


def tree() -> RpcField:
    """Make the field that answers a tree; its measures, and its warnings, are made only when they are asked for."""

    async def resolve(_parent: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        wanted = {"with_measures": selects(info, OF_MEASURES), "with_warnings": selects(info, WARNINGS)}
        asked_for = {**said(given), **wanted}
        return await info.context.call("objectives.tree", asked_for)

    return RpcField(
        List(NonNull(lambda: Objective)),
        method="objectives.tree",
        arguments={
            "cycle": String(required=True),
            "root": String(),
            "depth": Int(),
            "filter": ObjectiveFilter(),
            "as_of": Date(),
        },
        description=(
            "The root objectives of a cycle, or one, with their children to a depth (12 when left out). "
            "A filter leaves what fits and what is above it. With asOf, as everything was at the end of that day."
        ),
        resolver=resolve,
    )


class ObjectivePeriod(ObjectType):
    """The first and last day of an objective."""

    start = Date(required=True)
    end = Date(required=True)


class ObjectiveContributor(ObjectType):
    """A unit that works on an objective beside its own unit."""

    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id")
    weight = Decimal(required=True)
    share = Decimal(required=True, description="Its part of 100 among the contributors, one decimal.")


class ObjectiveApproval(ObjectType):
    """One place in the route of one submission, and what was decided there."""

    id = String(required=True)
    round = Int(required=True, description="Which submission it belongs to, from 1.")
    place = Int(required=True, description="Its place in the route, from 1.")
    submitted_by = joined(Ref("Person"), "directory.people_by_ids", key="submitted_by")
    submitted_at = DateTime(required=True)
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="Whose turn it is or was.")
    unit = joined(
        Ref("Unit"),
        "directory.units_by_ids",
        key="unit_id",
        description="When no person is named: it is for whoever leads this unit or one above it.",
    )
    decision = String(required=True, description="approved, returned, waiting, next (after those) or lapsed")
    decided_by = joined(Ref("Person"), "directory.people_by_ids", key="decided_by")
    decided_for = joined(
        Ref("Person"),
        "directory.people_by_ids",
        key="decided_for",
        description="The leader on whose behalf a delegate decided.",
    )
    decided_at = DateTime()
    note = String(required=True, description="What was said with it; the reason of a return.")


class Objective(ObjectType):
    """A goal of a unit in a cycle."""

    id = String(required=True)
    code = String(required=True)
    title = String(required=True)
    cycle = String(required=True)
    description = String(required=True)
    status = String(required=True, description="draft, submitted, approved, active, closed or archived")
    weight = Decimal(required=True)
    share = joined_then(
        Decimal,
        "objectives.shares_by_ids",
        key="id",
        description="What it weighs in what it hangs on, in percent; null for a root and for what does not count.",
    )
    period = Field(NonNull(ObjectivePeriod))
    progress = Field(NonNull(ObjectiveProgress))
    measures = NonNull(List(NonNull(Measure)), description="Its own, then the standing KPIs that it counts.")
    warnings = NonNull(
        List(NonNull(String)),
        description=(
            "Where it goes past the guide 1:3:3 or could be worded better; never a refusal. How many tasks there were "
            "on an earlier day is not kept, so there they warn of nothing."
        ),
    )
    version = Int(required=True)
    as_of = Date(description="The earlier day whose end this shows; null for what is.")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id")
    owner = joined(Ref("Person"), "directory.people_by_ids", key="owner_id", description="Who answers for it.")
    reviewer = joined(Ref("Person"), "directory.people_by_ids", key="reviewer_id", description="Who judges it.")
    contributors = NonNull(List(NonNull(ObjectiveContributor)))
    tags = NonNull(List(NonNull(String)))
    result = String(description="achieved, partly or missed, once it is closed")
    retrospective = String(required=True, description="What was learnt, said at closing.")
    closed_on = Date()
    approvals = joined_then(
        List(NonNull(ObjectiveApproval)),
        "objectives.approvals_by_objectives",
        key="id",
        description="Every place of every route it went, oldest first; of an earlier day, as decided by its end.",
    )
    matched = Boolean(
        required=True,
        description="False for one that a filtered tree shows only because something under it fits.",
        resolver=lambda parent, _info: parent.get("matched", True),
    )
    parent = joined_then(lambda: Objective, OBJECTIVES_BY_IDS, key="parent_objective_id")
    parent_key_result = joined_then(Measure, "objectives.measures_by_ids", key="parent_measure_id")
    children = _children()


class ObjectiveImportReport(ObjectType):
    """What loading a file did, or would do: entries in the file, and how many are new, differ or do not."""

    objectives = Int(required=True)
    measures = Int(required=True)
    created = Int(required=True)
    changed = Int(required=True)
    unchanged = Int(required=True)
    dry_run = Boolean(required=True)
    drafts = NonNull(
        List(NonNull(String)), description="Codes of the objectives that are drafts, for the level above to approve."
    )
    warnings = NonNull(List(NonNull(String)), description="What to know of what was done; empty when all is active.")


class UnitObjectives(ObjectType):
    """What this service adds to a unit."""

    objectives = joined(
        List(NonNull(Objective)),
        "objectives.objectives_by_units",
        key="id",
        cycle=String(required=True),
        description="The goals of this very unit in a cycle.",
    )


class ObjectiveCloneReport(ObjectType):
    """What copying branches made, or would make."""

    objectives = Int(required=True)
    measures = Int(required=True)
    codes = NonNull(List(NonNull(String)), description="Those of the objectives.")
    dry_run = Boolean(required=True)
