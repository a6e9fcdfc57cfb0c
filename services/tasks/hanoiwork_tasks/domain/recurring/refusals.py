"""What is refused about recurring tasks: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Invalid, NotFound


class RecurrenceUnknown(NotFound):
    """There is no such recurring task."""

    code = "tasks.recurrence_unknown"
    vi = "Không có nhiệm vụ định kỳ “{key}”; hãy chọn trong danh sách."
    en = "There is no recurring task “{key}”; choose one of the list."


class RuleInvalid(Invalid):
    """A rule of RFC 5545 for days."""

    code = "tasks.rule_invalid"
    vi = "Quy tắc lặp “{rule}” sai; hãy viết theo RFC 5545, ví dụ FREQ=MONTHLY;BYMONTHDAY=5, không dày hơn hằng ngày."
    en = "The rule “{rule}” is wrong; write it by RFC 5545, such as FREQ=MONTHLY;BYMONTHDAY=5, daily at the most."


class RuleAmbiguous(Invalid):
    """Either a rule or a working day."""

    code = "tasks.rule_ambiguous"
    vi = "Hãy cho một trong hai: quy tắc lặp, hoặc ngày làm việc đầu tiên hay cuối cùng."
    en = "Give one of the two: a rule, or the first or last working day."


class NeverEnds(Invalid):
    """A recurrence ends within some years."""

    code = "tasks.recurrence_never_ends"
    vi = "Nhiệm vụ định kỳ phải có ngày kết thúc trong vòng {years} năm: hãy cho ngày cuối, UNTIL hoặc COUNT."
    en = "A recurring task must end within {years} years: give a last day, UNTIL or COUNT."


class NeverFires(Invalid):
    """A recurrence has at least one day."""

    code = "tasks.recurrence_never_fires"
    vi = "Từ ngày bắt đầu đến ngày kết thúc, quy tắc này không rơi vào ngày nào; hãy sửa quy tắc hoặc thời hạn."
    en = "Between its start and its end this rule falls on no day; mend the rule or the dates."


class StartInvalid(Invalid):
    """Something begins to recur in a year that people plan for."""

    code = "tasks.recurrence_start_invalid"
    vi = "Ngày bắt đầu phải trong các năm từ {first} đến {last}; hãy sửa lại."
    en = "The first day must be in the years {first} to {last}; mend it."


class EndsBeforeStart(Invalid):
    """A recurrence ends on the day it starts or later."""

    code = "tasks.recurrence_ends_before_start"
    vi = "Ngày kết thúc {ends} trước ngày bắt đầu {starts}; hãy sửa lại."
    en = "It ends on {ends}, before it starts on {starts}; mend the dates."


class DaysToDoInvalid(Invalid):
    """How long the work of one occurrence may take."""

    code = "tasks.days_to_do_invalid"
    vi = "Số ngày thực hiện là từ 0 đến {most}."
    en = "The days to do the work are 0 to {most}."


class EveryMonthsInvalid(Invalid):
    """Every how many months a working day counts; quarters and years count one by one."""

    code = "tasks.every_months_invalid"
    vi = "Số tháng giữa hai lần là từ 1 đến 12; với quý hoặc năm thì bỏ trống."
    en = "The months from one time to the next are 1 to 12; leave them out for quarters and years."


class RecurrenceState(Conflict):
    """A step that the state of a recurring task does not allow."""

    code = "tasks.recurrence_state"
    vi = "Nhiệm vụ định kỳ này đang ở trạng thái “{state}” nên không làm được việc này; hãy tải lại."
    en = "This recurring task is {state}, which does not allow that; load it again."


class NoOccurrence(Invalid):
    """Only a day to come that no task was made for is left out."""

    code = "tasks.no_occurrence"
    vi = "Ngày {day} không phải là ngày sắp tới chưa tạo nhiệm vụ; hãy chọn trong các ngày sắp tới."
    en = "{day} is no day to come for which no task was made yet; choose one of the days to come."
