"""What is refused when people agree about a task: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound


class ExtensionUnknown(NotFound):
    """No request for a later deadline has this id."""

    code = "tasks.extension_unknown"
    vi = "Không có đề nghị gia hạn “{key}”; hãy chọn trong nhiệm vụ."
    en = "There is no request for an extension “{key}”; choose one of the task's."


class ExtensionOpen(Conflict):
    """A task has one open request at a time."""

    code = "tasks.extension_open"
    vi = "Nhiệm vụ đang có đề nghị gia hạn chưa trả lời; hãy chờ trả lời hoặc rút đề nghị đó."
    en = "The task has an unanswered request for an extension; wait for the answer or withdraw it."


class ExtensionAnswered(Conflict):
    """A request is answered once."""

    code = "tasks.extension_answered"
    vi = "Đề nghị gia hạn này đã xong ({answer}); nếu cần hãy đề nghị lại."
    en = "This request for an extension is settled ({answer}); ask again if need be."


class NotTheAsker(Forbidden):
    """Only whoever asked withdraws."""

    code = "tasks.not_the_asker"
    vi = "Chỉ người đề nghị mới được rút đề nghị gia hạn."
    en = "Only whoever asked for the extension may withdraw the request."


class NothingToWaive(Conflict):
    """Only counted late days of a completed task can be waived."""

    code = "tasks.nothing_to_waive"
    vi = "Nhiệm vụ không có ngày chậm nào đang bị tính; chỉ miễn trừ cho nhiệm vụ đã hoàn thành chậm."
    en = "No late day of this task is counted; only a task completed late can have lateness waived."


class WaivedTooMuch(Invalid):
    """No more days are waived than are counted."""

    code = "tasks.waived_too_much"
    vi = "Số ngày miễn trừ phải từ 1 đến {most}."
    en = "Waive from 1 to {most} days."


class DecisionDayInvalid(Invalid):
    """A decision on lateness comes after the deadline, and not in the future."""

    code = "tasks.decision_day_invalid"
    vi = "Ngày quyết định miễn trừ phải sau hạn {due} và không sau hôm nay {today}."
    en = "The decision's day must be after the deadline {due} and no later than today {today}."


class HandOverUnknown(NotFound):
    """No hand-over has this id."""

    code = "tasks.hand_over_unknown"
    vi = "Không có đề nghị bàn giao “{key}”; hãy chọn trong nhiệm vụ."
    en = "There is no hand-over “{key}”; choose one of the task's."


class HandOverOpen(Conflict):
    """A task has one open hand-over at a time."""

    code = "tasks.hand_over_open"
    vi = "Nhiệm vụ đang có đề nghị bàn giao chưa xong; hãy chờ các bên đồng ý hoặc từ chối."
    en = "The task has an open hand-over; wait until all agree, or refuse it."


class HandOverAnswered(Conflict):
    """What is done or refused is not agreed to any more."""

    code = "tasks.hand_over_answered"
    vi = "Đề nghị bàn giao này đã xong ({state}); nếu cần hãy lập đề nghị mới."
    en = "This hand-over is settled ({state}); propose a new one if need be."


class HandOverToLead(Invalid):
    """Nobody hands over to themselves."""

    code = "tasks.hand_over_to_lead"
    vi = "Người này đang chủ trì nhiệm vụ; hãy chọn người nhận khác."
    en = "This person leads the task already; choose another to receive it."


class NotAParty(Forbidden):
    """A hand-over is agreed by who gives, who receives and who assigns."""

    code = "tasks.not_a_party"
    vi = "Chỉ người giao lại, người nhận và người có quyền giao việc ở cả hai đơn vị mới quyết định việc bàn giao."
    en = "Only who gives, who receives, and who may assign work in both their units decide about a hand-over."


class LeadChanged(Conflict):
    """A hand-over was agreed with a lead who is no longer the lead."""

    code = "tasks.lead_changed"
    vi = "Nhiệm vụ đã đổi người chủ trì; hãy từ chối đề nghị này và lập đề nghị mới."
    en = "The task has another lead now; refuse this hand-over and propose a new one."


class KeptPointsInvalid(Invalid):
    """The giver keeps less than the whole."""

    code = "tasks.kept_points_invalid"
    vi = "Điểm giữ lại phải lớn hơn 0 và nhỏ hơn {points}; bỏ trống để bàn giao toàn bộ."
    en = "The points kept must be over 0 and under {points}; leave them out to hand over everything."


class KeptQuantityInvalid(Invalid):
    """A product counted in units is divided in units too."""

    code = "tasks.kept_quantity_invalid"
    vi = "Sản phẩm có số lượng {quantity}: hãy ghi số lượng giữ lại lớn hơn 0 và nhỏ hơn số đó khi có giữ lại điểm."
    en = "The product counts {quantity} units: say how many are kept, over 0 and under that, whenever points are kept."
