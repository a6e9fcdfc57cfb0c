"""Plan items broken down to divisions and from there to people; some are left as they are."""

from collections.abc import Iterator
from datetime import date

from hanoiwork_ops.demo.desk import Order
from hanoiwork_ops.demo.places import Lists
from hanoiwork_ops.demo.tasks import State, Task, broken_down

DASHBOARD, CLINICS = "KH20/2.1.1", "CT-YT-GD/1.2"
CITY, DEPARTMENT, DIVISION = "lanhdao.tp", "giamdoc.skhcn", "truongphong.cds"
DATA = "KH20-211-2"


def plans_broken_down(today: date, *, lists: Lists) -> Iterator[Order]:
    """The department's item goes to its divisions and on to people, one of the city's to wards."""
    yield from broken_down({"item": DASHBOARD}, _for_divisions(), today, key="demo-item-dashboard")
    yield from broken_down({"task": DATA}, _for_people(lists), today, key="demo-task-data")
    yield from broken_down({"item": CLINICS}, _for_wards(), today, key="demo-item-clinics")


def _for_divisions() -> Iterator[Task]:
    for code, title, product, unit, lead, due_in, points, state in (
        ("KH20-211-1", "Khảo sát nhu cầu, chốt bộ chỉ số của Dashboard", "Bộ chỉ số",
         "SKHCN-CDS", "TPCDS", -36, 30, State.COMPLETED),
        (DATA, "Kết nối dữ liệu của các sở về Dashboard", "Dữ liệu đã kết nối",
         "SKHCN-CDS", "TPCDS", 20, 60, State.STARTED),
        ("KH20-211-3", "Chuẩn bị phòng máy tại Trung tâm Dữ liệu", "Biên bản bàn giao",
         "SKHCN-VP", "VPSKHCN", 3, 20, State.SUBMITTED),
        ("KH20-211-4", "Kiểm tra tiêu chuẩn thiết bị trước khi vận hành", "Biên bản kiểm tra",
         "SKHCN-TCDL", None, 30, 20, State.DRAFT),
    ):  # fmt: skip
        yield Task(
            code=code, title=title, product=product, by=DEPARTMENT, unit=unit, lead=lead,
            due_in=due_in, points=points, state=state, serves={"objective": "O2-S"},
        )  # fmt: skip


def _for_people(lists: Lists) -> Iterator[Task]:
    for code, title, product, lead, due_in, points, state in (
        (f"{DATA}-1", "Lập danh mục dữ liệu dùng chung", "Danh mục", "NVA", -9, 15, State.COMPLETED),
        (f"{DATA}-2", "Kết nối dữ liệu dân cư với Dashboard", "Kết nối", "CB0011", 6, 15, State.STARTED),
        (f"{DATA}-3", "Kiểm thử báo cáo trên Dashboard", "Biên bản kiểm thử", "CB0012", 4, 12, State.SUBMITTED),
        (f"{DATA}-4", "Viết hướng dẫn sử dụng Dashboard", "Hướng dẫn", "NVA", 12, 10, State.TODO),
    ):
        yield Task(
            code=code, title=title, product=product, by=DIVISION, unit="SKHCN-CDS", lead=lead, due_in=due_in,
            points=points, state=state, serves={"measure": "O2-P-KR1", "list": lists.strategic},
        )  # fmt: skip


def _for_wards() -> Iterator[Task]:
    for number, (unit, ward, lead) in enumerate(
        (("W00004", "Ba Đình", "CB0031"), ("W00070", "Hoàn Kiếm", "CB0033")), start=1
    ):
        yield Task(
            code=f"CTYT-12-{number}", title=f"Cải tạo trạm y tế phường {ward}", product="Trạm y tế", by=CITY, unit=unit,
            lead=lead, due_in=24, points=40, state=State.TODO, serves={"objective": "O1"},
        )  # fmt: skip
