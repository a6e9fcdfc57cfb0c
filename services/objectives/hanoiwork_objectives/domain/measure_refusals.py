"""What is refused about measures: their ladder, precision, waypoints, formula, and the KPIs that stand alone.

Invalid   ── LadderOutOfOrder, PrecisionOutOfBounds, ValueTooFine, WaypointsInvalid, FormulaInvalid, PartUnknown,
             CompositeCircle, KpiParentUnknown, KpiCircle, NotAStandingKpi, StandingKpi
Conflict  ── KpiCodeTaken, KpiNotUsed, MeasureInUse, MeasureArchived, NotADraft
"""

from hanoiwork_objectives.domain.refusals import Worded
from hanoiwork_shared.errors import Conflict, Invalid


class LadderOutOfOrder(Invalid):
    """A commit, target and stretch that do not go up in the good direction."""

    code = "objectives.ladder_out_of_order"
    vi = "Thang mức không đúng thứ tự: {rule_vi}."
    en = "The ladder is out of order: {rule_en}."


class PrecisionOutOfBounds(Invalid):
    """A precision that no number is kept to."""

    code = "objectives.precision_out_of_bounds"
    vi = "Độ chính xác {precision} phải từ 0 đến {most} chữ số thập phân."
    en = "The precision {precision} must be 0 to {most} decimals."


class ValueTooFine(Invalid):
    """A number with more decimals than its measure is kept to."""

    code = "objectives.value_too_fine"
    vi = "Giá trị {value} có quá nhiều chữ số thập phân; chỉ tiêu này nhận tối đa {precision}."
    en = "The value {value} has too many decimals; this measure takes at most {precision}."


class WaypointsInvalid(Invalid):
    """Intermediate targets that lead nowhere; `field` names the one at fault."""

    code = "objectives.waypoints_invalid"
    vi = "Mốc trung gian không hợp lệ: {rule_vi}."
    en = "The waypoints are not valid: {rule_en}."


class FormulaInvalid(Invalid):
    """A formula that gives no value; `field` names the part at fault."""

    code = "objectives.formula_invalid"
    vi = "Công thức không hợp lệ: {rule_vi}."
    en = "The formula is not valid: {rule_en}."


class PartUnknown(Invalid):
    """A part of a formula that is neither in its cycle nor a standing KPI."""

    code = "objectives.part_unknown"
    vi = "Không có chỉ tiêu “{key}” trong cùng chu kỳ hay trong các KPI thường xuyên để tính gộp."
    en = "There is no measure “{key}” in the same cycle or among the standing KPIs to compose."


class CompositeCircle(Invalid):
    """A composite over itself, directly or through others."""

    code = "objectives.composite_circle"
    vi = "Chỉ tiêu gộp “{measure}” được tính từ chính nó; hãy bỏ thành phần đó."
    en = "The composite “{measure}” would be computed from itself; leave that part out."


class KpiParentUnknown(Invalid):
    """A KPI above that is no KPI of the same cycle and no standing KPI."""

    code = "objectives.kpi_parent_unknown"
    vi = "Không có KPI “{key}” trong cùng chu kỳ hay trong các KPI thường xuyên để làm KPI cha."
    en = "There is no KPI “{key}” in the same cycle or among the standing KPIs to hang under."


class KpiCircle(Invalid):
    """KPIs that hang under each other in a circle."""

    code = "objectives.kpi_circle"
    vi = "KPI “{measure}” nằm dưới chính nó; hãy chọn KPI cha khác."
    en = "The KPI “{measure}” hangs under itself; give it another parent."


class NotAStandingKpi(Invalid):
    """A measure of one objective where a standing KPI is needed."""

    code = "objectives.not_a_standing_kpi"
    vi = "“{measure}” thuộc một mục tiêu; chỉ KPI thường xuyên mới dùng chung được."
    en = "“{measure}” belongs to an objective; only a standing KPI can be shared."


class StandingKpi(Invalid):
    """A standing KPI where a measure of an objective is needed."""

    code = "objectives.standing_kpi"
    vi = "“{measure}” là KPI thường xuyên, không thuộc mục tiêu nào."
    en = "“{measure}” is a standing KPI and belongs to no objective."


class KpiCodeTaken(Conflict):
    """A code that another standing KPI has."""

    code = "objectives.kpi_code_taken"
    vi = "Mã “{key}” đã có trong các KPI thường xuyên; hãy chọn mã khác."
    en = "The code “{key}” is taken among the standing KPIs; choose another."


class KpiNotUsed(Conflict):
    """A KPI that the objective does not use."""

    code = "objectives.kpi_not_used"
    vi = "Mục tiêu “{objective}” không dùng KPI “{measure}”."
    en = "The objective “{objective}” does not use the KPI “{measure}”."


class MeasureInUse(Conflict):
    """A measure put away or moved while something still lives from it."""

    code = "objectives.measure_in_use"
    vi = "Còn {count} mục tiêu, chỉ tiêu hoặc nhiệm vụ gắn với “{measure}”; hãy gỡ chúng trước."
    en = "{count} objectives, measures or tasks still hang on “{measure}”; detach them first."


class MeasureArchived(Conflict):
    """A measure that was put away."""

    code = "objectives.measure_archived"
    vi = "Chỉ tiêu “{measure}” đã lưu trữ; không thay đổi được nữa."
    en = "The measure “{measure}” is archived; it cannot be changed any more."


class NotADraft(Worded, Conflict):
    """A measure to be taken off an objective that is no draft any more."""

    code = "objectives.not_a_draft"
    vi = "Mục tiêu “{objective}” đang ở trạng thái {status}; chỉ bỏ được chỉ tiêu của bản nháp."
    en = "The objective “{objective}” is {status}; only a draft can lose a measure."
