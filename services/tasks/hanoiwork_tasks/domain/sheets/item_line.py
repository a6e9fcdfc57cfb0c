"""What a line of a table of plan items says, and what an item says as such a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hanoiwork_tasks.domain.plan import PlanGroup, PlanItem

TITLES = {
    "group": "Mã nhóm",
    "group_title": "Tên nhóm",
    "code": "Mã mục",
    "title": "Nội dung",
    "lead_unit": "Cơ quan chủ trì",
    "coordinating_units": "Cơ quan phối hợp",
    "deadline": "Thời hạn",
    "version": "Phiên bản",
}
"""The columns in their order, and what people call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """An item of a plan as a line of a table: units by code, the deadline as people write it.

    None, or no code at all, is an empty cell, which says nothing.
    """

    group: str
    group_title: str | None = None
    code: str
    title: str | None = None
    lead_unit: str | None = None
    coordinating_units: tuple[str, ...] = ()
    deadline: str | None = None
    version: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A line of a file: where it stands, what the file calls its columns, and what it says."""

    line: int
    sheet: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    says: ItemLine


def line_of(group: PlanGroup, item: PlanItem, units: Mapping[str, str]) -> ItemLine:
    """An item as a line; `units` are codes by identifier."""
    return ItemLine(
        group=group.code,
        group_title=group.title or None,
        code=item.code,
        title=item.title,
        lead_unit=units.get(item.lead_unit_id, item.lead_unit_id),
        coordinating_units=tuple(units.get(one, one) for one in item.coordinating_unit_ids),
        deadline=item.deadline,
        version=Decimal(item.version),
    )
