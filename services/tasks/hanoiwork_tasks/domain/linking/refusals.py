"""What is refused about links and moves: stable codes, and sentences that say what to do."""

from hanoiwork_shared.errors import Conflict, Invalid, NotFound


class LinkedToItself(Invalid):
    """A task is linked to another."""

    code = "tasks.linked_to_itself"
    vi = "Không liên kết nhiệm vụ với chính nó; hãy chọn nhiệm vụ khác."
    en = "A task is not linked to itself; choose another."


class LinkTaken(Conflict):
    """Two tasks are linked in one way once."""

    code = "tasks.link_taken"
    vi = "Hai nhiệm vụ này đã có liên kết như vậy."
    en = "These two tasks are linked so already."


class LinkUnknown(NotFound):
    """There is no such link."""

    code = "tasks.link_unknown"
    vi = "Không có liên kết như vậy giữa hai nhiệm vụ; hãy tải lại."
    en = "The two tasks are not linked so; load them again."


class BlocksInCircle(Conflict):
    """What waits for something does not block it."""

    code = "tasks.blocks_in_circle"
    vi = "Nhiệm vụ {other} đang (qua các nhiệm vụ khác) chờ nhiệm vụ này; liên kết sẽ thành vòng. Hãy bỏ bớt liên kết."
    en = "Task {other} waits for this one, perhaps by way of others; the link would close a circle. Remove one first."


class UnderItself(Conflict):
    """A task stands neither under itself nor under one of its own parts."""

    code = "tasks.under_itself"
    vi = "Không chuyển nhiệm vụ vào chính nó hoặc vào phần việc của nó; hãy chọn nhiệm vụ khác."
    en = "A task is not moved under itself or one of its own parts; choose another."


class MovesNowhere(Invalid):
    """A move names where to."""

    code = "tasks.moves_nowhere"
    vi = "Hãy cho biết chuyển đến đâu: danh sách khác, nhiệm vụ cha khác, hoặc ra ngoài nhiệm vụ cha."
    en = "Say where it moves: another list, another whole, or out of its whole."
