"""What this service adds to the GraphQL schema: the objective tree, measures, check-ins."""

from typing import Any

from graphene import Boolean, Field, InputObjectType, Int, List, NonNull, ObjectType, String
from graphql import GraphQLResolveInfo

from hanoiwork_shared.graph import Date, DateTime, Decimal, GraphPart, Ref, RpcField, asked, commanded, joined, paged
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


class ObjectiveProgress(ObjectType):
    """How far something has come beside how far it should be by elapsed time."""

    percent = Decimal(description="0 to 100, one decimal; null when nothing counts.")
    expected_percent = Decimal(description="Days of the period gone, in percent.")
    status = String(required=True, description="on_track, at_risk, behind, stale (no recent report) or no_data")


class MilestoneStep(ObjectType):
    """One step of a milestone."""

    title = String(required=True)
    weight = Decimal(required=True)


class CheckIn(ObjectType):
    """A reported value; history is never rewritten, a correction names what it corrects."""

    id = String(required=True)
    value = Decimal(required=True)
    on = Date(required=True)
    at = DateTime(required=True)
    confidence = Int(description="0 to 10")
    note = String(required=True)
    difficulty = String(required=True)
    remedy = String(required=True)
    corrects = String(description="The check-in that this one replaces.")
    percent_before = Decimal(required=True)
    percent_after = Decimal(required=True)
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id")


class Measure(ObjectType):
    """A key result or KPI."""

    id = String(required=True)
    code = String(required=True)
    cycle = String(required=True)
    kind = String(required=True, description="KR or KPI")
    title = String(required=True)
    unit = String(required=True, description="The unit of measure, such as %.")
    direction = String(required=True, description="range, at_most, at_least, exact, count or milestone")
    low = Decimal()
    target = Decimal()
    high = Decimal()
    strict = Boolean(required=True, description="Whether an upper limit must be undercut, not touched.")
    baseline = Decimal(required=True, description="The value that counts 0 %.")
    steps = NonNull(List(NonNull(MilestoneStep)))
    current = Decimal(description="The value last reported.")
    last_check_in = Date(description="The day of the value last reported.")
    weight = Decimal(required=True)
    source = String(required=True, description="check_ins, children or tasks: the one thing that moves it")
    frequency = String(required=True, description="daily, weekly, monthly, quarterly or yearly")
    status = String(required=True, description="draft, active, closed or archived, as its objective")
    progress = Field(NonNull(ObjectiveProgress))
    version = Int(required=True)
    owner = joined(Ref("Person"), "directory.people_by_ids", key="owner_id")
    objective = joined(lambda: Objective, OBJECTIVES_BY_IDS, key="objective_id")
    check_ins = joined(
        List(NonNull(CheckIn)),
        "objectives.check_ins_by_measures",
        key="id",
        first=Int(),
        description="The newest check-ins, newest first.",
    )


class Objective(ObjectType):
    """A goal of a unit in a cycle."""

    id = String(required=True)
    code = String(required=True)
    title = String(required=True)
    cycle = String(required=True)
    status = String(required=True, description="draft, active, closed or archived")
    weight = Decimal(required=True)
    period = Field(NonNull(ObjectivePeriod))
    progress = Field(NonNull(ObjectiveProgress))
    measures = NonNull(List(NonNull(Measure)))
    warnings = NonNull(List(NonNull(String)), description="Where it goes past the guide 1:3:3; never a refusal.")
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


class CreateObjectiveInput(InputObjectType):
    """An objective to be drafted; without days its period is the cycle's year."""

    code = String(required=True)
    title = String(required=True)
    cycle = String(required=True, description="a year")
    unit = String(required=True, description="code or id")
    owner = String(description="a person's code or id")
    starts = Date()
    ends = Date()
    weight = Decimal(description="above 0; 1 when left out")
    parent = String(description="the objective to hang under: code or id")
    parent_key_result = String(description="or the key result to hang on: code or id")


class MoveObjectiveInput(InputObjectType):
    """An objective to be taken a step on."""

    objective = String(required=True, description="code or id")
    version = Int(description="the version you saw")


class MilestoneStepInput(InputObjectType):
    """One step of a milestone."""

    title = String(required=True)
    weight = Decimal()


class AddMeasureInput(InputObjectType):
    """A key result or KPI for an objective; a range has low and high, a milestone steps, all others a target."""

    objective = String(required=True, description="code or id")
    code = String(required=True)
    kind = String(required=True, description="KR or KPI")
    title = String(required=True)
    direction = String(required=True)
    low = Decimal()
    high = Decimal()
    target = Decimal()
    strict = Boolean()
    baseline = Decimal(description="0 when left out; for at_most, twice the target")
    steps = List(NonNull(MilestoneStepInput))
    unit = String()
    weight = Decimal()
    owner = String(description="a person's code or id")
    frequency = String(description="monthly when left out")
    source = String(description="check_ins when left out")
    version = Int(description="the objective's version you saw")


class CheckInInput(InputObjectType):
    """A value to be reported; a milestone's value is the number of steps reached."""

    measure = String(required=True, description="code or id")
    value = Decimal(required=True)
    on = Date(description="today when left out")
    confidence = Int(description="0 to 10")
    note = String()
    difficulty = String()
    remedy = String()
    corrects = String(description="the id of a check-in that this one replaces")
    version = Int(description="the measure's version you saw")


class ImportObjectivesInput(InputObjectType):
    """The text of a JSON file; a dry run refuses what the real run would, and otherwise only says what would happen."""

    content = String(required=True)
    dry_run = Boolean()


class Query(ObjectType):
    """Questions about objectives."""

    objective_tree = asked(
        NonNull(List(NonNull(Objective))),
        "objectives.tree",
        cycle=String(required=True),
        root=String(),
        depth=Int(),
        as_of=Date(),
        description="The root objectives of a cycle, or one, with their children to a depth (12 when left out).",
    )
    objective = asked(
        Objective,
        "objectives.objective",
        key=String(required=True),
        cycle=String(),
        description="One objective by code or id; a code without a cycle means the newest cycle that has it.",
    )
    objectives = paged(
        Objective,
        "objectives.objectives",
        cycle=String(),
        unit=String(),
        status=String(),
        description="Objectives by cycle and code.",
    )
    measure = asked(
        Measure,
        "objectives.measure",
        key=String(required=True),
        cycle=String(),
        description="One key result or KPI by code or id.",
    )


class Mutation(ObjectType):
    """Changes to objectives."""

    create_objective = commanded("objectives.create_objective", CreateObjectiveInput, objective=Objective)
    activate_objective = commanded("objectives.activate_objective", MoveObjectiveInput, objective=Objective)
    close_objective = commanded("objectives.close_objective", MoveObjectiveInput, objective=Objective)
    archive_objective = commanded("objectives.archive_objective", MoveObjectiveInput, objective=Objective)
    add_measure = commanded("objectives.add_measure", AddMeasureInput, measure=Measure)
    check_in = commanded("objectives.check_in", CheckInInput, measure=Measure, check_in=CheckIn)
    import_objectives = commanded("objectives.import_objectives", ImportObjectivesInput, report=ObjectiveImportReport)


class UnitObjectives(ObjectType):
    """What this service adds to a unit."""

    objectives = joined(
        List(NonNull(Objective)),
        "objectives.objectives_by_units",
        key="id",
        cycle=String(required=True),
        description="The goals of this very unit in a cycle.",
    )


part = GraphPart(query=Query, mutation=Mutation, extends={"Unit": UnitObjectives})
