"""Later deadlines, waived lateness and hand-overs, as GraphQL types, questions and changes."""

from graphene import InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, asked, commanded, joined
from hanoiwork_tasks.graph.inputs import TaskStepInput
from hanoiwork_tasks.graph.task import Task


class TaskExtension(ObjectType):
    """A request for a later deadline, and its answer (gia hạn)."""

    id = String(required=True)
    task = joined(Ref("Task"), "tasks.tasks_by_ids", key="task_id", description="What it is about.")
    asked_by = joined(Ref("Person"), "directory.people_by_ids", key="asked_by", description="Who asked.")
    asked_at = DateTime(required=True)
    due_before = Date(required=True, description="The deadline when it was asked for.")
    due = Date(required=True, description="The deadline asked for.")
    reason = String(required=True)
    answer = String(required=True, description="open, granted, refused or withdrawn")
    answered_by = joined(Ref("Person"), "directory.people_by_ids", key="answered_by", description="Who answered.")
    answered_at = DateTime()
    note = String(required=True, description="What was said with a refusal.")
    version = Int(required=True)


class TaskWaiver(ObjectType):
    """Late days that are not counted, and on what ground (miễn tính chậm)."""

    id = String(required=True)
    days = Int(required=True)
    reason = String(required=True, description="The objective cause.")
    evidence = String(required=True)
    authority = String(required=True, description="Whose decision it is, with its number.")
    decided_on = Date(required=True)
    waived_by = joined(Ref("Person"), "directory.people_by_ids", key="waived_by", description="Who entered it.")
    waived_at = DateTime(required=True)


class TaskHandOver(ObjectType):
    """A proposal that a task goes on in other hands (bàn giao), its points divided by agreement."""

    id = String(required=True)
    task = joined(Ref("Task"), "tasks.tasks_by_ids", key="task_id", description="What is handed over.")
    giver = joined(Ref("Person"), "directory.people_by_ids", key="from_id", description="Who led it.")
    receiver = joined(Ref("Person"), "directory.people_by_ids", key="to_id", description="Who is to lead it.")
    kept_points = Decimal(required=True, description="What the giver keeps for the work done; 0 for nothing.")
    kept_quantity = Decimal(description="The units of product that the giver keeps, where it counts several.")
    reason = String(required=True)
    proposed_by = joined(Ref("Person"), "directory.people_by_ids", key="proposed_by", description="Who proposed it.")
    proposed_at = DateTime(required=True)
    state = String(required=True, description="open, done or refused")
    agreed = List(NonNull(String), required=True, description="Who agreed: giver, receiver, assigner.")
    awaits = List(NonNull(String), required=True, description="Who has still to agree.")
    answered_by = joined(Ref("Person"), "directory.people_by_ids", key="answered_by", description="Who settled it.")
    answered_at = DateTime()
    note = String(required=True, description="What was said with a refusal.")
    new_task = joined(
        Ref("Task"), "tasks.tasks_by_ids", key="new_task_id", description="What the receiver leads of a divided task."
    )
    version = Int(required=True)


class AskExtensionInput(TaskStepInput):
    """The deadline wanted and why."""

    due = Date(required=True)
    reason = String(required=True)


class ExtendTaskInput(TaskStepInput):
    """The new deadline and why."""

    due = Date(required=True)
    reason = String(required=True)


class ExtensionInput(InputObjectType):
    """A request by its id, as the caller last saw it."""

    extension = String(required=True)
    version = Int()


class RefuseExtensionInput(ExtensionInput):
    """Why the deadline stands."""

    note = String(required=True)


class WaiveLatenessInput(TaskStepInput):
    """The ground for not counting late days; all that still count when `days` is left out."""

    days = Int()
    reason = String(required=True, description="The objective cause.")
    evidence = String(required=True, description="What proves it: a document or a link.")
    authority = String(required=True, description="Whose decision it is, with its number.")
    decided_on = Date(required=True, description="After the deadline, not in the future.")


class ProposeHandOverInput(TaskStepInput):
    """Who is to lead the task, and what its present lead keeps for the work done."""

    person = String(required=True)
    kept_points = Decimal(description="Under the points of the whole; left out, everything is handed over.")
    kept_quantity = Decimal(description="Needed with points kept of a product of several units.")
    reason = String(required=True)


class HandOverInput(InputObjectType):
    """A hand-over by its id, as the caller last saw it."""

    hand_over = String(required=True)
    version = Int()


class RefuseHandOverInput(HandOverInput):
    """Why it is not to be."""

    note = String(required=True)


class AgreementQuery(ObjectType):
    """Questions about what is to be agreed."""

    extensions_to_answer = asked(
        List(NonNull(TaskExtension)),
        "tasks.extensions_to_answer",
        description="Open requests about tasks that the caller assigned, oldest first, 200 at most.",
    )
    hand_overs_to_answer = asked(
        List(NonNull(TaskHandOver)),
        "tasks.hand_overs_to_answer",
        description="Open hand-overs that wait for the caller, oldest first, 200 at most.",
    )


class AgreementMutation(ObjectType):
    """Changes by agreement."""

    ask_extension = commanded("tasks.ask_extension", AskExtensionInput, extension=TaskExtension)
    extend_task = commanded("tasks.extend_task", ExtendTaskInput, task=Task)
    grant_extension = commanded("tasks.grant_extension", ExtensionInput, task=Task)
    refuse_extension = commanded("tasks.refuse_extension", RefuseExtensionInput, extension=TaskExtension)
    withdraw_extension = commanded("tasks.withdraw_extension", ExtensionInput, extension=TaskExtension)
    waive_lateness = commanded("tasks.waive_lateness", WaiveLatenessInput, task=Task)
    propose_hand_over = commanded("tasks.propose_hand_over", ProposeHandOverInput, hand_over=TaskHandOver)
    agree_to_hand_over = commanded("tasks.agree_to_hand_over", HandOverInput, hand_over=TaskHandOver)
    refuse_hand_over = commanded("tasks.refuse_hand_over", RefuseHandOverInput, hand_over=TaskHandOver)


class AgreedTask(ObjectType):
    """What agreements add to a task; null for those who may not look into it."""

    extensions = joined(
        List(NonNull(TaskExtension)),
        "tasks.extensions_by_ids",
        key="id",
        description="Requests for a later deadline, oldest first; null for those who may not look into the task.",
    )
    waivers = joined(
        List(NonNull(TaskWaiver)),
        "tasks.waivers_by_ids",
        key="id",
        description="Why late days are not counted, oldest first; null for those who may not look into the task.",
    )
    hand_overs = joined(
        List(NonNull(TaskHandOver)),
        "tasks.hand_overs_by_ids",
        key="id",
        description="Proposals to hand it over, oldest first; null for those who may not look into the task.",
    )
