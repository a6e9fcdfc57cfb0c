"""The file of plans that is loaded: `{"plans": [{code, title, workspace, unit?, groups: [{code, title, items}]}]}`.

The city's file also holds its objectives; those keys belong to another service and are passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import read_document
from hanoiwork_tasks.domain.deadline import deadline
from hanoiwork_tasks.domain.files.document import LONGEST_CODE, Node, code_once
from hanoiwork_tasks.domain.files.refusals import DeadlineInvalid
from hanoiwork_tasks.domain.plan import WorkspaceKind

_OTHERS = ("about", "cycle", "objectives")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """An item as written: the lead unit by code, the deadline as text and as its last day."""

    code: str
    title: str
    lead_unit: str
    lead_unit_path: str
    deadline: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupText:
    """A group as written."""

    code: str
    title: str
    items: tuple[ItemText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A plan as written; without `unit` it belongs to the top of its first lead unit's line (our choice)."""

    code: str
    title: str
    workspace: WorkspaceKind
    unit: str | None
    path: str
    groups: tuple[GroupText, ...]

    def items(self) -> tuple[ItemText, ...]:
        """Every item, in order."""
        return tuple(item for group in self.groups for item in group.items)


def read_plans(content: str) -> tuple[tuple[PlanText, ...], list[Refused]]:
    """The plans in a file and everything that is wrong with them."""
    root = Node(value=read_document(content), path="")
    top = root.fields(needed=("plans",), allowed=_OTHERS)
    return tuple(_plans(top["plans"])), root.problems


def _plans(node: Node) -> Iterator[PlanText]:
    seen: set[str] = set()
    for row in node.rows():
        at = row.fields(needed=("code", "title", "workspace", "groups"), allowed=("unit",))
        yield PlanText(
            code=code_once(at["code"], seen=seen),
            title=at["title"].text(),
            workspace=_workspace(at["workspace"]),
            unit=at["unit"].text(longest=LONGEST_CODE) if "unit" in at else None,
            path=row.path,
            groups=tuple(_groups(at["groups"])),
        )


def _groups(node: Node) -> Iterator[GroupText]:
    groups: set[str] = set()
    items: set[str] = set()
    for row in node.rows():
        at = row.fields(needed=("code", "title", "items"))
        code = code_once(at["code"], seen=groups)
        yield GroupText(code=code, title=at["title"].text(), items=tuple(_items(at["items"], seen=items)))


def _items(node: Node, *, seen: set[str]) -> Iterator[ItemText]:
    for row in node.rows():
        at = row.fields(needed=("code", "title", "lead_unit", "deadline"))
        text = at["deadline"].text(longest=LONGEST_CODE)
        yield ItemText(
            code=code_once(at["code"], seen=seen),
            title=at["title"].text(),
            lead_unit=at["lead_unit"].text(longest=LONGEST_CODE),
            lead_unit_path=at["lead_unit"].path,
            deadline=text,
            due=_due(at["deadline"], text),
        )


def _due(node: Node, text: str) -> date:
    day = deadline(text)
    if day is None and text:
        node.note(DeadlineInvalid(field=node.path, text=text))
    return day or date.max


def _workspace(node: Node) -> WorkspaceKind:
    if node.value not in list(WorkspaceKind):
        node.wants("strategic, routine, arising hoặc collaboration", "strategic, routine, arising or collaboration")
        return WorkspaceKind.STRATEGIC
    return WorkspaceKind(node.value)
