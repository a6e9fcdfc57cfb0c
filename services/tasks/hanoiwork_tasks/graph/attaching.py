"""Files of tasks, as GraphQL types, questions and changes."""

from graphene import InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import DateTime, ExportedFile, Ref, asked, commanded, joined


class Attachment(ObjectType):
    """A file attached to a task."""

    id = String(required=True)
    name = String(required=True)
    media_type = String(required=True)
    size = Int(required=True, description="Bytes.")
    digest = String(required=True, description="SHA-256 of the content, in hexadecimal.")
    url = String(required=True, description="Where its content is got, with the same token as here.")
    attached_at = DateTime(required=True)
    attached_by = joined(Ref("Person"), "directory.people_by_ids", key="attached_by")
    removed_at = DateTime(description="None while it is there.")
    removed_by = joined(Ref("Person"), "directory.people_by_ids", key="removed_by")


class AttachedTask(ObjectType):
    """What files add to a task."""

    attachments = joined(
        List(NonNull(Attachment)),
        "tasks.attachments_by_tasks",
        key="id",
        description="In the order in which they were attached; those removed keep their place without content.",
    )


class AttachFileInput(InputObjectType):
    """A file for a task; larger ones go to /files/tasks?task=…&name=… as they are."""

    task = String(required=True)
    name = String(required=True, description="With its ending; folders before it are left out.")
    content_base64 = String(required=True)


class RemoveFileInput(InputObjectType):
    """An attached file."""

    attachment = String(required=True)


class FileQuery(ObjectType):
    """Files with their content."""

    attached_file = asked(
        ExportedFile,
        "tasks.attached_file",
        attachment=String(required=True),
        description="A file with its content; /files/tasks/ID gives the same as it is.",
    )


class FileMutation(ObjectType):
    """Changes to the files of tasks."""

    attach_file = commanded("tasks.attach_file", AttachFileInput, attachment=Attachment)
    remove_file = commanded("tasks.remove_file", RemoveFileInput, attachment=Attachment)
