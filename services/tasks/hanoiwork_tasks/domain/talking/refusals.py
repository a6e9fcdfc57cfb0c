"""What is refused about comments, checklists and following: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound


class CommentUnknown(NotFound):
    """There is no such comment."""

    code = "tasks.comment_unknown"
    vi = "Không có ý kiến “{key}”; hãy tải lại nhiệm vụ."
    en = "There is no comment “{key}”; load the task again."


class CommentEmpty(Invalid):
    """A comment says something."""

    code = "tasks.comment_empty"
    vi = "Ý kiến chưa có nội dung; hãy viết ý kiến."
    en = "The comment says nothing; write it."


class CommentGone(Conflict):
    """A comment that was taken back is neither changed nor answered."""

    code = "tasks.comment_gone"
    vi = "Ý kiến này đã bị xóa; hãy tải lại nhiệm vụ."
    en = "This comment was taken back; load the task again."


class NotTheAuthor(Forbidden):
    """Only its author changes a comment; those above may take it back."""

    code = "tasks.not_the_author"
    vi = "Chỉ người viết mới sửa được ý kiến này."
    en = "Only its author changes this comment."


class AnswersAnswer(Invalid):
    """Answers stand under a comment, not under another answer."""

    code = "tasks.answers_answer"
    vi = "Hãy trả lời ý kiến gốc, không trả lời một câu trả lời."
    en = "Answer the comment itself, not one of its answers."


class CheckItemUnknown(NotFound):
    """There is no such line on a checklist."""

    code = "tasks.check_item_unknown"
    vi = "Không có việc “{key}” trong danh sách kiểm; hãy tải lại nhiệm vụ."
    en = "There is no line “{key}” on the checklist; load the task again."


class ChecklistFull(Conflict):
    """A checklist has only so many lines."""

    code = "tasks.checklist_full"
    vi = "Danh sách kiểm có tối đa {most} việc; hãy chia thành các nhiệm vụ."
    en = "A checklist has at most {most} lines; make tasks of them."
