"""What leaders and the office have on their desks: assigned by the level above, or waiting for their review."""

from collections.abc import Iterator
from datetime import date

from hanoiwork_ops.demo.desk import Order
from hanoiwork_ops.demo.tasks import State, Task, written_down

_CITYS = {"by": "lanhdao.tp", "unit": "SKHCN", "lead": "GDSKHCN"}
_DIVISIONS = {"by": "giamdoc.skhcn", "unit": "SKHCN-CDS", "lead": "TPCDS"}
_OFFICES = {"by": "giamdoc.skhcn", "unit": "SKHCN-VP", "lead": "VPSKHCN"}
TASKS = (
    Task(
        code="TP-SKHCN-1", title="Báo cáo Thành phố tiến độ Kế hoạch 20", product="Báo cáo", due_in=2, points=20,
        state=State.SUBMITTED, serves={"objective": "O2-S"}, **_CITYS,
    ),
    Task(
        code="TP-SKHCN-2", title="Trình giải pháp tăng tỷ trọng kinh tế số từng ngành", product="Tờ trình", due_in=10,
        points=30, state=State.DIFFICULT, serves={"measure": "O4-KR1"}, **_CITYS,
    ),
    Task(
        code="SKHCN-CDS-1", title="Phương án tăng người dùng iHanoi hằng tháng", product="Phương án", due_in=4,
        points=20, state=State.SUBMITTED, serves={"measure": "O5-KR1"}, **_DIVISIONS,
    ),
    Task(
        code="SKHCN-CDS-2", title="Đề xuất định danh điện tử tại các xã", product="Đề xuất", due_in=9, points=15,
        state=State.TODO, serves={"measure": "O6-KR1"}, **_DIVISIONS,
    ),
    Task(
        code="SKHCN-VP-1", title="Lịch họp số của Sở trong tháng", product="Lịch họp", due_in=5, points=8,
        state=State.RETURNED, group="routine", serves={}, **_OFFICES,
    ),
    Task(
        code="SKHCN-VP-2", title="Tổng hợp nhiệm vụ quá hạn của Sở", product="Báo cáo", due_in=8, points=10,
        state=State.TODO, group="routine", serves={}, **_OFFICES,
    ),
)  # fmt: skip
LAST = Task(
    code="TP-SKHCN-3", title="Chuẩn bị nội dung làm việc với Thành phố về chuyển đổi số", product="Tài liệu", due_in=6,
    points=15, state=State.TODO, serves={"objective": "O3"}, **_CITYS,
)  # fmt: skip
"""The task that is assigned last of all: when it has its lead, the demo is loaded."""


def work_of_leaders(today: date) -> Iterator[Order]:
    """Tasks for the director, the head of the division and the office."""
    for task in TASKS:
        yield from written_down(task, today)


def last_of_all(today: date) -> Iterator[Order]:
    """The last task."""
    yield from written_down(LAST, today)
