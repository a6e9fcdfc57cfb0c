"""What this service refuses, with stable codes; each sentence says what to do.

Invalid   ── AmountOutOfBounds, TargetContradictsDirection, WeightNotPositive, PeriodReversed, CycleLabel,
             ParentAmbiguous, ParentUnknown, Circle, UnitUnknown, PersonUnknown, ValueNotWhole,
             CheckInInFuture, CheckInTooEarly, ConfidenceOutOfBounds, NotASourceOfCheckIns,
             CorrectionUnknown, DocumentInvalid, DuplicateCode
Conflict  ── UnitClosed, CodeTaken, NotChangeable, WrongStatus, NotActive, HasLiveChildren, AlreadyCorrected

Those of an objective's people and of its life are in `life_refusals`.
"""

from typing import ClassVar

from hanoiwork_shared.errors import Conflict, Invalid, NotFound

VIETNAMESE = {
    "draft": "bản nháp",
    "submitted": "chờ phê duyệt",
    "approved": "đã phê duyệt",
    "active": "đang thực hiện",
    "closed": "đã đóng",
    "archived": "đã lưu trữ",
    "restored": "khôi phục",
    "children": "các mục tiêu con",
    "tasks": "các nhiệm vụ",
    "formula": "công thức",
}
"""The words of the API that stand inside a sentence."""


class Worded:
    """Makes a refusal say the words of the API in the reader's language."""

    vi: ClassVar[str]
    en: ClassVar[str]
    details: dict[str, object]

    def message(self, locale: str = "vi") -> str:
        """The sentence for a person, in `locale`."""
        if locale == "en":
            return self.en.format(**self.details)
        return self.vi.format(**{name: VIETNAMESE.get(str(value), value) for name, value in self.details.items()})


class AmountOutOfBounds(Invalid):
    """A number too large or too fine for any goal of a city."""

    code = "objectives.amount_out_of_bounds"
    vi = "Số {amount} vượt giới hạn; hãy dùng tối đa 18 chữ số phần nguyên và 6 chữ số thập phân."
    en = "The number {amount} is out of bounds; use at most 18 whole digits and 6 decimals."


class TargetContradictsDirection(Invalid):
    """A target that its direction cannot be measured by; `field` names the part at fault."""

    code = "objectives.target_contradicts_direction"
    vi = "Chỉ tiêu không khớp với hướng “{direction}”: {rule_vi}."
    en = "The target contradicts the direction “{direction}”: {rule_en}."


class WeightNotPositive(Invalid):
    """A weight of nothing or less."""

    code = "objectives.weight_not_positive"
    vi = "Trọng số {weight} phải lớn hơn 0."
    en = "The weight {weight} must be greater than 0."


class PeriodReversed(Invalid):
    """A period that ends before it starts."""

    code = "objectives.period_reversed"
    vi = "Kỳ kết thúc {ends} trước khi bắt đầu {starts}; hãy đổi lại hai ngày."
    en = "The period ends {ends} before it starts {starts}; swap the two days."


class CycleLabel(Invalid):
    """A cycle that is not a year."""

    code = "objectives.cycle_label"
    vi = "Chu kỳ “{cycle}” phải là một năm, ví dụ “2026”."
    en = "The cycle “{cycle}” must be a year such as “2026”."


class ParentAmbiguous(Invalid):
    """Both a parent objective and a parent key result were named."""

    code = "objectives.parent_ambiguous"
    vi = "Chỉ chọn một: mục tiêu cha hoặc kết quả then chốt cha."
    en = "Name one of the two: a parent objective or a parent key result."


class ParentUnknown(Invalid):
    """A parent that is not in this cycle, neither in the file nor in the database."""

    code = "objectives.parent_unknown"
    vi = "Không tìm thấy “{key}” trong chu kỳ {cycle} để gắn vào; hãy kiểm tra mã cha."
    en = "There is no “{key}” in the cycle {cycle} to hang on; check the parent's code."


class Circle(Invalid):
    """Objectives that hang on each other in a circle."""

    code = "objectives.cycle"
    vi = "Mục tiêu “{objective}” nằm dưới chính nó; hãy đổi mục tiêu cha."
    en = "The objective “{objective}” hangs under itself; give it another parent."


class UnitUnknown(Invalid):
    """A unit that the directory has not made known here."""

    code = "objectives.unit_unknown"
    vi = "Không có đơn vị “{key}”; hãy nhập danh mục đơn vị trước hoặc kiểm tra mã."
    en = "There is no unit “{key}”; import the units first or check the code."


class UnitClosed(Conflict):
    """A unit that is closed or was merged gets nothing new."""

    code = "objectives.unit_closed"
    vi = "Đơn vị “{key}” đã đóng hoặc đã sáp nhập; hãy chọn đơn vị đang hoạt động, chẳng hạn đơn vị tiếp nhận."
    en = "The unit “{key}” is closed or was merged; choose one that is open, such as the one that took over."


class PersonUnknown(Invalid):
    """An owner that the directory has not made known here."""

    code = "objectives.person_unknown"
    vi = "Không có người “{key}”; hãy nhập danh sách cán bộ trước hoặc kiểm tra mã."
    en = "There is no person “{key}”; import the people first or check the code."


class ValueNotWhole(Invalid):
    """A counted value that is not a whole number in its range."""

    code = "objectives.value_not_whole"
    vi = "Giá trị {value} phải là số nguyên không âm{limit_vi}."
    en = "The value {value} must be a whole number from 0{limit_en}."


class CheckInInFuture(Invalid):
    """A value for a day that has not come."""

    code = "objectives.check_in_in_future"
    vi = "Ngày {on} chưa đến; chỉ báo cáo đến hôm nay {today}."
    en = "The day {on} has not come; report up to today, {today}."


class CheckInTooEarly(Invalid):
    """A value for a day before the objective's period."""

    code = "objectives.check_in_too_early"
    vi = "Ngày {on} trước khi mục tiêu bắt đầu ({starts}); hãy chọn ngày trong kỳ."
    en = "The day {on} is before the objective starts ({starts}); choose a day of its period."


class ConfidenceOutOfBounds(Invalid):
    """A confidence outside 0 to 10."""

    code = "objectives.confidence_out_of_bounds"
    vi = "Mức tin cậy {confidence} phải từ 0 đến 10."
    en = "The confidence {confidence} must be from 0 to 10."


class NotASourceOfCheckIns(Worded, Invalid):
    """A check-in on a measure that its tasks or child objectives move."""

    code = "objectives.source_not_check_ins"
    vi = "“{measure}” được tính từ {source}, không nhận báo cáo giá trị."
    en = "“{measure}” is moved by its {source} and takes no check-ins."


class CorrectionUnknown(Invalid):
    """A correction of a check-in that this measure does not have."""

    code = "objectives.correction_unknown"
    vi = "Chỉ tiêu này không có lần báo cáo “{key}” để đính chính."
    en = "This measure has no check-in “{key}” to correct."


class DocumentInvalid(Invalid):
    """A part of the file without the shape it must have; `field` is its path."""

    code = "objectives.document_invalid"
    vi = "{path}: {rule_vi}."
    en = "{path}: {rule_en}."


class DuplicateCode(Invalid):
    """A code used twice in one file."""

    code = "objectives.duplicate_code"
    vi = "Mã “{key}” đã dùng tại {first}; mỗi mã chỉ dùng một lần trong chu kỳ."
    en = "The code “{key}” is already used at {first}; use each code once in a cycle."


class CodeTaken(Conflict):
    """A code that another objective or measure of the cycle has."""

    code = "objectives.code_taken"
    vi = "Mã “{key}” đã có trong chu kỳ {cycle}; hãy chọn mã khác."
    en = "The code “{key}” is taken in the cycle {cycle}; choose another."


class NotChangeable(Worded, Conflict):
    """An objective that is being decided about, was approved, or is closed or archived, and is to be changed."""

    code = "objectives.not_changeable"
    vi = "Mục tiêu “{objective}” ở trạng thái {status}; không thay đổi được."
    en = "The objective “{objective}” is {status}; it cannot be changed."


class WrongStatus(Worded, Conflict):
    """A step that an objective in this status cannot take."""

    code = "objectives.wrong_status"
    vi = "Mục tiêu “{objective}” đang ở trạng thái {status}, không chuyển sang {wanted} được."
    en = "The objective “{objective}” is {status} and cannot become {wanted}."


class NotActive(Worded, Conflict):
    """A check-in on an objective that is not under way."""

    code = "objectives.not_active"
    vi = "Mục tiêu “{objective}” đang ở trạng thái {status}; chỉ mục tiêu đang thực hiện mới nhận báo cáo."
    en = "The objective “{objective}” is {status}; only an active objective takes check-ins."


class HasLiveChildren(Conflict):
    """An objective put away while others still hang under it."""

    code = "objectives.has_live_children"
    vi = "Còn {count} mục tiêu con dưới “{objective}”; hãy lưu trữ hoặc chuyển chúng trước."
    en = "{count} objectives still hang under “{objective}”; archive or move them first."


class AlreadyCorrected(Conflict):
    """A correction of a check-in that was corrected before."""

    code = "objectives.already_corrected"
    vi = "Lần báo cáo này đã được đính chính; hãy đính chính bản mới nhất “{newer}”."
    en = "This check-in has been corrected already; correct the newest one, “{newer}”."


def objective_not_found(key: str, *, field: str) -> NotFound:
    """Say that there is no objective of this code or identifier."""
    return NotFound(field=field, what="objective", what_vi="mục tiêu", key=key)


def measure_not_found(key: str, *, field: str) -> NotFound:
    """Say that there is no measure of this code or identifier."""
    return NotFound(field=field, what="measure", what_vi="chỉ tiêu", key=key)
