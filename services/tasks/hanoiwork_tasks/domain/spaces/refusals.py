"""What is refused about workspaces, plans and lists in their life: stable codes, and what to do."""

from hanoiwork_shared.errors import Conflict, Invalid, NotFound


class PlaceArchived(Conflict):
    """Nothing is changed in what was archived."""

    code = "tasks.place_archived"
    vi = "“{title}” đã được lưu trữ nên chỉ đọc; hãy khôi phục trước khi thay đổi."
    en = "“{title}” is archived and only read; restore it before anything is changed."


class AlreadyArchived(Conflict):
    """It was archived before."""

    code = "tasks.already_archived"
    vi = "“{title}” đã được lưu trữ rồi; hãy tải lại."
    en = "“{title}” is archived already; load it again."


class NotArchived(Conflict):
    """Only what was archived is restored."""

    code = "tasks.not_archived"
    vi = "“{title}” không ở trong kho lưu trữ; hãy tải lại."
    en = "“{title}” is not archived; load it again."


class TemplateUnknown(NotFound):
    """There is no such template for the unit."""

    code = "tasks.template_unknown"
    vi = "Không có mẫu “{key}” cho đơn vị này; hãy chọn trong danh sách mẫu."
    en = "There is no template “{key}” for this unit; choose one of the list."


class TooMuchToCopy(Invalid):
    """One copy has only so many tasks."""

    code = "tasks.too_much_to_copy"
    vi = "Có {count} nhiệm vụ, quá {most} nhiệm vụ cho một lần sao chép; hãy sao chép từng danh sách."
    en = "There are {count} tasks, over {most} for one copy; copy list by list."


class ShiftInvalid(Invalid):
    """Days are moved by a year or two, not by ages."""

    code = "tasks.shift_invalid"
    vi = "Số ngày dời là từ -{most} đến {most}."
    en = "The days to move by are -{most} to {most}."
