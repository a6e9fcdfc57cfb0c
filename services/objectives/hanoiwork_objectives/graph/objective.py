"""An objective and what belongs to it, as GraphQL types."""

from typing import Any

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String
from graphql import GraphQLResolveInfo

from hanoiwork_objectives.graph.measure import Measure, ObjectiveProgress
from hanoiwork_shared.graph import Date, Decimal, Ref, RpcField, joined
from hanoiwork_shared.graph.asking import follow

OBJECTIVES_BY_IDS = "objectives.objectives_by_ids"


def _children() -> RpcField:
    """Make the field that answers what a tree brought along, and asks for many parents at once elsewhere."""

    async def resolve(parent: dict[str, Any], info: GraphQLResolveInfo) -> Any:
        if "children" in parent:
            return parent["children"]
        return await follow(info.context, OBJECTIVES_BY_IDS, parent["child_ids"], {})

    return RpcField(
        List(NonNull(lambda: Objective)),
        method=OBJECTIVES_BY_IDS,
        arguments={},
        description="The objectives directly under this one, also those on its key results.",
        resolver=resolve,
    )


class ObjectivePeriod(ObjectType):
    """The first and last day of an objective."""

    start = Date(required=True)
    end = Date(required=True)


class Objective(ObjectType):
    """A goal of a unit in a cycle."""

    id = String(required=True)
    code = String(required=True)
    title = String(required=True)
    cycle = String(required=True)
    status = String(required=True, description="draft, active, closed or archived")
    weight = Decimal(required=True)
    share = joined(
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
        description="Where it goes past the guide 1:3:3 or could be worded better; never a refusal.",
    )
    version = Int(required=True)
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id")
    owner = joined(Ref("Person"), "directory.people_by_ids", key="owner_id")
    parent = joined(lambda: Objective, OBJECTIVES_BY_IDS, key="parent_objective_id")
    parent_key_result = joined(Measure, "objectives.measures_by_ids", key="parent_measure_id")
    children = _children()


class ObjectiveImportReport(ObjectType):
    """What loading a file did, or would do: entries in the file, and how many are new, differ or do not."""

    objectives = Int(required=True)
    measures = Int(required=True)
    created = Int(required=True)
    changed = Int(required=True)
    unchanged = Int(required=True)
    dry_run = Boolean(required=True)
