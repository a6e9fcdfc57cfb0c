"""What is sent with a change, as GraphQL inputs."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, String

from hanoiwork_shared.graph import Date, Decimal


class ObjectiveFilter(InputObjectType):
    """Which objectives: everything given must fit."""

    cycle = String()
    unit = String(description="exactly this unit: code or id")
    under = String(description="this unit or any under it: code or id")
    level = String(description="the kind of its unit: city, department, ward, commune or division")
    status = List(NonNull(String), description="any of these")
    owner = String(description="a person's code or id")
    reviewer = String(description="a person's code or id")
    tag = String()
    text = String(description="in code, title or description; accents do not matter")


class ContributorInput(InputObjectType):
    """A unit that works on an objective beside its own unit."""

    unit = String(required=True, description="code or id")
    weight = Decimal(description="above 0; 1 when left out")


class CreateObjectiveInput(InputObjectType):
    """An objective to be drafted; without days its period is the cycle's year."""

    code = String(required=True)
    title = String(required=True)
    cycle = String(required=True, description="a year")
    unit = String(required=True, description="code or id")
    owner = String(description="who answers for it: a person's code or id")
    reviewer = String(description="who judges it, somebody else: a person's code or id")
    starts = Date()
    ends = Date()
    weight = Decimal(description="above 0; 1 when left out")
    parent = String(description="the objective to hang under: code or id")
    parent_key_result = String(description="or the key result to hang on: code or id")
    contributors = List(NonNull(ContributorInput))
    tags = List(NonNull(String))
    description = String()


class ChangeObjectiveInput(InputObjectType):
    """An objective to be defined anew: what is left out stays; null makes owner, reviewer, lists and text empty."""

    objective = String(required=True, description="code or id")
    title = String()
    owner = String(description="a person's code or id")
    reviewer = String(description="a person's code or id")
    starts = Date()
    ends = Date()
    weight = Decimal()
    contributors = List(NonNull(ContributorInput))
    tags = List(NonNull(String))
    description = String()
    version = Int(description="the version you saw")


class MoveObjectiveInput(InputObjectType):
    """An objective to be hung elsewhere in its cycle, with everything under it; under nothing it becomes a root."""

    objective = String(required=True, description="code or id")
    parent = String(description="the objective to hang under: code or id")
    parent_key_result = String(description="or the key result to hang on: code or id")
    version = Int(description="the version you saw")


class StepObjectiveInput(InputObjectType):
    """An objective to be taken a step on."""

    objective = String(required=True, description="code or id")
    version = Int(description="the version you saw")


class SubmitObjectiveInput(InputObjectType):
    """An objective to be handed in for approval.

    Without a route it goes to the reviewer, else to whoever leads the unit of the objective above or the unit above.
    """

    objective = String(required=True, description="code or id")
    route = List(NonNull(String), description="who decides in turn: people's codes or ids")
    version = Int(description="the version you saw")


class ApproveObjectiveInput(InputObjectType):
    """An objective that may go on in its route, by the person whose turn it is."""

    objective = String(required=True, description="code or id")
    note = String()
    version = Int(description="the version you saw")


class ReturnObjectiveInput(InputObjectType):
    """An objective to be a draft again, by the person whose turn it is, with the reason."""

    objective = String(required=True, description="code or id")
    reason = String(required=True)
    version = Int(description="the version you saw")


class CloseObjectiveInput(InputObjectType):
    """An objective to be ended, with what came of it and what was learnt; its progress stays and goes on counting."""

    objective = String(required=True, description="code or id")
    result = String(required=True, description="achieved, partly or missed")
    retrospective = String(required=True)
    version = Int(description="the version you saw")


class CloneObjectivesInput(InputObjectType):
    """Branches to be copied into another cycle as drafts; all or nothing, and in a dry run nothing."""

    from_cycle = String(required=True, description="a year")
    to_cycle = String(required=True, description="a year")
    branches = List(NonNull(String), description="codes, each with everything under it; all when left out")
    values = String(description="keep: the values last reported are the new baselines; drop when left out")
    dry_run = Boolean()


class MilestoneStepInput(InputObjectType):
    """One step of a milestone."""

    title = String(required=True)
    weight = Decimal()


class WaypointInput(InputObjectType):
    """A value to be reached by the end of a day on the way to the target."""

    on = Date(required=True)
    value = Decimal(required=True)


class FormulaPartInput(InputObjectType):
    """One measure that a composite is computed from."""

    measure = String(required=True, description="code or id, of the same cycle or of a standing KPI")
    weight = Decimal(description="for a weighted mean; 1 when left out")


class FormulaInput(InputObjectType):
    """What a composite is computed from."""

    kind = String(required=True, description="sum, mean, ratio or weighted")
    parts = NonNull(List(NonNull(FormulaPartInput)))


class MeasureNumbers:
    """What the inputs of measures have in common."""

    low = Decimal()
    high = Decimal()
    target = Decimal()
    strict = Boolean()
    baseline = Decimal(description="0 when left out; for at_most, twice the target")
    steps = List(NonNull(MilestoneStepInput))
    commit = Decimal(description="weaker than the target; for at_least, at_most and count")
    stretch = Decimal(description="stronger than the target; for at_least, at_most and count")
    precision = Int(description="decimals of its values, 0 to 6; by direction when left out")
    waypoints = List(NonNull(WaypointInput))
    formula = FormulaInput()
    unit = String(description="the unit of measure, such as %")
    weight = Decimal()
    owner = String(description="a person's code or id")
    frequency = String(description="monthly when left out")
    parent = String(description="the KPI above a KPI: code or id")


class AddMeasureInput(MeasureNumbers, InputObjectType):
    """A key result or KPI for an objective; a range has low and high, a milestone steps, all others a target."""

    objective = String(required=True, description="code or id")
    code = String(required=True)
    kind = String(required=True, description="KR or KPI")
    title = String(required=True)
    direction = String(required=True)
    source = String(description="check_ins when left out; formula when there is one")
    version = Int(description="the objective's version you saw")


class CreateKpiInput(MeasureNumbers, InputObjectType):
    """A KPI that outlives objectives and may count in several."""

    of = String(required=True, description="the unit it belongs to: code or id")
    code = String(required=True, description="unique among the standing KPIs")
    title = String(required=True)
    direction = String(required=True)
    source = String(description="check_ins when left out; formula when there is one")


class ChangeMeasureInput(MeasureNumbers, InputObjectType):
    """A measure to be planned again: what is left out stays, null empties it; a direction writes the target anew."""

    measure = String(required=True, description="code or id")
    title = String()
    direction = String()
    version = Int(description="the measure's version you saw")


class ArchiveMeasureInput(InputObjectType):
    """A measure to be taken off its draft, or a standing KPI that nothing uses to be put away."""

    measure = String(required=True, description="code or id")
    version = Int(description="the measure's version you saw")


class MoveMeasureInput(InputObjectType):
    """A measure to be given to another objective of its cycle, with all that was reported."""

    measure = String(required=True, description="code or id")
    to = String(required=True, description="the objective: code or id")
    version = Int(description="the measure's version you saw")


class UseKpiInput(InputObjectType):
    """A standing KPI that is to count in an objective; again with another weight, to weigh otherwise."""

    kpi = String(required=True, description="code among the standing KPIs, or id")
    objective = String(required=True, description="code or id")
    weight = Decimal(description="above 0; 1 when left out")
    version = Int(description="the objective's version you saw")


class DropKpiInput(InputObjectType):
    """A standing KPI that is to count no more in an objective."""

    kpi = String(required=True, description="code among the standing KPIs, or id")
    objective = String(required=True, description="code or id")
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
    evidence = String(description="an http(s) link to the proof")
    corrects = String(description="the id of a check-in that this one replaces")
    version = Int(description="the measure's version you saw")


class ImportObjectivesInput(InputObjectType):
    """The text of a JSON file; a dry run refuses what the real run would, and otherwise only says what would happen."""

    content = String(required=True)
    dry_run = Boolean()
