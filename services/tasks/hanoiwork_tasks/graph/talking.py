"""Comments, checklists and following, as GraphQL types and changes."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import DateTime, Ref, commanded, joined, paged
from hanoiwork_tasks.graph.task import Task, TaskList


class TaskComment(ObjectType):
    """What somebody said on a task: plain text, to be escaped wherever it is shown."""

    id = String(required=True)
    author = joined(Ref("Person"), "directory.people_by_ids", key="author_id", description="Who said it.")
    at = DateTime(required=True)
    text = String(description="Null once it was taken back.")
    answers_id = String(description="The comment that it answers, if one.")
    mentioned = joined(
        List(NonNull(Ref("Person"))), "directory.people_by_ids", key="mentioned_ids", description="Who was called."
    )
    edited_at = DateTime(description="When it was last changed, if it was.")
    earlier = joined(
        List(NonNull(String)), "tasks.earlier_comments", key="id", description="What it said before, oldest first."
    )
    removed_at = DateTime(description="When it was taken back, if it was.")
    removed_by = joined(Ref("Person"), "directory.people_by_ids", key="removed_by", description="Who took it back.")
    reason = String(required=True, description="Why somebody else than its author took it back.")
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")


class CheckItem(ObjectType):
    """A line of a checklist."""

    id = String(required=True)
    position = Int(required=True)
    text = String(required=True)
    done_at = DateTime(description="When it was ticked, if it is.")
    done_by = joined(Ref("Person"), "directory.people_by_ids", key="done_by", description="Who ticked it.")
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")


class Follower(ObjectType):
    """Somebody who follows a task."""

    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="Who.")


class TalkedTask(ObjectType):
    """What talking adds to a task."""

    comments = paged(TaskComment, "tasks.comments_by_tasks", key="id", description="What was said on it, oldest first.")
    comment_count = joined(Int, "tasks.comment_counts", key="id", description="How many comments stand.")
    checklist = joined(
        List(NonNull(CheckItem)), "tasks.checklists_by_tasks", key="id", description="What is to be ticked off."
    )
    followers = joined(
        List(NonNull(Follower)), "tasks.followers_by_tasks", key="id", description="Who is told of what becomes of it."
    )
    watching = joined(Boolean, "tasks.watched_tasks", key="id", description="Whether the caller follows it.")


class AddCommentInput(InputObjectType):
    """What is said; people behind an @, by code, are told."""

    task = String(required=True)
    text = String(required=True)
    answers = String(description="The id of the comment that it answers.")


class CommentStepInput(InputObjectType):
    """A comment, by its id, as the caller last saw it."""

    comment = String(required=True)
    version = Int()


class EditCommentInput(CommentStepInput):
    """What one's own comment is to say; what it said before is kept."""

    text = String(required=True)


class RemoveCommentInput(CommentStepInput):
    """A comment to be taken back, by its author, or with a reason by those who lead the task's unit or one above."""

    reason = String()


class AddCheckItemInput(InputObjectType):
    """A line at the end of a checklist."""

    task = String(required=True)
    text = String(required=True)


class CheckItemStepInput(InputObjectType):
    """A line, by its id, as the caller last saw it."""

    item = String(required=True)
    version = Int()


class ChangeCheckItemInput(CheckItemStepInput):
    """What changes of a line; what is left out stays."""

    text = String()
    done = Boolean()
    position = Int()


class FollowTasksInput(InputObjectType):
    """Up to 1000 tasks to follow, or no longer; one's own are followed unless one says no."""

    tasks = List(NonNull(String), required=True)
    follow = Boolean(required=True)


class FollowListInput(InputObjectType):
    """A list whose tasks, now and to come, are followed, or no longer."""

    list = String(required=True)
    follow = Boolean(required=True)


class TalkMutation(ObjectType):
    """Changes to comments, checklists and following."""

    add_comment = commanded("tasks.add_comment", AddCommentInput, comment=TaskComment)
    edit_comment = commanded("tasks.edit_comment", EditCommentInput, comment=TaskComment)
    remove_comment = commanded("tasks.remove_comment", RemoveCommentInput, comment=TaskComment)
    add_check_item = commanded("tasks.add_check_item", AddCheckItemInput, item=CheckItem)
    change_check_item = commanded("tasks.change_check_item", ChangeCheckItemInput, item=CheckItem)
    remove_check_item = commanded("tasks.remove_check_item", CheckItemStepInput, item=CheckItem)
    follow_tasks = commanded("tasks.follow_tasks", FollowTasksInput, tasks=List(NonNull(Task)))
    follow_list = commanded("tasks.follow_list", FollowListInput, list=TaskList)
