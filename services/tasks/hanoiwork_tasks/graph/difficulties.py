"""Difficulties, as GraphQL types, questions and changes."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, asked, commanded, joined
from hanoiwork_tasks.graph.task import Task


class DifficultyStep(ObjectType):
    """One line of a difficulty's history."""

    id = String(required=True)
    at = DateTime(required=True)
    person = joined(
        Ref("Person"), "directory.people_by_ids", key="person_id", description="Who did it; nobody when time did."
    )
    what = String(required=True, description="raised, answered, passed_on, escalated, reopened, solved or withdrawn")
    asked = joined(Ref("Unit"), "directory.units_by_ids", key="asked_unit_id", description="Who is asked after it.")
    note = String(required=True)
    version = Int(required=True, description="The difficulty's version after it.")


class TaskDifficulty(ObjectType):
    """Something that stands in the way (khó khăn, vướng mắc), and the unit that owes the answer."""

    id = String(required=True)
    task = joined(Ref("Task"), "tasks.tasks_by_ids", key="task_id", description="What it stands in the way of.")
    measure = joined(
        Ref("Measure"), "objectives.measures_by_ids", key="measure_id", description="Or this measure, if it is no task."
    )
    text = String(required=True)
    state = String(required=True, description="open, answered, solved or withdrawn")
    owed_by = joined(
        Ref("Unit"), "directory.units_by_ids", key="owed_by_unit_id", description="The unit that owes the answer."
    )
    asked = joined(
        Ref("Unit"), "directory.units_by_ids", key="asked_unit_id", description="The one asked now, or one above it."
    )
    raised_by = joined(Ref("Person"), "directory.people_by_ids", key="raised_by", description="Who said so.")
    raised_at = DateTime(required=True)
    respond_by = Date(required=True, description="The last day for an answer; after it the unit above is asked.")
    days_open = Int(required=True, description="How many days the clock has run, until the answer.")
    overdue = Boolean(required=True)
    escalations = Int(required=True, description="How many times the unit above was asked.")
    answer = String(required=True)
    answered_by = joined(Ref("Person"), "directory.people_by_ids", key="answered_by", description="Who answered.")
    answered_at = DateTime()
    history = joined(
        List(NonNull(DifficultyStep)), "tasks.difficulty_histories", key="id", description="Every step, oldest first."
    )
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")


class OwingUnit(ObjectType):
    """What one unit owes."""

    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Which.")
    open = Int(required=True)
    overdue = Int(required=True)
    answered = Int(required=True)
    mean_days = Decimal(description="Days to the answer on average, one decimal; null when nothing was answered.")


class RaiseDifficultyInput(InputObjectType):
    """What stands in the way of a task or of a measure."""

    task = String()
    measure = String(description="A key result or KPI, instead of a task.")
    text = String(required=True)
    owed_by_unit = String(description="Who owes the answer; the unit above the task's or measure's when left out.")
    respond_by = Date(description="In five days when left out.")


class DifficultyInput(InputObjectType):
    """A difficulty by its id, as the caller last saw it."""

    difficulty = String(required=True)
    version = Int()


class AnswerDifficultyInput(DifficultyInput):
    """The answer."""

    answer = String(required=True)


class DifficultyReasonInput(DifficultyInput):
    """Why."""

    reason = String(required=True)


class PassDifficultyOnInput(DifficultyReasonInput):
    """Who owes the answer, and why."""

    unit = String(required=True)


class DifficultyQuery(ObjectType):
    """Questions about what stands in the way."""

    difficulties_to_answer = asked(
        List(NonNull(TaskDifficulty)),
        "tasks.difficulties_to_answer",
        description="The open ones asked of the units that the caller answers for, oldest first, 200 at most.",
    )
    difficulties_by_owing_unit = asked(
        List(NonNull(OwingUnit)),
        "tasks.difficulties_by_owing_unit",
        unit=String(description="With every unit under it."),
        description="What units owe and how soon they answer, those that owe most first.",
    )


class DifficultyMutation(ObjectType):
    """Changes to difficulties."""

    raise_difficulty = commanded("tasks.raise_difficulty", RaiseDifficultyInput, difficulty=TaskDifficulty, task=Task)
    answer_difficulty = commanded("tasks.answer_difficulty", AnswerDifficultyInput, difficulty=TaskDifficulty)
    pass_difficulty_on = commanded("tasks.pass_difficulty_on", PassDifficultyOnInput, difficulty=TaskDifficulty)
    escalate_difficulty = commanded("tasks.escalate_difficulty", DifficultyReasonInput, difficulty=TaskDifficulty)
    settle_difficulty = commanded("tasks.settle_difficulty", DifficultyInput, difficulty=TaskDifficulty)
    reopen_difficulty = commanded("tasks.reopen_difficulty", DifficultyReasonInput, difficulty=TaskDifficulty)
    withdraw_difficulty = commanded("tasks.withdraw_difficulty", DifficultyReasonInput, difficulty=TaskDifficulty)
