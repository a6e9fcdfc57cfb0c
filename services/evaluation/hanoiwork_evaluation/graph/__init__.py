"""What this service adds to the GraphQL schema: months, sheets, runs, and scores of people, units and objectives."""

from graphene import Int, List, NonNull, ObjectType, String

from hanoiwork_evaluation.graph import inputs
from hanoiwork_evaluation.graph.types import EvaluationRun, Period, Scores, Sheet, YearResult
from hanoiwork_shared.graph import GraphPart, asked, commanded, joined, paged


class EvaluationQuery(ObjectType):
    """Questions about months and scores."""

    periods = asked(List(NonNull(Period)), "evaluation.periods", description="Every period, the newest first.")
    evaluation_runs = asked(
        List(NonNull(EvaluationRun)),
        "evaluation.evaluation_runs",
        period=String(),
        description="The runs so far; for operators and the city's office.",
    )
    sheet = asked(
        Sheet,
        "evaluation.sheet",
        period=String(required=True),
        person=String(description="Code or id; yourself if not given."),
        description="One sheet; reading somebody else's is recorded.",
    )
    sheets = paged(
        Sheet,
        "evaluation.sheets",
        period=String(required=True),
        unit=String(description="Code or id: that unit and below."),
        status=String(description="draft, submitted, reviewed or approved"),
        description="The sheets you may see; reading somebody else's is recorded.",
    )
    year_result = asked(
        YearResult,
        "evaluation.year_result",
        person=String(required=True),
        year=Int(required=True),
        description="A person's year so far.",
    )
    unit_results = asked(
        Scores,
        "evaluation.unit_results",
        unit=String(required=True),
        period=String(required=True),
        description="The scores of a unit and everything under it.",
    )


class EvaluationMutation(ObjectType):
    """Changes of months and sheets."""

    open_period = commanded("evaluation.open_period", inputs.OpenPeriodInput, period=Period)
    close_period = commanded("evaluation.close_period", inputs.ClosePeriodInput, period=Period)
    start_evaluation_run = commanded(
        "evaluation.start_evaluation_run", inputs.StartEvaluationRunInput, run=EvaluationRun
    )
    submit_sheet = commanded("evaluation.submit_sheet", inputs.SubmitSheetInput, sheet=Sheet)
    review_sheet = commanded("evaluation.review_sheet", inputs.ReviewSheetInput, sheet=Sheet)
    return_sheet = commanded("evaluation.return_sheet", inputs.ReturnSheetInput, sheet=Sheet)
    approve_sheet = commanded("evaluation.approve_sheet", inputs.ApproveSheetInput, sheet=Sheet)


class PersonSheet(ObjectType):
    """A person's sheets and years."""

    sheet = joined(
        Sheet,
        "evaluation.sheets_by_people",
        key="id",
        period=String(required=True),
        description="Null when there is none, and when it is not for you to see.",
    )
    year_result = joined(
        YearResult,
        "evaluation.year_results_by_people",
        key="id",
        year=Int(required=True),
        description="The year so far; null when it is not for you to see.",
    )


class UnitResults(ObjectType):
    """A unit's scores."""

    results = joined(Scores, "evaluation.results_by_units", key="id", period=String(required=True))


class ObjectiveScores(ObjectType):
    """The scores of those who served an objective."""

    scores = joined(
        Scores,
        "evaluation.scores_by_objectives",
        key="id",
        period=String(required=True),
        description="Of everybody with work under this objective, or under one below it, in a month.",
    )


part = GraphPart(
    query=EvaluationQuery,
    mutation=EvaluationMutation,
    extends={"Person": PersonSheet, "Unit": UnitResults, "Objective": ObjectiveScores},
)
