"""What the directory refuses of units, people and posts: a stable code, and what to do about it in both languages."""

from hanoiwork_shared.errors import Conflict, Invalid, Refused
from hanoiwork_shared.files import InSheet


class CodeTwice(InSheet):
    """One code stands for two things in the same file."""

    code = "directory.code_twice"
    vi = "Mã “{key}” xuất hiện hai lần (dòng {line}); mỗi mã chỉ dùng một lần."
    en = "The code “{key}” is there twice (line {line}); use each code once."


class ParentUnknown(InSheet):
    """A unit names a parent that is neither in the file nor in the directory."""

    code = "directory.parent_unknown"
    vi = "Đơn vị “{key}” (dòng {line}) thuộc đơn vị “{parent}” chưa có; hãy thêm đơn vị cấp trên trước."
    en = "The unit “{key}” (line {line}) is under “{parent}”, which does not exist; add the parent first."


class UnitCycle(InSheet):
    """A unit of a file would be above itself."""

    code = "directory.unit_cycle"
    vi = "Đơn vị “{key}” không thể là cấp trên của chính mình (dòng {line}); hãy sửa mã đơn vị cấp trên."
    en = "The unit “{key}” cannot be above itself (line {line}); mend its parent code."


class UnitUnknown(InSheet):
    """A person of a file is in a unit that the directory does not have."""

    code = "directory.unit_unknown"
    vi = "Không có đơn vị “{key}” (dòng {line}); hãy nạp danh sách đơn vị trước."
    en = "There is no unit “{key}” (line {line}); load the units first."


class PersonUnknown(InSheet):
    """A grant of a file is for somebody who is neither in the file nor in the directory."""

    code = "directory.person_unknown"
    vi = "Không có người mã “{key}” (dòng {line}); hãy nạp danh sách người trước."
    en = "There is nobody with the code “{key}” (line {line}); load the people first."


class GrantTwice(InSheet):
    """The same role is given twice in one file."""

    code = "directory.grant_twice"
    vi = "Vai trò “{role}” của “{key}” lặp lại (dòng {line}); hãy bỏ dòng thừa."
    en = "The role “{role}” of “{key}” is there twice (line {line}); remove one of them."


class RowRefused(InSheet):
    """What is refused of the change that a row asks for, with the row; its code is that of the refusal itself."""

    code = "directory.row_refused"
    vi = "Dòng {line}: {said}"
    en = "Line {line}: {said}"

    def __init__(self, cause: Refused, *, line: int, sheet: str = "") -> None:
        place = {"line": line, "column": cause.field}
        super().__init__(field=cause.field, sheet=sheet, **{**cause.details, **place})
        self.code = cause.code  # type: ignore[misc]
        self._cause = cause

    def message(self, locale: str = "vi") -> str:
        """The sentence for a person, in `locale`."""
        sheet, opening = self.details.get("sheet"), "Line" if locale == "en" else "Dòng"
        place = "" if sheet is None else (f"Sheet “{sheet}”: " if locale == "en" else f"Trang “{sheet}”: ")
        return f"{place}{opening} {self.details['line']}: {self._cause.message(locale)}"


class CodeTaken(Conflict):
    """The code of something new or renamed is taken; closed units and people who left keep theirs."""

    code = "directory.code_taken"
    vi = "Mã “{key}” đã được dùng; hãy chọn mã khác."
    en = "The code “{key}” is taken; choose another."


class DayAhead(Invalid):
    """A change of units or posts would take effect on a day that is still to come."""

    code = "directory.day_ahead"
    vi = "Ngày {on} chưa đến; hãy ghi nhận thay đổi vào ngày có hiệu lực hoặc sau đó."
    en = "{on} is still to come; record the change on the day it takes effect, or later."


class DayTooEarly(Conflict):
    """A change would take effect before the change that was recorded last: the history in between would be lost."""

    code = "directory.day_too_early"
    vi = "“{key}” đã có thay đổi từ ngày {since}; hãy chọn ngày đó hoặc muộn hơn."
    en = "“{key}” was changed with effect from {since}; choose that day or a later one."


class ValidityReversed(Invalid):
    """Something would end before it begins."""

    code = "directory.validity_reversed"
    vi = "Ngày kết thúc {ends} trước ngày bắt đầu {starts}; hãy sửa một trong hai."
    en = "It ends on {ends}, before it begins on {starts}; mend one of them."


class UnitClosed(Conflict):
    """Something would be put into a unit that is closed, or that was not there yet on the day it takes effect."""

    code = "directory.unit_closed"
    vi = "Đơn vị “{key}” đã đóng hoặc chưa có vào ngày {on}; hãy chọn đơn vị đang hoạt động."
    en = "The unit “{key}” is closed, or was not there yet on {on}; choose one that is open."


class UnitOpen(Conflict):
    """A unit that is open cannot be reopened."""

    code = "directory.unit_open"
    vi = "Đơn vị “{key}” đang hoạt động, không cần mở lại."
    en = "The unit “{key}” is open already."


class UnitNotEmpty(Conflict):
    """A unit to be closed still has people or open units in it."""

    code = "directory.unit_not_empty"
    vi = "Đơn vị “{key}” còn {people} người và {units} đơn vị trực thuộc; hãy chuyển đi hoặc sáp nhập trước khi đóng."
    en = "The unit “{key}” still has {people} people and {units} units; move them, or merge it, before closing it."


class UnderItself(Invalid):
    """A unit would be moved under itself or under a unit that is below it."""

    code = "directory.under_itself"
    vi = "Không thể chuyển đơn vị “{key}” vào chính nó hoặc vào đơn vị cấp dưới của nó."
    en = "The unit “{key}” cannot go under itself or under a unit below it."


class MergeWithin(Invalid):
    """A unit would be merged into itself or into a unit below it."""

    code = "directory.merge_within"
    vi = "Không thể sáp nhập đơn vị “{key}” vào chính nó hoặc vào đơn vị cấp dưới của nó."
    en = "The unit “{key}” cannot be merged into itself or into a unit below it."


class RootStays(Invalid):
    """The unit at the top of the tree would be moved."""

    code = "directory.root_stays"
    vi = "Đơn vị “{key}” ở cấp cao nhất nên không thể chuyển."
    en = "The unit “{key}” is at the top of the tree and cannot be moved."


class PersonInactive(Conflict):
    """A change to somebody who no longer works for the city."""

    code = "directory.person_inactive"
    vi = "“{key}” đã nghỉ công tác nên không thể thay đổi; hãy cho trở lại công tác trước."
    en = "“{key}” no longer works for the city and cannot be changed; reactivate them first."


class PersonActive(Conflict):
    """Somebody to bring back has not left."""

    code = "directory.person_active"
    vi = "“{key}” đang công tác nên không cần cho trở lại."
    en = "“{key}” works for the city already and need not be brought back."


class TwoPrimary(Conflict):
    """A person would have two primary posts at once."""

    code = "directory.two_primary"
    vi = "“{key}” đã có vị trí chính từ ngày {since}; hãy điều chuyển hoặc thêm vị trí kiêm nhiệm."
    en = "“{key}” has a primary post since {since}; transfer them, or add a post that is not primary."


class PrimaryNeeded(Conflict):
    """Somebody who is active would be without a primary post."""

    code = "directory.primary_needed"
    vi = "“{key}” phải luôn có một vị trí chính; hãy thêm hoặc chọn vị trí chính khác trước."
    en = "“{key}” needs a primary post at all times; give them one, or make another post primary, first."


class PostsOverlap(Conflict):
    """A person would have two posts in the same unit at once."""

    code = "directory.posts_overlap"
    vi = "“{key}” đã có vị trí tại đơn vị này từ ngày {since}; mỗi đơn vị chỉ một vị trí cùng lúc."
    en = "“{key}” has a post in this unit since {since}; one post in a unit at a time."


class PostEnds(Conflict):
    """A post that has an end is to be made primary, or to be ended no earlier than it ends already."""

    code = "directory.post_ends"
    vi = "Vị trí này đã kết thúc hoặc sẽ kết thúc ngày {ends}."
    en = "This post ends on {ends} already."


class AlreadyThere(Conflict):
    """Somebody would be transferred to the unit in which they have their primary post."""

    code = "directory.already_there"
    vi = "“{key}” đang có vị trí chính tại đơn vị này."
    en = "“{key}” has the primary post in this unit already."


class LeaveOverlaps(Conflict):
    """A person would be on leave twice at once."""

    code = "directory.leave_overlaps"
    vi = "“{key}” đã có kỳ nghỉ từ ngày {starts}; hãy kết thúc hoặc hủy kỳ nghỉ đó trước."
    en = "“{key}” is on leave from {starts}; end or cancel that leave first."


class LeaveCancelled(Conflict):
    """A leave that was cancelled is to be ended."""

    code = "directory.leave_cancelled"
    vi = "Kỳ nghỉ này đã bị hủy; hãy ghi nhận kỳ nghỉ mới."
    en = "This leave was cancelled; record a new one."
