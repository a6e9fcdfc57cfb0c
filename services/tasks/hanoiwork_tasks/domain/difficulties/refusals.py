"""What is refused about difficulties: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound


class DifficultyUnknown(NotFound):
    """No difficulty has this id."""

    code = "tasks.difficulty_unknown"
    vi = "Không có khó khăn, vướng mắc “{key}”; hãy chọn trong nhiệm vụ."
    en = "There is no difficulty “{key}”; choose one of the task's."


class SubjectAmbiguous(Invalid):
    """A difficulty stands in the way of one thing."""

    code = "tasks.subject_ambiguous"
    vi = "Hãy chọn một trong hai: nhiệm vụ, hoặc KR/KPI đang gặp khó khăn."
    en = "Name one of the two: a task, or the measure that something stands in the way of."


class DifficultyState(Conflict):
    """A step that a difficulty's state does not allow."""

    code = "tasks.difficulty_state"
    vi = "Khó khăn, vướng mắc này đang ở trạng thái “{state}” nên không làm được việc này; hãy tải lại."
    en = "This difficulty is {state}, which does not allow that; load it again."


class NotTheRaiser(Forbidden):
    """Only whoever raised a difficulty says whether it is solved."""

    code = "tasks.not_the_raiser"
    vi = "Chỉ người nêu khó khăn mới xác nhận đã giải quyết, mở lại hoặc rút."
    en = "Only whoever raised the difficulty confirms, reopens or withdraws it."


class RespondByPast(Invalid):
    """An answer is asked for by a day to come."""

    code = "tasks.respond_by_past"
    vi = "Ngày cần trả lời phải sau hôm nay {today}."
    en = "The day to answer by must be after today, {today}."


class OwedAlready(Invalid):
    """A difficulty is passed on to another unit."""

    code = "tasks.owed_already"
    vi = "Đơn vị này đang phải trả lời; hãy chọn đơn vị khác."
    en = "This unit owes the answer already; choose another."


class NobodyAbove(Conflict):
    """There is no unit above the one that was asked last."""

    code = "tasks.nobody_above"
    vi = "Đã báo cáo đến cấp cao nhất; không còn cấp trên để báo cáo."
    en = "The top has been asked already; there is no unit above."
