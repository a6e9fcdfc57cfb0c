"""What scoring itself refuses: broken or missing rule packs, and what is wrong in a case file.

`where` is the path of the value in the file, with the task's code where there is one: tasks[1] (OKR-2).points.
"""

from hanoiwork_shared.errors import Invalid


class PackBroken(Invalid):
    """A rule pack whose numbers do not fit together is not used at all."""

    code = "evaluation.rule_pack_broken"
    vi = "Bộ quy tắc “{pack}” không dùng được: {reason}."
    en = "Rule pack “{pack}” cannot be used: {reason}."


class PackRepeated(Invalid):
    """Two packs would answer for the same name or the same day."""

    code = "evaluation.rule_pack_repeated"
    vi = "Bộ quy tắc “{pack}” và “{other}” trùng {what}; hãy gỡ một bộ."
    en = "Rule packs “{pack}” and “{other}” share one {what}; remove one of them."


class PackUnknown(Invalid):
    """No pack has that code."""

    code = "evaluation.rule_pack_unknown"
    vi = "Không có bộ quy tắc “{pack}”; hiện có: {known}."
    en = "There is no rule pack “{pack}”; there are: {known}."


class NoPack(Invalid):
    """No pack was in force yet on that day."""

    code = "evaluation.no_rule_pack"
    vi = "Ngày {day} chưa có bộ quy tắc nào có hiệu lực."
    en = "No rule pack was in force on {day}."


class NoCases(Invalid):
    """A file with nothing to score."""

    code = "evaluation.no_cases"
    vi = "Tệp không có trường hợp nào để tính điểm."
    en = "The file holds no case to score."


class WrongType(Invalid):
    """A value of another kind than the field takes."""

    code = "evaluation.wrong_type"
    vi = "{where} phải là {expected_vi}."
    en = "{where} must be {expected}."


class NotANumber(Invalid):
    """Not an exact finite number: text, true/false, NaN, infinity or a binary float."""

    code = "evaluation.not_a_number"
    vi = "{where} phải là một số chính xác, hữu hạn."
    en = "{where} must be an exact, finite number."


class OutOfRange(Invalid):
    """A number outside what the field allows."""

    code = "evaluation.out_of_range"
    vi = "{where} phải từ {lowest} đến {highest}."
    en = "{where} must be from {lowest} to {highest}."


class TooPrecise(Invalid):
    """More decimals than anything is counted in."""

    code = "evaluation.too_precise"
    vi = "{where} có quá nhiều chữ số thập phân; tối đa {decimals}."
    en = "{where} has too many decimals; {decimals} at most."


class NotWhole(Invalid):
    """A count is a whole number."""

    code = "evaluation.not_whole"
    vi = "{where} phải là số nguyên."
    en = "{where} must be a whole number."


class UnknownField(Invalid):
    """A field that nothing reads, most often a typing error."""

    code = "evaluation.unknown_field"
    vi = "Không có trường {where}; hãy bỏ hoặc sửa tên."
    en = "There is no field {where}; remove it or correct its name."


class MissingField(Invalid):
    """A field that scoring needs."""

    code = "evaluation.missing_field"
    vi = "Thiếu {where}."
    en = "{where} is missing."


class UnknownChoice(Invalid):
    """A value that is not one of those the field takes."""

    code = "evaluation.unknown_choice"
    vi = "{where} phải là một trong: {allowed}."
    en = "{where} must be one of: {allowed}."


class TextLength(Invalid):
    """A text says something, and not too much."""

    code = "evaluation.text_length"
    vi = "{where} phải có từ 1 đến {longest} ký tự."
    en = "{where} must have 1 to {longest} characters."


class TaskRepeated(Invalid):
    """A task is scored once."""

    code = "evaluation.duplicate_task"
    vi = "{where} lặp lại mã nhiệm vụ “{task}”; mỗi nhiệm vụ chỉ tính một lần."
    en = "{where} repeats the task code “{task}”; a task is scored once."


class AcceptedBeyondQuantity(Invalid):
    """No more is accepted than was assigned."""

    code = "evaluation.accepted_beyond_quantity"
    vi = "{where} vượt số lượng được giao {highest}."
    en = "{where} is beyond the assigned quantity of {highest}."


class WaivedBeyondLate(Invalid):
    """No more days are waived than were late."""

    code = "evaluation.waived_beyond_late"
    vi = "{where} vượt số ngày chậm {highest}."
    en = "{where} is beyond the {highest} late days."


class CompletionContradicted(Invalid):
    """A task counted in full is completed; one that is completed is counted."""

    code = "evaluation.completion_contradicted"
    vi = "{where} không khớp với số lượng được nghiệm thu."
    en = "{where} contradicts the accepted quantity."


class GeneralOutOfRange(Invalid):
    """General points are within the pack's maximum."""

    code = "evaluation.general_out_of_range"
    vi = "{where} phải từ 0 đến {highest} điểm."
    en = "{where} must be from 0 to {highest} points."


class BadDate(Invalid):
    """A day is written year-month-day."""

    code = "evaluation.bad_date"
    vi = "{where} phải là ngày có thật, dạng 2026-06-24."
    en = "{where} must be a real day, written as 2026-06-24."


class PeriodReversed(Invalid):
    """A period ends after it begins."""

    code = "evaluation.period_reversed"
    vi = "{where}: ngày kết thúc trước ngày bắt đầu."
    en = "{where}: it ends before it begins."


class LeaderTermsMissing(Invalid):
    """A leader has six terms, of which three cannot be read from the tasks."""

    code = "evaluation.leader_terms_missing"
    vi = "{where}: điểm của lãnh đạo cần mục leader với unit_result."
    en = "{where}: a leader's score needs the object leader with unit_result."
