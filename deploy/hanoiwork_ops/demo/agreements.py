"""What the division's people agreed about their tasks: later deadlines, waived lateness, a hand-over, difficulties."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hanoiwork_ops.demo.accounts import account_of, colleagues
from hanoiwork_ops.demo.desk import Desk, Order
from hanoiwork_ops.demo.places import HEAD, UNIT, Lists
from hanoiwork_ops.demo.tasks import State, Task, written_down

DIRECTOR = "giamdoc.skhcn"
TASKS = (
    ("CDS-TT1", "Khảo sát hạ tầng mạng các phường", "Báo cáo khảo sát", 4, State.TODO),
    ("CDS-TT2", "Chuẩn hóa danh mục thủ tục hành chính", "Danh mục", 5, State.TODO),
    ("CDS-TT3", "Khôi phục hệ thống sau mưa bão", "Biên bản khôi phục", -9, State.SUBMITTED),
    ("CDS-TT4", "Số hóa hồ sơ lưu trữ", "Hồ sơ số", 9, State.TODO),
    ("CDS-TT5", "Kết nối cơ sở dữ liệu đất đai", "Kết nối", 8, State.STARTED),
)
"""Code, title, product, days to the deadline, state; all led by the first colleague."""


def agreements(desk: Desk, today: date, *, lists: Lists) -> None:
    """Write the tasks down and let people agree about them; nothing is asked about a deadline that has passed."""
    giver, receiver = colleagues()[:2]
    tasks = [_task(*row, lead=giver, lists=lists) for row in TASKS]
    for task in tasks:
        desk.carry_out(written_down(task, today))
    extended, asked, late, handed, difficult = tasks
    desk.carry_out(_waived(late, today))
    if extended.due(today) >= today:
        desk.do(_order(account_of(giver), "acceptAssignment", extended))
        _extended(desk, extended, today)
        desk.do(_asked(asked, today))
        _handed_over(desk, handed, to=receiver)
    _difficulties(desk, difficult)


def _task(code: str, title: str, product: str, due_in: int, state: State, *, lead: str, lists: Lists) -> Task:
    return Task(
        code=code, title=title, product=product, by=HEAD, unit=UNIT, lead=lead, due_in=due_in, points=10,
        state=state, serves={"measure": "O2-P-KR1", "list": lists.routine},
    )  # fmt: skip


def _asked(task: Task, today: date) -> Order:
    later = {"due": (task.due(today) + timedelta(days=7)).isoformat(), "reason": "Chờ đơn vị phối hợp gửi số liệu"}
    return _order(account_of(task.lead or ""), "askExtension", task, **later)


def _extended(desk: Desk, task: Task, today: date) -> None:
    made = desk.do(_asked(task, today), wanted="extension { id }")
    desk.do(_answer(HEAD, "grantExtension", task, extension=made["extension"]["id"]))


def _waived(task: Task, today: date) -> Iterator[Order]:
    """Handed over three days late, two of them because of a storm."""
    due = task.due(today)
    yield _order(HEAD, "acceptTask", task, deliveredOn=(due + timedelta(days=3)).isoformat())
    ground = {"reason": "Mất điện do bão", "evidence": "Thông báo của điện lực", "authority": "Trưởng phòng"}
    decided = (due + timedelta(days=4)).isoformat()
    yield _order(HEAD, "waiveLateness", task, days=2, decidedOn=decided, **ground)


def _handed_over(desk: Desk, task: Task, *, to: str) -> None:
    proposal = {"person": to, "keptPoints": "4", "reason": "Chuyển sang tổ công tác khác"}
    order = _order(account_of(task.lead or ""), "proposeHandOver", task, **proposal)
    made = desk.do(order, wanted="handOver { id }")["handOver"]["id"]
    for account in (account_of(to), HEAD):
        desk.do(_answer(account, "agreeToHandOver", task, handOver=made))


def _difficulties(desk: Desk, task: Task) -> None:
    """One that the director answered and one that went up to the city."""
    lead = account_of(task.lead or "")
    answered = _raised(desk, task, "Chưa được cấp quyền truy cập")
    desk.do(_answer(DIRECTOR, "answerDifficulty", task, difficulty=answered, answer="Đã cấp quyền từ hôm nay"))
    open_ = _raised(desk, task, "Thiếu kinh phí thuê đường truyền")
    desk.do(_answer(lead, "escalateDifficulty", task, difficulty=open_, reason="Vượt thẩm quyền của Sở"))


def _raised(desk: Desk, task: Task, text: str) -> str:
    raised = _order(account_of(task.lead or ""), "raiseDifficulty", task, text=text)
    made = desk.do(replace(raised, key=f"{raised.key}-{text[:10]}"), wanted="difficulty { id }")
    return str(made["difficulty"]["id"])


def _order(by: str, mutation: str, task: Task, **given: Any) -> Order:
    return Order(by=by, mutation=mutation, given={"task": task.code, **given}, key=f"demo-{task.code}-{mutation}")


def _answer(by: str, mutation: str, task: Task, **given: Any) -> Order:
    return Order(by=by, mutation=mutation, given=given, key=f"demo-{task.code}-{mutation}-{by}")
