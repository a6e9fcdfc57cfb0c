"""What is refused about views that are kept: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound


class ViewUnknown(NotFound):
    """There is no such view, or none that is shared with whoever asks."""

    code = "tasks.view_unknown"
    vi = "Không có bộ lọc đã lưu “{key}” mà bạn được dùng; hãy chọn trong danh sách bộ lọc."
    en = "There is no saved view “{key}” that you may use; choose one of your list."


class ViewTitleTaken(Conflict):
    """A person's views have different titles."""

    code = "tasks.view_title_taken"
    vi = "Bạn đã có bộ lọc tên “{title}”; hãy đặt tên khác hoặc sửa bộ lọc đó."
    en = "You have a view with the title “{title}” already; choose another or change that one."


class TooManyViews(Conflict):
    """A person keeps only so many views."""

    code = "tasks.too_many_views"
    vi = "Mỗi người lưu tối đa {most} bộ lọc; hãy xóa bộ lọc không dùng nữa."
    en = "One person keeps at most {most} views; delete one that is no longer used."


class NotTheViewsOwner(Forbidden):
    """Only its owner changes a view."""

    code = "tasks.not_the_views_owner"
    vi = "Chỉ người lưu bộ lọc này mới sửa hoặc xóa được; hãy lưu một bộ lọc của mình."
    en = "Only whoever saved this view changes or deletes it; save one of your own."


class ViewTitleMissing(Invalid):
    """A view has a title."""

    code = "tasks.view_title_missing"
    vi = "Bộ lọc cần có tên; hãy nhập tên."
    en = "A view needs a title; enter one."
