"""What this service adds to the GraphQL schema: the objective tree, measures, check-ins."""

from graphene import List, NonNull, ObjectType, String

from hanoiwork_objectives.graph.history import ObjectiveChange
from hanoiwork_objectives.graph.inputs import (
    AddMeasureInput,
    ApproveObjectiveInput,
    ArchiveMeasureInput,
    ChangeMeasureInput,
    ChangeObjectiveInput,
    CheckInInput,
    CloneObjectivesInput,
    CloseObjectiveInput,
    CreateKpiInput,
    CreateObjectiveInput,
    DropKpiInput,
    ImportObjectivesInput,
    MoveMeasureInput,
    MoveObjectiveInput,
    ObjectiveFilter,
    ReturnObjectiveInput,
    StepObjectiveInput,
    SubmitObjectiveInput,
    UseKpiInput,
)
from hanoiwork_objectives.graph.measure import CheckIn, Measure
from hanoiwork_objectives.graph.objective import (
    Objective,
    ObjectiveCloneReport,
    ObjectiveImportReport,
    UnitObjectives,
    tree,
)
from hanoiwork_objectives.graph.reports import (
    AcknowledgeCheckInInput,
    CheckInManyInput,
    CheckInsImportReport,
    FeedMeasuresInput,
    FeedOutcome,
    ImportCheckInsInput,
)
from hanoiwork_shared.graph import Date, GraphPart, asked, commanded, paged


class Query(ObjectType):
    """Questions about objectives."""

    objective_tree = tree()
    objective = asked(
        Objective,
        "objectives.objective",
        key=String(required=True),
        cycle=String(),
        as_of=Date(),
        description="One objective by code or id; a code without a cycle means the active one, else the newest.",
    )
    objectives = paged(
        Objective,
        "objectives.objectives",
        filter=ObjectiveFilter(),
        order_by=String(description="code (with its cycle, when left out), starts or ends"),
        description="The objectives that fit a filter.",
    )
    measure = asked(
        Measure,
        "objectives.measure",
        key=String(required=True),
        cycle=String(),
        as_of=Date(),
        description="One key result or KPI by code or id.",
    )
    objective_changes = asked(
        NonNull(List(NonNull(ObjectiveChange))),
        "objectives.changes",
        cycle=String(required=True),
        from_=Date(required=True),
        to=Date(required=True),
        description="What became of a cycle from the end of one day to the end of another.",
    )
    kpis = paged(Measure, "objectives.kpis", unit=String(), description="The standing KPIs in use, by code.")


class Mutation(ObjectType):
    """Changes to objectives."""

    create_objective = commanded("objectives.create_objective", CreateObjectiveInput, objective=Objective)
    change_objective = commanded("objectives.change_objective", ChangeObjectiveInput, objective=Objective)
    move_objective = commanded("objectives.move_objective", MoveObjectiveInput, objective=Objective)
    submit_objective = commanded("objectives.submit_objective", SubmitObjectiveInput, objective=Objective)
    approve_objective = commanded("objectives.approve_objective", ApproveObjectiveInput, objective=Objective)
    return_objective = commanded("objectives.return_objective", ReturnObjectiveInput, objective=Objective)
    activate_objective = commanded(
        "objectives.activate_objective",
        StepObjectiveInput,
        objective=Objective,
        description="Let an approved objective count; a draft only by those who lead the level above.",
    )
    close_objective = commanded("objectives.close_objective", CloseObjectiveInput, objective=Objective)
    archive_objective = commanded(
        "objectives.archive_objective",
        StepObjectiveInput,
        objective=Objective,
        description="Put an objective away, after everything under it; it counts nowhere.",
    )
    restore_objective = commanded(
        "objectives.restore_objective",
        StepObjectiveInput,
        objective=Objective,
        description="Take an objective out of the archive, to the status that it had.",
    )
    clone_objectives = commanded("objectives.clone_objectives", CloneObjectivesInput, report=ObjectiveCloneReport)
    add_measure = commanded("objectives.add_measure", AddMeasureInput, measure=Measure)
    change_measure = commanded("objectives.change_measure", ChangeMeasureInput, measure=Measure)
    archive_measure = commanded("objectives.archive_measure", ArchiveMeasureInput, measure=Measure)
    move_measure = commanded("objectives.move_measure", MoveMeasureInput, measure=Measure)
    create_kpi = commanded("objectives.create_kpi", CreateKpiInput, kpi=Measure)
    use_kpi = commanded("objectives.use_kpi", UseKpiInput, objective=Objective)
    drop_kpi = commanded("objectives.drop_kpi", DropKpiInput, objective=Objective)
    check_in = commanded("objectives.check_in", CheckInInput, measure=Measure, check_in=CheckIn)
    check_in_many = commanded(
        "objectives.check_in_many",
        CheckInManyInput,
        measures=List(NonNull(Measure)),
        check_ins=List(NonNull(CheckIn)),
    )
    import_check_ins = commanded("objectives.import_check_ins", ImportCheckInsInput, report=CheckInsImportReport)
    acknowledge_check_in = commanded("objectives.acknowledge_check_in", AcknowledgeCheckInInput, check_in=CheckIn)
    feed_measures = commanded("objectives.feed_measures", FeedMeasuresInput, outcomes=List(NonNull(FeedOutcome)))
    import_objectives = commanded("objectives.import_objectives", ImportObjectivesInput, report=ObjectiveImportReport)


part = GraphPart(query=Query, mutation=Mutation, extends={"Unit": UnitObjectives})
