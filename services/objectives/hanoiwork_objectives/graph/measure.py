"""Key results, KPIs and their check-ins, as GraphQL types."""

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, joined


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
    objective = joined(Ref("Objective"), "objectives.objectives_by_ids", key="objective_id")
    check_ins = joined(
        List(NonNull(CheckIn)),
        "objectives.check_ins_by_measures",
        key="id",
        first=Int(),
        description="The newest check-ins, newest first.",
    )
