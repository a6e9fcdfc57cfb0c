"""What this service refuses in periods, runs and sheets; refusals of scoring itself stand in `rules.refusals`."""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound


class PeriodMalformed(Invalid):
    """A period code is a year and a month."""

    code = "evaluation.period_malformed"
    vi = "Mã kỳ “{period}” không đúng; hãy viết năm và tháng, ví dụ 2026-06."
    en = "“{period}” is not a period code; write a year and a month, as in 2026-06."


class PeriodExists(Conflict):
    """A month is opened once."""

    code = "evaluation.period_exists"
    vi = "Kỳ {period} đã được mở; hãy dùng kỳ đó."
    en = "Period {period} is already open; use it."


class PeriodNotFound(NotFound):
    """Nobody opened that month."""

    code = "evaluation.period_not_found"
    vi = "Chưa có kỳ {period}; hãy mở kỳ trước."
    en = "There is no period {period}; open it first."


class PeriodIsClosed(Conflict):
    """A closed month is locked."""

    code = "evaluation.period_closed"
    vi = "Kỳ {period} đã đóng; phiếu của kỳ này không sửa được nữa."
    en = "Period {period} is closed; its sheets can no longer be changed."


class PeriodNotOver(Conflict):
    """A sheet freezes its task lines, so it is handed in when nothing more can become due."""

    code = "evaluation.period_not_over"
    vi = "Kỳ {period} kéo dài đến hết ngày {ends}; hãy nộp phiếu sau ngày đó."
    en = "Period {period} runs until the end of {ends}; submit the sheet after that day."


class PeriodGap(Conflict):
    """The months that are opened share no day, and two neighbouring ones leave none out."""

    code = "evaluation.period_gap"
    vi = (
        "Kỳ {period} ({starts} – {ends}) chồng hoặc hở ngày với kỳ {other} ({other_starts} – {other_ends});"
        " hãy sửa ngày đầu kỳ trong bộ quy tắc."
    )
    en = (
        "Period {period} ({starts} to {ends}) overlaps period {other} ({other_starts} to {other_ends}) or leaves days"
        " out; mend the first day in its rule pack."
    )


class SheetNotFound(NotFound):
    """No such sheet, or not for this person to know of."""

    code = "evaluation.sheet_not_found"
    vi = "Không tìm thấy phiếu đánh giá của “{person}” trong kỳ {period}."
    en = "There is no sheet of “{person}” in period {period}."


class UnitNotFound(NotFound):
    """No such unit, or not for this person to see results of."""

    code = "evaluation.unit_not_found"
    vi = "Không tìm thấy đơn vị “{unit}”."
    en = "There is no unit “{unit}”."


class PersonNotFound(NotFound):
    """No such person, or not for this person to see results of."""

    code = "evaluation.person_not_found"
    vi = "Không tìm thấy kết quả của “{person}”."
    en = "There are no results of “{person}”."


class OwnSheet(Forbidden):
    """Nobody decides on their own sheet."""

    code = "evaluation.own_sheet"
    vi = "Bạn không thể chấm, duyệt hay trả lại phiếu của chính mình; hãy để cấp trên thực hiện."
    en = "You cannot review, approve or return your own sheet; leave it to your superior."


class WrongStatus(Conflict):
    """The sheet is at another step of its way."""

    code = "evaluation.wrong_status"
    vi = "Phiếu đang ở bước “{status_vi}”; việc này chỉ làm được ở bước: {allowed_vi}."
    en = "The sheet is “{status}”; this can only be done when it is: {allowed}."


class FiguresMoved(Conflict):
    """The person saw other figures than would be frozen now."""

    code = "evaluation.figures_moved"
    vi = (
        "Số liệu nhiệm vụ đã đổi: nay khối lượng {quantity}, chất lượng {quality}, tiến độ {progress} điểm;"
        " hãy xem lại phiếu rồi nộp."
    )
    en = (
        "The task figures have moved: now quantity {quantity}, quality {quality}, progress {progress} points;"
        " read the sheet again, then submit."
    )


class ReasonMissing(Invalid):
    """A return says why."""

    code = "evaluation.reason_missing"
    vi = "Hãy nêu lý do trả lại phiếu."
    en = "Say why the sheet is returned."


class RowUnknown(Invalid):
    """The form has no such row."""

    code = "evaluation.row_unknown"
    vi = "Mẫu không có mục {row}; hãy bỏ mục này."
    en = "The form has no row {row}; leave it out."


class RowMissing(Invalid):
    """Every row of the form is scored."""

    code = "evaluation.row_missing"
    vi = "Mục {row} chưa có điểm; hãy chấm từ 0 đến {maximum}."
    en = "Row {row} has no score; give 0 to {maximum}."


class RowRepeated(Invalid):
    """A row is scored once."""

    code = "evaluation.row_repeated"
    vi = "Mục {row} được chấm nhiều lần; hãy giữ một điểm."
    en = "Row {row} is scored more than once; keep one score."


class RowBeyondMaximum(Invalid):
    """A row has a maximum."""

    code = "evaluation.row_beyond_maximum"
    vi = "Mục {row} được {score} điểm, vượt mức tối đa {maximum}."
    en = "Row {row} has {score} points, beyond its maximum of {maximum}."


class RowBelowZero(Invalid):
    """A score is not negative."""

    code = "evaluation.row_below_zero"
    vi = "Mục {row} có điểm âm ({score}); hãy chấm từ 0 đến {maximum}."
    en = "Row {row} has a negative score ({score}); give 0 to {maximum}."


class RowTooPrecise(Invalid):
    """A score has at most two decimals."""

    code = "evaluation.row_too_precise"
    vi = "Mục {row} có điểm {score}; chỉ ghi tối đa hai chữ số thập phân."
    en = "Row {row} has {score} points; write two decimals at most."


class NotALeader(Invalid):
    """Organising and uniting are scored for leaders only."""

    code = "evaluation.not_a_leader"
    vi = "Chỉ phiếu của lãnh đạo mới có điểm tổ chức và đoàn kết; hãy bỏ hai mục này."
    en = "Only a leader's sheet has the terms organising and uniting; leave them out."


class SubordinatesNotFinal(Conflict):
    """A leader's unit result needs every managed sheet to be final."""

    code = "evaluation.subordinates_not_final"
    vi = "Còn {count} phiếu của cấp dưới chưa được duyệt; hãy duyệt xong trước phiếu của lãnh đạo."
    en = "{count} sheets of managed staff are not approved yet; approve them before the leader's."


class ChunkLost(Conflict):
    """A worker kept its part of a run for too long and another has it."""

    code = "evaluation.chunk_lost"
    vi = "Phần {number} của lượt chạy {run} đã giao cho tiến trình khác; kết quả muộn bị bỏ."
    en = "Part {number} of run {run} was given to another worker; the late result is dropped."


class PeriodsForbidden(Forbidden):
    """Periods and runs belong to the operator and the city's office."""

    code = "evaluation.periods_forbidden"
    vi = "Chỉ người vận hành hoặc Văn phòng Thành phố được mở, đóng kỳ và chạy đánh giá."
    en = "Only an operator or the city's office may open or close periods and start runs."
