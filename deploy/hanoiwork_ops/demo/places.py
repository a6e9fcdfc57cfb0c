"""Where the division keeps its work: two workspaces, with a list each."""

from dataclasses import dataclass

from hanoiwork_ops.demo.desk import Desk, Order

HEAD, UNIT = "truongphong.cds", "SKHCN-CDS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The ids of the division's lists."""

    strategic: str
    routine: str


def open_lists(desk: Desk) -> Lists:
    """The lists; those that are open already are answered as they are."""
    return Lists(
        strategic=_list(desk, "strategic", "Trung tâm Dashboard điều hành", plan="KH20"),
        routine=_list(desk, "routine", "Việc hằng tháng của phòng", plan=None),
    )


def documents_list(desk: Desk) -> str:
    """The list of incoming documents, in the workspace of the routine work."""
    return _list(desk, "routine", "Văn bản đến", plan=None, key="documents")


def _list(desk: Desk, kind: str, title: str, *, plan: str | None, key: str | None = None) -> str:
    place = Order(by=HEAD, mutation="createWorkspace", given={"unit": UNIT, "kind": kind}, key=f"demo-workspace-{kind}")
    workspace = desk.do(place, wanted="workspace { id }")["workspace"]["id"]
    given = {"workspace": workspace, "title": title} | ({"plan": plan} if plan else {})
    order = Order(by=HEAD, mutation="createList", given=given, key=f"demo-list-{key or kind}")
    return str(desk.do(order, wanted="list { id }")["list"]["id"])
