"""Key results, KPIs and their check-ins, as GraphQL types."""

from typing import Any

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String
from graphql import GraphQLResolveInfo

from hanoiwork_objectives.graph.history import day_of, joined_then
from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, RpcField, joined
from hanoiwork_shared.graph.asking import follow

MEASURES_BY_IDS = "objectives.measures_by_ids"
OBJECTIVES_BY_IDS = "objectives.objectives_by_ids"


def _through(method: str, by_ids: str, kind: Any, description: str) -> RpcField:
    """Make the field that asks for the identifiers of many things of many parents, then for the things.

    Both are those of the day that the parent shows.
    """

    async def resolve(parent: dict[str, Any], info: GraphQLResolveInfo) -> Any:
        day = day_of(parent)
        return await follow(info.context, by_ids, await info.context.load(method, parent["id"], day), day)

    return RpcField(List(NonNull(kind)), method=method, arguments={}, description=description, resolver=resolve)


class ObjectiveProgress(ObjectType):
    """How far something has come beside how far it should be by elapsed time."""

    percent = Decimal(description="0 to 100, one decimal; null when nothing counts.")
    expected_percent = Decimal(
        description="What is owed by now: days of the period gone, or for a measure its own course; status follows it."
    )
    status = String(required=True, description="on_track, at_risk, behind, stale (no recent report) or no_data")


class MilestoneStep(ObjectType):
    """One step of a milestone; steps are reached in their order."""

    title = String(required=True)
    weight = Decimal(required=True)
    reached = Boolean(required=True)


class Waypoint(ObjectType):
    """A value to be reached by the end of a day on the way to the target."""

    on = Date(required=True)
    value = Decimal(required=True)


class FormulaPart(ObjectType):
    """One measure that a composite is computed from."""

    weight = Decimal(required=True, description="Counts in a weighted mean only.")
    measure = joined_then(lambda: Measure, MEASURES_BY_IDS, key="measure_id")


class Formula(ObjectType):
    """What a composite is computed from."""

    kind = String(required=True, description="sum, mean, ratio (first ÷ second, × 100 when the unit is %) or weighted")
    parts = NonNull(List(NonNull(FormulaPart)))


class ForecastBasis(ObjectType):
    """What a forecast rests on: the days with a check-in, each by the last one that nothing corrects."""

    method = String(required=True, description="least_squares: the straight line nearest to the points")
    from_ = Date(required=True, name="from", description="The first of these days.")
    to = Date(required=True, description="The last of these days.")
    points = Int(required=True, description="How many days: 3 to 12.")


class ForecastReason(ObjectType):
    """Why there is no forecast."""

    code = String(required=True, description="too_few_points, no_check_ins or yes_or_no")
    message = String(required=True)


class Forecast(ObjectType):
    """Where a measure is heading: the value at the end of its period, or the reason why nothing can be said."""

    value = Decimal()
    percent = Decimal(description="The progress that this value gives, 0 to 100.")
    basis = Field(ForecastBasis)
    reason = Field(ForecastReason)


class CheckInAcknowledgement(ObjectType):
    """That a reviewer took note of a check-in."""

    at = DateTime(required=True)
    note = String(required=True)
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id")


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
    evidence = String(required=True, description="A link to the proof; empty when there is none.")
    expected_percent = Decimal(description="What was owed by the reported day.")
    status = String(description="What the measure was called on the reported day.")
    acknowledgement = Field(CheckInAcknowledgement, description="Null until the reviewer took note.")
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id")


class Measure(ObjectType):
    """A key result or KPI."""

    id = String(required=True)
    code = String(required=True)
    cycle = String(required=True, description="Empty for a standing KPI.")
    standing = Boolean(required=True, description="Whether it is a KPI that outlives objectives.")
    kind = String(required=True, description="KR or KPI")
    title = String(required=True)
    unit = String(required=True, description="The unit of measure, such as %.")
    direction = String(
        required=True,
        description="range, at_most, at_least, exact, count, milestone, yes_no or keep_within (a guard-rail)",
    )
    low = Decimal()
    target = Decimal()
    high = Decimal()
    strict = Boolean(required=True, description="Whether an upper limit must be undercut, not touched.")
    baseline = Decimal(required=True, description="The value that counts 0 %.")
    steps = NonNull(List(NonNull(MilestoneStep)))
    commit = Decimal(description="Weaker than the target: what is committed to.")
    stretch = Decimal(description="Stronger than the target.")
    zone = String(description="below_commit, committed, target or stretched; null without commit, stretch or data")
    precision = Int(required=True, description="How many decimals its values have.")
    waypoints = NonNull(List(NonNull(Waypoint)), description="Intermediate targets; the expectation goes through them.")
    formula = Field(Formula, description="What a composite is computed from.")
    current = Decimal(description="The value last reported, or computed.")
    last_check_in = Date(description="The day of the value last reported.")
    weight = Decimal(required=True)
    share = Decimal(description="What it weighs in its objective, in percent; null for a standing KPI by itself.")
    source = String(required=True, description="check_ins, children, tasks or formula: the one thing that moves it")
    frequency = String(required=True, description="daily, weekly, monthly, quarterly or yearly")
    status = String(required=True, description="as its objective's")
    progress = Field(NonNull(ObjectiveProgress))
    version = Int(required=True)
    as_of = Date(description="The earlier day whose end this shows; null for what is.")
    owner = joined(Ref("Person"), "directory.people_by_ids", key="owner_id")
    objective = joined_then(Ref("Objective"), "objectives.objectives_by_ids", key="objective_id")
    check_ins = joined_then(
        List(NonNull(CheckIn)),
        "objectives.check_ins_by_measures",
        key="id",
        first=Int(),
        description="The newest check-ins, newest first; of an earlier day, those recorded by its end.",
    )
    held_by = joined(
        Ref("Unit"), "directory.units_by_ids", key="unit_id", description="The unit that a standing KPI belongs to."
    )
    parent = joined_then(lambda: Measure, MEASURES_BY_IDS, key="parent_id", description="The KPI above a KPI.")
    children = _through("objectives.kpis_under", MEASURES_BY_IDS, lambda: Measure, "The KPIs directly under this one.")
    used_by = _through(
        "objectives.users_of", OBJECTIVES_BY_IDS, Ref("Objective"), "The objectives that count a standing KPI."
    )
    forecast = joined_then(
        Forecast,
        "objectives.forecasts_by_ids",
        key="id",
        description=(
            "Where it is heading by the end of its objective's period; of the calendar year for a standing KPI. Of an "
            "earlier day, from what was recorded by its end."
        ),
    )
