"""Who is away and who acts for them, who holds two posts, and the system that feeds measures by itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hanoiwork_ops.demo.accounts import PASSWORD
from hanoiwork_ops.demo.desk import Order

DIRECTOR, DEPUTY, OPERATOR = "giamdoc.skhcn", "vanphong.skhcn", "operator"
MACHINE, MACHINES_CODE = "motcua.hn", "HTMC"


def systems_at_work() -> Iterator[Order]:
    """The one-stop shop's system may feed the city's measures; its account belongs to nobody who works."""
    named = {"code": MACHINES_CODE, "fullName": "Hệ thống một cửa điện tử", "unit": "VP", "personType": "civil_servant"}
    yield _order(OPERATOR, "createPerson", named, "machine")
    yield _order(OPERATOR, "grantRole", {"person": MACHINES_CODE, "role": "system", "unit": "HN"}, "machine-role")
    signs_in = {"name": MACHINE, "password": PASSWORD, "person": MACHINES_CODE}
    yield _order(OPERATOR, "createAccount", signs_in, "machine-account")


def people_away(today: date) -> Iterator[Order]:
    """The director is away for a month and named who acts; one colleague is on leave, another holds two posts."""
    until = (today + timedelta(days=30)).isoformat()
    acting = {"delegate": "VPSKHCN", "unit": "SKHCN", "validTo": until, "reason": "Đi công tác"}
    yield _order(DIRECTOR, "delegate", acting, "delegation")
    leave = {"person": "CB0018", "kind": "maternity", "starts": today.isoformat()}
    yield _order(OPERATOR, "recordLeave", leave, "leave")
    second = {"person": "CB0023", "unit": "SKHCN-CDS", "position": "Kiêm nhiệm tổ dữ liệu"}
    yield _order(OPERATOR, "addPost", {**second, "validFrom": today.isoformat()}, "post")


def _order(by: str, mutation: str, given: dict[str, Any], key: str) -> Order:
    return Order(by=by, mutation=mutation, given=given, key=f"demo-stand-in-{key}")
