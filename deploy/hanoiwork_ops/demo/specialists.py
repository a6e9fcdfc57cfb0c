"""What the division's specialists have on their desks around today."""

from collections.abc import Iterator
from datetime import date

from hanoiwork_ops.demo.accounts import colleagues
from hanoiwork_ops.demo.desk import Order
from hanoiwork_ops.demo.places import HEAD, UNIT, Lists
from hanoiwork_ops.demo.tasks import State, Task, written_down

WORK = (
    ("Xây dựng biểu mẫu dữ liệu dùng chung", "Biểu mẫu"),
    ("Soạn hướng dẫn họp số", "Hướng dẫn"),
    ("Rà soát văn bản điện tử", "Báo cáo rà soát"),
    ("Tập huấn kỹ năng số cho cán bộ", "Lớp tập huấn"),
)
STATES = ((State.STARTED, 2), (State.COMPLETED, -8), (State.SUBMITTED, 1), (State.TODO, 9))
OTHER_STATES = ((State.DIFFICULT, 5), (State.COMPLETED, -11), (State.STARTED, -4), (State.RETURNED, 3))
OF_NVA = ((State.TODO, 3), (State.RETURNED, 7), (State.DIFFICULT, -2), (State.SUBMITTED, 1))
POINTS = (8, 10, 12, 10)


def work_of_specialists(today: date, *, lists: Lists) -> Iterator[Order]:
    """Four tasks for everybody, in every state, some of them late."""
    people = [("NVA", OF_NVA)]
    people += [(code, (STATES, OTHER_STATES)[place % 2]) for place, code in enumerate(colleagues())]
    for person, states in people:
        for number, ((title, product), (state, due_in), points) in enumerate(
            zip(WORK, states, POINTS, strict=True), start=1
        ):
            task = Task(
                code=f"{person}-CV{number}", title=title, product=product, by=HEAD, unit=UNIT, lead=person,
                due_in=due_in, points=points, state=state, serves={"measure": "O2-P-KR1", "list": lists.routine},
            )  # fmt: skip
            yield from written_down(task, today)
