"""What this service adds to the GraphQL schema: the objective tree, measures, check-ins."""

from graphene import Int, List, NonNull, ObjectType, String

from hanoiwork_objectives.graph.inputs import (
    AddMeasureInput,
    ArchiveMeasureInput,
    ChangeMeasureInput,
    CheckInInput,
    CreateKpiInput,
    CreateObjectiveInput,
    DropKpiInput,
    ImportObjectivesInput,
    MoveMeasureInput,
    MoveObjectiveInput,
    UseKpiInput,
)
from hanoiwork_objectives.graph.measure import CheckIn, Measure
from hanoiwork_objectives.graph.objective import Objective, ObjectiveImportReport
from hanoiwork_shared.graph import Date, GraphPart, asked, commanded, joined, paged


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
    kpis = paged(Measure, "objectives.kpis", unit=String(), description="The standing KPIs in use, by code.")


class Mutation(ObjectType):
    """Changes to objectives."""

    create_objective = commanded("objectives.create_objective", CreateObjectiveInput, objective=Objective)
    activate_objective = commanded("objectives.activate_objective", MoveObjectiveInput, objective=Objective)
    close_objective = commanded("objectives.close_objective", MoveObjectiveInput, objective=Objective)
    archive_objective = commanded("objectives.archive_objective", MoveObjectiveInput, objective=Objective)
    add_measure = commanded("objectives.add_measure", AddMeasureInput, measure=Measure)
    change_measure = commanded("objectives.change_measure", ChangeMeasureInput, measure=Measure)
    archive_measure = commanded("objectives.archive_measure", ArchiveMeasureInput, measure=Measure)
    move_measure = commanded("objectives.move_measure", MoveMeasureInput, measure=Measure)
    create_kpi = commanded("objectives.create_kpi", CreateKpiInput, kpi=Measure)
    use_kpi = commanded("objectives.use_kpi", UseKpiInput, objective=Objective)
    drop_kpi = commanded("objectives.drop_kpi", DropKpiInput, objective=Objective)
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
