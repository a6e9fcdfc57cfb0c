"""How the division works together: a catalogue, what recurs, comments, a checklist, links, a table, a saved view."""

from base64 import b64encode
from datetime import date, timedelta
from typing import Any

from hanoiwork_ops.demo.accounts import account_of, colleagues
from hanoiwork_ops.demo.desk import Desk, Order
from hanoiwork_ops.demo.places import HEAD, UNIT, Lists

DIRECTOR = "giamdoc.skhcn"
WEIGHED, LINKED = "CDS-DM1", "CDS-DM2"
TERMS = {
    "title": "Thẩm định hồ sơ ứng dụng công nghệ thông tin",
    "product": "Báo cáo thẩm định",
    "measuredIn": "hồ sơ",
    "points": "1.5",
    "workingDays": 5,
    "authority": "Trưởng phòng",
}


_PAPER = "Số,Hồ sơ\n1,Hệ thống quản lý văn bản\n2,Cổng dữ liệu mở\n"


def working_together(desk: Desk, today: date, *, lists: Lists) -> None:
    """Set all of it up; every step has its key, so a second loading changes nothing."""
    lead, colleague = colleagues()[:2]
    proposed = desk.do(_order(HEAD, "proposeEntry", "entry", unit=UNIT, code="TD-CNTT", **TERMS), wanted="entry { id }")
    desk.do(_order(DIRECTOR, "approveEntry", "entry", entry=proposed["entry"]["id"]))
    for code, quantity in ((WEIGHED, "4"), (LINKED, "2")):
        task = {"code": code, "unit": UNIT, "list": lists.routine, "catalogueEntry": "TD-CNTT", "quantity": quantity}
        desk.do(_order(HEAD, "createTask", code, **task))
        desk.do(_order(HEAD, "assignTask", code, task=code, person=lead))
    desk.do(_order(HEAD, "linkTasks", "link", task=WEIGHED, other=LINKED, kind="blocks"))
    desk.do(_order(HEAD, "setUpRecurrence", "recurrence", unit=UNIT, **_weekly(today, lists=lists, lead=lead)))
    for place, text in enumerate(("Nhận đủ hồ sơ", "Họp hội đồng", "Ký báo cáo")):
        desk.do(_order(account_of(lead), "addCheckItem", f"line-{place}", task=WEIGHED, text=text))
    comment = {"task": WEIGHED, "text": f"@{colleague} kiểm tra giúp phần an toàn thông tin"}
    desk.do(_order(account_of(lead), "addComment", "comment", **comment))
    paper = {"task": WEIGHED, "name": "Danh mục hồ sơ.csv", "contentBase64": b64encode(_PAPER.encode()).decode("ascii")}
    desk.do(_order(account_of(lead), "attachFile", "paper", **paper))
    desk.do(_order(HEAD, "importTaskSheet", "table", unit=UNIT, content=_table(today)))
    view = {"title": "Quá hạn của Phòng", "filter": {"unit": UNIT, "overdue": True}, "groupBy": "person", "unit": UNIT}
    desk.do(_order(HEAD, "saveView", "view", **view))


def _weekly(today: date, *, lists: Lists, lead: str) -> dict[str, Any]:
    return {
        "title": "Báo cáo tuần về chuyển đổi số",
        "product": "Báo cáo tuần",
        "points": "2",
        "authority": "Trưởng phòng",
        "person": lead,
        "list": lists.routine,
        "starts": (today + timedelta(days=1)).isoformat(),
        "rule": "FREQ=WEEKLY;BYDAY=FR;COUNT=26",
        "shift": "previous",
        "daysToDo": 0,
    }


def _table(today: date) -> str:
    """Drafts as somebody keeps them in a spreadsheet."""
    due = (today + timedelta(days=40)).strftime("%d/%m/%Y")
    rows = [
        f"CDS-B{number},{title},{UNIT},Báo cáo,4,Trưởng phòng,{due}"
        for number, title in enumerate(("Kiểm kê phần mềm", "Kiểm kê thiết bị", "Kiểm kê đường truyền"), start=1)
    ]
    return "\n".join(("Mã nhiệm vụ,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Điểm,Thẩm quyền,Hạn", *rows))


def _order(by: str, mutation: str, what: str, **given: Any) -> Order:
    return Order(by=by, mutation=mutation, given=given, key=f"demo-together-{mutation}-{what}")
