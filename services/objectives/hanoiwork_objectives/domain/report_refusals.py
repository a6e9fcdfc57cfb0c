"""What is refused of reports, their acknowledgement, feeds, and questions about earlier days.

Invalid   ── CheckInTooLate, EvidenceNotALink, TooManyCheckIns, SourceKeyReused, DayInFuture, DaysReversed
Forbidden ── OwnCheckIn
Conflict  ── AlreadyAcknowledged
"""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid


class CheckInTooLate(Invalid):
    """A value for a day after the objective's period."""

    code = "objectives.check_in_too_late"
    vi = "Ngày {on} sau khi mục tiêu kết thúc ({ends}); hãy chọn ngày trong kỳ."
    en = "The day {on} is after the objective ends ({ends}); choose a day of its period."


class EvidenceNotALink(Invalid):
    """Evidence that nobody can open."""

    code = "objectives.evidence_not_a_link"
    vi = "Minh chứng phải là một địa chỉ http(s) đầy đủ, tối đa {most} ký tự, không kèm mật khẩu."
    en = "Evidence must be a whole http(s) link of at most {most} characters, without a password."


class TooManyCheckIns(Invalid):
    """More check-ins at once than one transaction should carry."""

    code = "objectives.too_many_check_ins"
    vi = "Có {count} báo cáo; mỗi lần gửi tối đa {most}, hãy chia nhỏ."
    en = "{count} check-ins; send at most {most} at once, in parts."


class SourceKeyReused(Invalid):
    """A system sent something else under a key that it used before."""

    code = "objectives.source_key_reused"
    vi = "Khóa nguồn “{key}” đã dùng cho nội dung khác; hãy dùng khóa mới."
    en = "The source key “{key}” was used for something else; use a new one."


class OwnCheckIn(Forbidden):
    """A check-in acknowledged by the one who made it."""

    code = "objectives.own_check_in"
    vi = "Bạn không thể tự xác nhận báo cáo của mình; người rà soát sẽ xác nhận."
    en = "You cannot acknowledge your own check-in; its reviewer does."


class AlreadyAcknowledged(Conflict):
    """A check-in acknowledged before."""

    code = "objectives.already_acknowledged"
    vi = "Báo cáo này đã được xác nhận."
    en = "This check-in has been acknowledged already."


class DayInFuture(Invalid):
    """A question about a day that has not come."""

    code = "objectives.day_in_future"
    vi = "Ngày {day} chưa đến; chỉ xem được đến hôm nay {today}."
    en = "The day {day} has not come; ask up to today, {today}."


class DaysReversed(Invalid):
    """A question about two days in the wrong order."""

    code = "objectives.days_reversed"
    vi = "Ngày bắt đầu {from_day} sau ngày kết thúc {to_day}; hãy đổi lại hai ngày."
    en = "The first day {from_day} is after the last {to_day}; swap the two."
