"""What is refused in a file that is loaded; `field` is the path of the place at fault, such as plans[0].code."""

from hanoiwork_shared.errors import Conflict, Invalid


class FieldUnknown(Invalid):
    """The file has a field nobody reads: most likely a misspelt one."""

    code = "tasks.field_unknown"
    vi = "Không có trường “{name}”; hãy bỏ đi hoặc sửa tên."
    en = "There is no field “{name}”; remove it or mend its name."


class FieldMissing(Invalid):
    """A field that must be there is not."""

    code = "tasks.field_missing"
    vi = "Thiếu trường “{name}”."
    en = "The field “{name}” is missing."


class FieldInvalid(Invalid):
    """A field is there but is not what it should be."""

    code = "tasks.field_invalid"
    vi = "Giá trị không hợp lệ; cần {wanted_vi}."
    en = "The value is not valid; {wanted} is wanted."


class CodeRepeated(Invalid):
    """The same code twice in one file."""

    code = "tasks.code_repeated"
    vi = "Mã “{key}” bị lặp trong tệp; hãy giữ một."
    en = "The code “{key}” appears twice in the file; keep one."


class DeadlineInvalid(Invalid):
    """A deadline is a day, a month or a quarter."""

    code = "tasks.deadline_invalid"
    vi = "Hạn “{text}” không hợp lệ; hãy ghi 31/12/2026, tháng 12/2026 hoặc Quý IV/2026."
    en = "The deadline “{text}” is not valid; write 2026-12-31, 12/2026 or Q4/2026; there are 12 months and 4 quarters."


class LateDaysInvalid(Invalid):
    """Days late are a whole number, not negative."""

    code = "tasks.late_days_invalid"
    vi = "Số ngày chậm phải là số nguyên từ 0 đến {most}."
    en = "Days late must be a whole number from 0 to {most}."


class QualityFailuresInvalid(Invalid):
    """Quality failures are a whole number, not negative."""

    code = "tasks.quality_failures_invalid"
    vi = "Số lần lỗi chất lượng phải là số nguyên từ 0 đến {most}."
    en = "Quality failures must be a whole number from 0 to {most}."


class RecordDiffers(Conflict):
    """A record with this person and code is there already and says something else."""

    code = "tasks.record_differs"
    vi = "Nhiệm vụ “{key}” của người này đã được ghi nhận với nội dung khác; hãy dùng mã khác."
    en = "The task “{key}” of this person is on record with other values; use another code."
