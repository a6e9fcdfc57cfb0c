"""What is shown of months, sheets and results."""

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, joined


class Period(ObjectType):
    """A scoring month: from the 25th to the 24th unless its rule pack says otherwise."""

    id = String(required=True)
    code = String(required=True, description="Year and month: 2026-06.")
    starts = Date(required=True)
    ends = Date(required=True)
    rule_pack = String(required=True)
    status = String(required=True, description="open or closed")
    version = Int(required=True)


class EvaluationRun(ObjectType):
    """One making of a month's draft sheets, with what it did."""

    id = String(required=True)
    period = String(required=True)
    rule_pack = String(required=True)
    started_by = joined(Ref("Person"), "directory.people_by_ids", key="started_by")
    started = DateTime(required=True)
    finished = DateTime(description="Null while chunks are left.")
    chunks = Int(required=True, description="Into how many parts the run is cut; 500 people each.")
    chunks_done = Int(required=True)
    people = Int(required=True, description="Everybody with work due in the month.")
    generated = Int(required=True)
    refreshed = Int(required=True)
    untouched = Int(required=True)
    skipped = Int(required=True, description="People whose post is not known yet; run again.")


class AssignedWork(ObjectType):
    """How much work was assigned."""

    tasks = Int(required=True)
    points = Decimal(required=True)


class GroupWork(ObjectType):
    """How much work was assigned in one group."""

    group = String(required=True, description="okr_kpi, routine or arising")
    tasks = Int(required=True)
    points = Decimal(required=True)


class ScorePart(ObjectType):
    """Points reached, and their percentage of the assigned points (null without any)."""

    points = Decimal(required=True)
    percent = Decimal()


class LeaderTerms(ObjectType):
    """A leader's three further terms, each 0 to 1."""

    unit_result = Decimal(required=True)
    organising = Decimal(required=True)
    uniting = Decimal(required=True)


class SheetRow(ObjectType):
    """A row of the form of general criteria."""

    code = String(required=True)
    group = String(required=True)
    group_title = String(required=True)
    title = String(required=True)
    maximum = Decimal(required=True)
    source = String(required=True, description="deck: the city's own; ours: a default until the city gives its own")
    self_score = Decimal()
    leader_score = Decimal()


class SheetLine(ObjectType):
    """A task on a sheet, with what it gave."""

    task_id = String(required=True)
    code = String(required=True)
    group = String(required=True)
    points = Decimal(required=True)
    completed = Boolean(required=True)
    quantity = Decimal()
    accepted_quantity = Decimal()
    quality_failures = Int(required=True)
    late_days = Int(required=True)
    waived_days = Int(required=True, description="Those of the late days that cost nothing.")
    quantity_points = Decimal(required=True)
    quality_points = Decimal(required=True)
    progress_points = Decimal(required=True)


class Sheet(ObjectType):
    """A person's score sheet of one month: live while a draft, frozen once submitted."""

    id = String(required=True)
    period = String(required=True)
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id")
    person_type = String(required=True)
    status = String(required=True, description="draft, submitted, reviewed or approved")
    version = Int(required=True)
    rule_pack = String(required=True)
    form = String(required=True)
    assigned = Field(NonNull(AssignedWork))
    groups = NonNull(List(NonNull(GroupWork)))
    quantity = Field(NonNull(ScorePart))
    quality = Field(NonNull(ScorePart))
    progress = Field(NonNull(ScorePart))
    result_percent = Decimal()
    result = Decimal(description="Points for task results, at most 70.")
    general = Decimal(description="Points for general criteria: the leader's if reviewed, else the person's own.")
    total = Decimal(description="Rounded half up to one decimal; null without work or without general points.")
    level = String(description="The level's Vietnamese name.")
    leader = Field(LeaderTerms)
    rows = NonNull(List(NonNull(SheetRow)))
    lines = NonNull(List(NonNull(SheetLine)))
    explanation = NonNull(List(NonNull(String)), description="How every number came about.")
    return_reason = String()


class LevelCount(ObjectType):
    """How many people have a level."""

    level = String(required=True)
    people = Int(required=True)


class Scores(ObjectType):
    """Totals of many; sheets count from submission on.

    An average of fewer than three people needs the right to read each of their sheets, and counts as reading them.
    """

    people = Int(required=True, description="Everybody with work here in the month.")
    scored = Int(required=True, description="Those whose sheet has a total.")
    average_total = Decimal()
    levels = NonNull(List(NonNull(LevelCount)))
    excellent_allowed = Int(required=True, description="How many of those good or better may be excellent (20 %).")


class MonthResult(ObjectType):
    """A final month of a person."""

    period = String(required=True)
    total = Decimal()
    level = String()


class YearResult(ObjectType):
    """A person's year: the mean of the approved months that have a total."""

    year = Int(required=True)
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id")
    months = NonNull(List(NonNull(MonthResult)))
    total = Decimal()
    level = String()
