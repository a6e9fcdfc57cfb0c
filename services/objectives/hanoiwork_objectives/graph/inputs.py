"""What is sent with a change, as GraphQL inputs."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, String

from hanoiwork_shared.graph import Date, Decimal


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
