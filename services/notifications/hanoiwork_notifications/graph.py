"""What notifications adds to the GraphQL schema: the caller's inbox."""

from graphene import Boolean, InputObjectType, Int, ObjectType, String

from hanoiwork_shared.graph import DateTime, GraphPart, Ref, commanded, joined, paged


class Notification(ObjectType):
    """One thing the caller was told, in the caller's language."""

    id = String(required=True, description="Identifier.")
    kind = String(required=True, description="What it is about, such as `task_assigned` or `sheet_submitted`.")
    title = String(required=True, description="One line.")
    message = String(required=True, description="What happened and what to do.")
    reference = String(required=True, description="Code of the task, or the month of the score sheet.")
    task = joined(Ref("Task"), "tasks.tasks_by_ids", key="task_id", description="The task it is about, if any.")
    person = joined(
        Ref("Person"), "directory.people_by_ids", key="person_id", description="Whose score sheet it is about, if any."
    )
    created_at = DateTime(required=True, description="When it was noted.")
    read_at = DateTime(description="When the caller read it; null while unread.")
    version = Int(required=True, description="Counts its changes; send it along to notice those of others.")


class MarkNotificationReadInput(InputObjectType):
    """Which notification was read."""

    key = String(required=True, description="Its identifier.")
    version = Int(description="The version that was seen.")


class Query(ObjectType):
    """What may be asked."""

    notifications = paged(
        Notification,
        "notifications.notifications",
        unread=Boolean(description="Only what was not read yet."),
        description="The caller's own notifications, the newest first.",
    )


class Mutation(ObjectType):
    """What may be ordered."""

    mark_notification_read = commanded(
        "notifications.mark_notification_read",
        MarkNotificationReadInput,
        notification=Notification,
        description="Note that the caller has read a notification.",
    )


part = GraphPart(query=Query, mutation=Mutation)
