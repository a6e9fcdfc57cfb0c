"""What is refused about the catalogue: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound


class EntryUnknown(NotFound):
    """The unit has no such entry, nor has one above it."""

    code = "tasks.entry_unknown"
    vi = "Không có mục “{key}” trong danh mục của đơn vị này và cấp trên; hãy chọn trong danh mục."
    en = "There is no entry “{key}” in the catalogue of this unit or one above it; choose one of the catalogue."


class EntryTaken(Conflict):
    """A unit has one entry of a code; a change of it is another revision."""

    code = "tasks.entry_taken"
    vi = "Danh mục của đơn vị đã có mục “{key}”; hãy đề nghị sửa mục đó."
    en = "The unit's catalogue has an entry “{key}” already; propose a change of that one."


class EntryOpen(Conflict):
    """One revision of an entry is on its way at a time."""

    code = "tasks.entry_open"
    vi = "Mục “{key}” đang có bản chờ duyệt hoặc bị trả lại; hãy xử lý bản đó trước."
    en = "A revision of “{key}” is waiting or was returned; settle that one first."


class EntryState(Conflict):
    """A step that the state of a revision does not allow."""

    code = "tasks.entry_state"
    vi = "Bản này của danh mục đang ở trạng thái “{state}” nên không làm được việc này; hãy tải lại."
    en = "This revision is {state}, which does not allow that; load it again."


class OwnProposal(Forbidden):
    """Nobody decides on what they proposed themselves."""

    code = "tasks.own_proposal"
    vi = "Bạn không tự duyệt đề nghị của mình; hãy để lãnh đạo đơn vị hoặc cấp trên duyệt."
    en = "You do not decide on your own proposal; leave it to who leads the unit or one above."


class DurationInvalid(Invalid):
    """A standard duration in whole working days."""

    code = "tasks.duration_invalid"
    vi = "Thời gian chuẩn là số ngày làm việc từ 1 đến {most}."
    en = "A standard duration is 1 to {most} working days."


class EffectiveInPast(Invalid):
    """Nothing is changed backwards: what was assigned was weighed already."""

    code = "tasks.effective_in_past"
    vi = "Ngày có hiệu lực phải từ hôm nay {today} trở đi."
    en = "The day it takes effect must be today, {today}, or later."


class WeighsTooMuch(Invalid):
    """So many units of product weigh more than a task may."""

    code = "tasks.entry_weighs_too_much"
    vi = "Số lượng này tương ứng {points} điểm, ngoài giới hạn đến {most} điểm của một nhiệm vụ; hãy chia nhiệm vụ."
    en = "This quantity weighs {points} points, outside a task's limit of {most}; divide the task."


class PointsOfCatalogue(Invalid):
    """The points of a task that names an entry come from the catalogue."""

    code = "tasks.points_of_catalogue"
    vi = "Nhiệm vụ theo danh mục có {points} điểm; hãy bỏ trống điểm, hoặc bỏ mục danh mục."
    en = "By the catalogue the task weighs {points} points; leave the points out, or the entry."
