"""Incoming documents: a list with fields of its own, in which a task for each document says what it is about."""

from datetime import date, timedelta
from typing import Any

from hanoiwork_ops.demo.accounts import account_of, colleagues
from hanoiwork_ops.demo.desk import Desk, Order
from hanoiwork_ops.demo.places import HEAD, UNIT, documents_list

TOPICS = ("Hạ tầng số", "Dữ liệu số", "An toàn thông tin")
FIELDS: tuple[dict[str, Any], ...] = (
    {"label": "Số văn bản đến", "labelEn": "Document number", "kind": "text", "required": True},
    {"label": "Ngày đến", "labelEn": "Received on", "kind": "date"},
    {"label": "Lĩnh vực", "labelEn": "Field", "kind": "choice", "options": [{"label": topic} for topic in TOPICS]},
    {
        "label": "Kinh phí (triệu đồng)",
        "labelEn": "Budget (million dong)",
        "kind": "number",
        "precision": 1,
        "least": "0",
    },
    {"label": "Đã số hóa", "labelEn": "Digitised", "kind": "yes_no"},
)
DOCUMENTS = (
    ("CDS-VB1", "Góp ý dự thảo Kế hoạch dữ liệu mở", "1204/STTTT-CNTT", TOPICS[1], "350"),
    ("CDS-VB2", "Báo cáo mức độ an toàn hệ thống thông tin", "87/BC-ATTT", TOPICS[2], "1280.5"),
)


def incoming_documents(desk: Desk, today: date) -> None:
    """Set the list up with its fields and fill two documents in; every step has its key."""
    where, lead = documents_list(desk), colleagues()[0]
    for place, field in enumerate(FIELDS):
        desk.do(_order(HEAD, "addField", f"{place}", list=where, position=place, **field))
    for place, (code, title, number, topic, money) in enumerate(DOCUMENTS):
        due = today + timedelta(days=7 + place)
        task = {"code": code, "title": title, "unit": UNIT, "list": where, "product": "Văn bản trả lời", "points": "2"}
        desk.do(_order(HEAD, "createTask", code, **task, authority="Trưởng phòng", due=due.isoformat()))
        desk.do(_order(HEAD, "assignTask", code, task=code, person=lead))
        values = [
            {"field": "so_van_ban_den", "text": number},
            {"field": "ngay_den", "date": (today - timedelta(days=1 + place)).isoformat()},
            {"field": "linh_vuc", "options": [topic]},
            {"field": "kinh_phi_trieu_dong", "number": money},
            {"field": "da_so_hoa", "yes": place == 0},
        ]
        desk.do(_order(account_of(lead), "setFieldValues", code, task=code, values=values))


def _order(by: str, mutation: str, what: str, **given: Any) -> Order:
    return Order(by=by, mutation=mutation, given=given, key=f"demo-documents-{mutation}-{what}")
