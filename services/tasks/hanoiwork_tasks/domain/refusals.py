"""Everything this service refuses: a stable code, and a sentence in both languages that says what to do."""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound


class TaskUnknown(NotFound):
    """No task has this code or id."""

    code = "tasks.task_unknown"
    vi = "Không có nhiệm vụ “{key}”; hãy kiểm tra lại mã."
    en = "There is no task “{key}”; check its code."


class WorkspaceUnknown(NotFound):
    """No workspace has this id."""

    code = "tasks.workspace_unknown"
    vi = "Không có không gian lưu trữ “{key}”; hãy chọn trong danh sách của đơn vị."
    en = "There is no workspace “{key}”; choose one of the unit's."


class ListUnknown(NotFound):
    """No list has this id."""

    code = "tasks.list_unknown"
    vi = "Không có danh sách “{key}”; hãy chọn trong không gian lưu trữ."
    en = "There is no list “{key}”; choose one of the workspace's."


class PlanUnknown(NotFound):
    """No plan has this code or id."""

    code = "tasks.plan_unknown"
    vi = "Không có kế hoạch “{key}”; hãy kiểm tra lại mã."
    en = "There is no plan “{key}”; check its code."


class PlanItemUnknown(NotFound):
    """No plan item has this id or plan/item code."""

    code = "tasks.plan_item_unknown"
    vi = "Không có mục kế hoạch “{key}”; hãy ghi mã kế hoạch/mã mục, ví dụ KH20/2.1.1."
    en = "There is no plan item “{key}”; write plan code/item code, such as KH20/2.1.1."


class UnitUnknown(Invalid):
    """A unit named in the request is not known here."""

    code = "tasks.unit_unknown"
    vi = "Không có đơn vị “{key}”; hãy dùng mã đơn vị trong danh mục."
    en = "There is no unit “{key}”; use a unit code of the directory."


class PersonUnknown(Invalid):
    """A person named in the request is not known here, or has left."""

    code = "tasks.person_unknown"
    vi = "Không có người “{key}” đang công tác; hãy kiểm tra lại mã."
    en = "There is no active person “{key}”; check the code."


class PersonUnitUnknown(Invalid):
    """Nobody is given work before it is known which unit they belong to."""

    code = "tasks.person_unit_unknown"
    vi = "Chưa biết đơn vị của “{key}”; hãy thử lại sau, hoặc ghi đơn vị của người này vào danh mục."
    en = "The unit of “{key}” is not known yet; try again later, or enter it in the directory."


class ObjectiveUnknown(Invalid):
    """An objective named in the request is not known here, or is archived."""

    code = "tasks.objective_unknown"
    vi = "Không có mục tiêu “{key}” đang dùng; hãy kiểm tra lại mã."
    en = "There is no objective “{key}” in use; check its code."


class MeasureUnknown(Invalid):
    """A key result or KPI named in the request is not known here, or is archived."""

    code = "tasks.measure_unknown"
    vi = "Không có kết quả then chốt hay KPI “{key}” đang dùng; hãy kiểm tra lại mã."
    en = "There is no key result or KPI “{key}” in use; check its code."


class LinksDisagree(Invalid):
    """The key result named does not belong to the objective named."""

    code = "tasks.links_disagree"
    vi = "“{measure}” không thuộc mục tiêu “{objective}”; chỉ cần ghi một trong hai."
    en = "“{measure}” does not belong to objective “{objective}”; name only one of them."


class CodeTaken(Conflict):
    """The code is in use where it must be unique."""

    code = "tasks.code_taken"
    vi = "Mã “{key}” đã được dùng trong đơn vị; hãy chọn mã khác hoặc để trống."
    en = "The code “{key}” is in use in the unit; choose another or leave it out."


class CodeAmbiguous(Invalid):
    """Several things in different units share the code."""

    code = "tasks.code_ambiguous"
    vi = "Có nhiều bản ghi mang mã “{key}”; hãy dùng id."
    en = "More than one record has the code “{key}”; use the id."


class TitleTaken(Conflict):
    """The unit has a workspace, or the workspace a list, with this title."""

    code = "tasks.title_taken"
    vi = "Tên “{key}” đã có; hãy đặt tên khác."
    en = "The title “{key}” is in use; choose another."


class ClearsMissing(Invalid):
    """A task is not assigned before its six clears (6 rõ) are all there."""

    code = "tasks.clears_missing"
    vi = "Nhiệm vụ chưa đủ 6 rõ, còn thiếu: {missing_vi}."
    en = "The task lacks some of the six clears: {missing_en}."


class SecondLead(Conflict):
    """A task has exactly one lead; others collaborate."""

    code = "tasks.second_lead"
    vi = "Mỗi nhiệm vụ chỉ có một người chủ trì; hãy ghi người khác là phối hợp, hoặc chọn bàn giao."
    en = "A task has exactly one lead; name the other as a collaborator, or hand the task over."


class HandOverTooLate(Conflict):
    """What one person was late or wrong with is not laid on another (our choice)."""

    code = "tasks.hand_over_too_late"
    vi = "Sản phẩm đã được nộp hoặc đã quá hạn nên không bàn giao được; hãy hủy rồi giao nhiệm vụ mới."
    en = "The product was handed in or the deadline has passed, so the task stays; cancel it and assign a new one."


class TermsFixed(Conflict):
    """What was agreed at assignment does not change by assigning again."""

    code = "tasks.terms_fixed"
    vi = "Nhiệm vụ đã giao thì không đổi {names_vi}; hãy gia hạn, hoặc hủy rồi giao nhiệm vụ mới."
    en = "An assigned task keeps its {names}; extend it, or cancel it and assign a new one."


class PointsInvalid(Invalid):
    """Points weigh a task: more than 0, at most 1000, at most two decimals."""

    code = "tasks.points_invalid"
    vi = "Điểm phải lớn hơn 0, không quá {most}, tối đa hai chữ số thập phân."
    en = "Points must be more than 0, at most {most}, with at most two decimals."


class PointsOver(Conflict):
    """The parts of a task weigh more than the whole."""

    code = "tasks.points_over"
    vi = "Tổng điểm các phần ({parts}) vượt điểm của nhiệm vụ ({whole}); hãy giảm điểm, hoặc để lãnh đạo cho phép vượt."
    en = "The parts have {parts} points, the whole {whole}; lower them, or let the unit leader allow it."


class QuantityInvalid(Invalid):
    """The quantity of the product must be more than 0."""

    code = "tasks.quantity_invalid"
    vi = "Số lượng sản phẩm phải lớn hơn 0, không quá {most}, tối đa ba chữ số thập phân."
    en = "The quantity of the product must be more than 0, at most {most}, with at most three decimals."


class AcceptedQuantityInvalid(Invalid):
    """What is accepted lies between nothing and what was asked."""

    code = "tasks.accepted_quantity_invalid"
    vi = "Số lượng được duyệt phải lớn hơn 0 và không quá số lượng giao ({quantity})."
    en = "The accepted quantity must be more than 0 and at most what was assigned ({quantity})."


class DatesReversed(Invalid):
    """A task would start after its deadline."""

    code = "tasks.dates_reversed"
    vi = "Ngày bắt đầu {starts} sau hạn {due}; hãy sửa một trong hai."
    en = "The start {starts} is after the deadline {due}; mend one of them."


class PercentInvalid(Invalid):
    """Progress is a whole percent from 0 to 100."""

    code = "tasks.percent_invalid"
    vi = "Tiến độ phải là số nguyên từ 0 đến 100."
    en = "Progress must be a whole number from 0 to 100."


class TooManyDays(Invalid):
    """A report day by day covers a year and a month at most (our choice)."""

    code = "tasks.too_many_days"
    vi = "Báo cáo theo ngày tối đa {most} ngày; hãy chọn khoảng ngắn hơn."
    en = "A report day by day covers {most} days at most; choose fewer."


class AlreadyTakenOn(Conflict):
    """A task is taken on once by its lead."""

    code = "tasks.already_taken_on"
    vi = "Nhiệm vụ đã được nhận; hãy báo cáo tiến độ."
    en = "The task has been taken on already; report its progress."


class ReasonMissing(Invalid):
    """This step needs a sentence that says why."""

    code = "tasks.reason_missing"
    vi = "Hãy ghi rõ nội dung, lý do."
    en = "Say why, in words."


class WrongStatus(Conflict):
    """The task is not in a status that allows this step."""

    code = "tasks.wrong_status"
    vi = "Nhiệm vụ đang ở trạng thái “{status_vi}” nên chưa làm được việc này; hãy tải lại."
    en = "The task is “{status}”, which does not allow this; read it again."


class AlreadyCompleted(Conflict):
    """A task is completed once."""

    code = "tasks.already_completed"
    vi = "Nhiệm vụ đã hoàn thành; không sửa được nữa."
    en = "This task is already completed; nothing more changes."


class NotLead(Forbidden):
    """Only the lead reports on and hands in the work."""

    code = "tasks.not_lead"
    vi = "Chỉ người chủ trì mới làm được việc này."
    en = "Only the task's lead may do this."


class OwnProduct(Forbidden):
    """Nobody reviews their own work."""

    code = "tasks.own_product"
    vi = "Người chủ trì không tự duyệt sản phẩm của mình; hãy để người giao việc hoặc cấp trên duyệt."
    en = "The lead cannot review their own product; the assigner or the line above does."


class OwnTask(Forbidden):
    """Nobody moves their own deadline or cancels their own assigned task."""

    code = "tasks.own_task"
    vi = "Người chủ trì không tự gia hạn hay hủy nhiệm vụ của mình; hãy đề nghị người giao việc."
    en = "The lead cannot extend or cancel their own task; ask the assigner."


class DeliveredInFuture(Invalid):
    """A product cannot have been delivered on a day that has not come."""

    code = "tasks.delivered_in_future"
    vi = "Ngày giao sản phẩm {delivered} ở tương lai; hãy sửa lại."
    en = "The delivery day {delivered} has not come yet; mend it."


class DeliveredBeforeStart(Invalid):
    """A product cannot have been delivered before the work started."""

    code = "tasks.delivered_before_start"
    vi = "Ngày giao sản phẩm {delivered} trước ngày bắt đầu {starts}; hãy sửa lại."
    en = "The delivery day {delivered} is before the start {starts}; mend it."


class ExtensionTooLate(Conflict):
    """A deadline that has passed is not moved (domain rule: approved before the deadline)."""

    code = "tasks.extension_too_late"
    vi = "Đã quá hạn {due} nên không gia hạn được."
    en = "The deadline {due} has passed, so it cannot be moved."


class ExtensionNotLater(Invalid):
    """An extension gives more time, not less."""

    code = "tasks.extension_not_later"
    vi = "Hạn mới phải sau hạn hiện tại {due}."
    en = "The new deadline must be after the present one, {due}."
