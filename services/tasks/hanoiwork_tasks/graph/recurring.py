"""Recurring tasks and the working calendar, as GraphQL types, questions and changes."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, asked, commanded, joined, paged
from hanoiwork_tasks.graph.task import Task, TaskList

_WORKING = "first or last: the working day of a month, a quarter or a year, instead of a rule."
_OF = "month (when left out), quarter or year: of what it is the working day."
_RULE = "By RFC 5545, days only, such as FREQ=MONTHLY;BYMONTHDAY=5."
_SHIFT = "none, next or previous: what becomes of a day that is not worked."


class Occurrence(ObjectType):
    """A day on which something recurs."""

    day = Date(required=True, description="By the rule.")
    falls_on = Date(required=True, description="By the calendar: the day itself, or the worked one in its place.")


class CalendarDay(ObjectType):
    """One day of the working calendar."""

    day = Date(required=True)
    worked = Boolean(required=True)
    holiday = String(description="The public holiday's name in Vietnamese, if it is one.")


class Recurrence(ObjectType):
    """A recurring task (nhiệm vụ định kỳ): its occurrences become tasks thirty days ahead."""

    id = String(required=True)
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Whose work it is.")
    starts = Date(required=True)
    ends = Date()
    rule = String(description=_RULE)
    working_day = String(description=_WORKING)
    span = String(required=True, description=_OF)
    every_months = Int(required=True)
    shift = String(required=True, description=_SHIFT)
    title = String(required=True)
    group = String(required=True)
    product = String(required=True)
    quantity = Decimal(required=True)
    points = Decimal()
    authority = String(required=True)
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="The lead.")
    list = joined(TaskList, "tasks.lists_by_ids", key="list_id", description="The list its tasks stand in.")
    objective = joined(
        Ref("Objective"), "objectives.objectives_by_ids", key="objective_id", description="The objective they serve."
    )
    measure = joined(
        Ref("Measure"), "objectives.measures_by_ids", key="measure_id", description="The key result they serve."
    )
    entry = String(description="The code of the catalogue that weighs them.")
    days_to_do = Int(required=True, description="From the day it falls on to the deadline.")
    in_working_days = Boolean(required=True)
    state = String(required=True, description="active, paused or ended")
    set_by = joined(Ref("Person"), "directory.people_by_ids", key="set_by", description="Who assigns its tasks.")
    set_at = DateTime(required=True)
    made_to = Date(required=True, description="Up to this day its occurrences have become tasks.")
    days_to_come = List(NonNull(Occurrence), required=True, description="The next ten that are not made yet.")
    tasks = paged(Task, "tasks.tasks_by_recurrences", key="id", description="The tasks made of it, by deadline.")
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")


class RecurrenceTermsInput(InputObjectType):
    """What recurs and when: a rule or a working day of the month, with an end by `ends`, UNTIL or COUNT."""

    starts = Date(required=True)
    ends = Date()
    rule = String(description=_RULE)
    working_day = String(description=_WORKING)
    of = String(description=_OF)
    every_months = Int(description="With `workingDay`: every how many months, 1 to 12.")
    shift = String(description=_SHIFT)
    title = String(required=True)
    group = String(description="okr_kpi, routine (when left out) or arising")
    product = String()
    quantity = Decimal()
    points = Decimal()
    authority = String()
    person = String(description="The lead; without one the tasks stay drafts.")
    list = String(description="id")
    objective = String()
    measure = String()
    catalogue_entry = String(description="A code of the unit's catalogue that weighs them.")
    days_to_do = Int(description="From the day it falls on to the deadline, 0 to 366.")
    in_working_days = Boolean(description="Count them in working days.")


class SetUpRecurrenceInput(RecurrenceTermsInput):
    """A recurring task of a unit."""

    unit = String(required=True)


class RecurrenceStepInput(InputObjectType):
    """A recurring task, by its id, as the caller last saw it."""

    recurrence = String(required=True)
    version = Int()


class ChangeRecurrenceInput(RecurrenceTermsInput):
    """What is to recur from now on; what is made already stays."""

    recurrence = String(required=True)
    version = Int()


class SkipOccurrenceInput(RecurrenceStepInput):
    """A day to come that is left out."""

    day = Date(required=True)


class RecurringQuery(ObjectType):
    """Questions about what recurs."""

    recurrences = paged(
        Recurrence,
        "tasks.recurrences",
        unit=String(required=True),
        description="The recurring tasks of a unit, by the day they start.",
    )
    recurrence_days = asked(
        List(NonNull(Occurrence)),
        "tasks.recurrence_days",
        starts=Date(required=True),
        ends=Date(),
        rule=String(),
        working_day=String(),
        of=String(),
        every_months=Int(),
        shift=String(),
        first=Int(),
        description="The first days of a pattern, 100 at most, before anything is set up.",
    )
    working_days = asked(
        List(NonNull(CalendarDay)),
        "tasks.working_days",
        from_=Date(required=True),
        to=Date(required=True),
        description="The working calendar from one day to another, 400 days at most.",
    )


class RecurringMutation(ObjectType):
    """Changes to what recurs."""

    set_up_recurrence = commanded("tasks.set_up_recurrence", SetUpRecurrenceInput, recurrence=Recurrence)
    change_recurrence = commanded("tasks.change_recurrence", ChangeRecurrenceInput, recurrence=Recurrence)
    pause_recurrence = commanded("tasks.pause_recurrence", RecurrenceStepInput, recurrence=Recurrence)
    resume_recurrence = commanded("tasks.resume_recurrence", RecurrenceStepInput, recurrence=Recurrence)
    end_recurrence = commanded("tasks.end_recurrence", RecurrenceStepInput, recurrence=Recurrence)
    skip_occurrence = commanded("tasks.skip_occurrence", SkipOccurrenceInput, recurrence=Recurrence)


class RecurringTask(ObjectType):
    """What recurrence adds to a task."""

    recurrence = joined(
        Recurrence, "tasks.recurrences_by_tasks", key="id", description="The recurring task it was made of, if one."
    )
