"""Where work is kept: workspaces of a unit, plans with groups and items, and lists of tasks."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class WorkspaceKind(StrEnum):
    """The four kinds of workspace (không gian lưu trữ) every unit has (deck)."""

    STRATEGIC = "strategic"
    ROUTINE = "routine"
    ARISING = "arising"
    COLLABORATION = "collaboration"


WORKSPACE_NAMES = {
    WorkspaceKind.STRATEGIC: "Nhiệm vụ chiến lược",
    WorkspaceKind.ROUTINE: "Nhiệm vụ thường xuyên",
    WorkspaceKind.ARISING: "Nhiệm vụ phát sinh",
    WorkspaceKind.COLLABORATION: "Nhóm cộng tác",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A unit's place for one kind of work."""

    id: str
    unit_id: str
    kind: WorkspaceKind
    title: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList:
    """A list of tasks in a workspace, perhaps under one of its plans."""

    id: str
    workspace_id: str
    plan_id: str | None
    title: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One line of a plan: what is to be done, which unit leads, until when.

    `deadline` is as the city wrote it (Q4/2026), `due` its last day; `entered_on` is since when the lead unit has it.
    """

    id: str
    code: str
    title: str
    lead_unit_id: str
    deadline: str
    due: date
    coordinating_unit_ids: tuple[str, ...] = ()
    entered_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroup:
    """A numbered group of items within a plan."""

    id: str
    code: str
    title: str
    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedItem:
    """A plan item, with the group and the plan in which it stands."""

    item: PlanItem
    group_id: str
    plan_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedGroup:
    """A group of plan items, with the plan in which it stands."""

    group: PlanGroup
    plan_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan of a unit, such as Kế hoạch 20-KH/BCĐ57, with its groups and items in the order they were written.

    `document_number` (số văn bản), the day of issue and the unit that issued it are those of the paper it is.
    """

    id: str
    code: str
    title: str
    unit_id: str
    workspace_id: str
    groups: tuple[PlanGroup, ...]
    document_number: str = ""
    issued_on: date | None = None
    issuing_unit_id: str | None = None
    version: int = 1

    def merged(self, newer: "Plan") -> "Plan":
        """This plan as a newer text has it: the same codes keep their ids, nothing is taken away.

        The same text again gives an equal plan, so loading a file twice changes nothing. Such a text says nothing of
        the document, nor of units that co-ordinate; these stay.
        """
        merged = replace(self, title=newer.title, workspace_id=newer.workspace_id, groups=self._groups(newer))
        return merged if merged == self else replace(merged, version=self.version + 1)

    def items(self) -> tuple[PlanItem, ...]:
        """Every item of every group, in order."""
        return tuple(item for group in self.groups for item in group.items)

    def _groups(self, newer: "Plan") -> tuple[PlanGroup, ...]:
        items = {item.code: item for item in self.items()}
        written = {item.code for item in newer.items()}
        old = {group.code: group for group in self.groups}
        new = {group.code: group for group in newer.groups}
        merged = []
        for code, base in (old | new).items():
            left = tuple(item for item in old[code].items if item.code not in written) if code in old else ()
            fresh = tuple(_merged(items.get(item.code), item) for item in new[code].items) if code in new else ()
            merged.append(replace(base, id=old.get(code, base).id, items=left + fresh))
        return tuple(merged)


def _merged(old: PlanItem | None, new: PlanItem) -> PlanItem:
    if old is None:
        return new
    since = old.entered_on if new.lead_unit_id == old.lead_unit_id else new.entered_on
    same = replace(
        new, id=old.id, version=old.version, coordinating_unit_ids=old.coordinating_unit_ids, entered_on=since
    )
    return same if same == old else replace(same, version=old.version + 1)
