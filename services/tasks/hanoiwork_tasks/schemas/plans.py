"""What may be asked and ordered about plans and their items, and how their breaking down is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.doors import Code, Day
from hanoiwork_shared.facts import plain
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.plans.breakdown import STAGE_NAMES, Breakdown, BrokenTask, Gaps, ItemPart, Tally, UnitPart
from hanoiwork_tasks.domain.plans.changing import GroupPlace
from hanoiwork_tasks.schemas.kinds import Choice, Sentence, Spoken, maybe
from hanoiwork_tasks.service.plan_writing import DocumentWanted, GroupWanted, ItemWanted

LONGEST_TITLE = 1000
MOST_UNITS = 50
MOST_LINES = 500
_DOCUMENT = ("title", "document_number", "issued_on", "issuing_unit")
_ITEM = ("code", "title", "lead_unit", "coordinating_units", "deadline")


def _title(**given: Any) -> fields.Field[Any]:
    return fields.String(validate=validate.Length(min=1, max=LONGEST_TITLE), **given)


def _units() -> fields.Field[Any]:
    return maybe(fields.List, Code(), validate=validate.Length(max=MOST_UNITS))


class NewItem(Spoken):
    """An item in full."""

    code = Code(required=True)
    title = _title(required=True)
    lead_unit = Code(required=True)
    coordinating_units = _units()
    deadline = Sentence(required=True, longest=20)


class NewGroup(Spoken):
    """A group of a new plan."""

    code = Code(required=True)
    title = _title(required=True)
    items = fields.List(fields.Nested(NewItem), load_default=list, validate=validate.Length(max=MOST_LINES))


class CreatePlan(Spoken):
    """A plan in full."""

    code = Code(required=True)
    title = _title(required=True)
    unit = Code(required=True)
    workspace = maybe(Code)
    kind = maybe(Choice, WorkspaceKind)
    document_number = maybe(Sentence, longest=80)
    issued_on = maybe(Day)
    issuing_unit = maybe(Code)
    groups = fields.List(fields.Nested(NewGroup), load_default=list, validate=validate.Length(max=MOST_LINES))


class ChangePlan(Spoken):
    """What a plan says of itself from now on; what is left out stays."""

    plan = Code(required=True)
    title = _title(load_default=None, allow_none=True)
    document_number = maybe(Sentence, longest=80)
    issued_on = maybe(Day)
    issuing_unit = maybe(Code)
    version = maybe(fields.Integer, strict=True)


class AddPlanItem(NewItem):
    """A further item of a plan; `group_title` names a group that is new, or anew."""

    plan = Code(required=True)
    group = Code(required=True)
    group_title = maybe(Sentence, longest=LONGEST_TITLE)
    version = maybe(fields.Integer, strict=True)


class PlanItemNamed(Spoken):
    """An item by id or as plan/code, as the caller last saw it."""

    item = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class ChangePlanItem(PlanItemNamed):
    """What an item says from now on; what is left out stays."""

    code = maybe(Code)
    title = _title(load_default=None, allow_none=True)
    lead_unit = maybe(Code)
    coordinating_units = _units()
    deadline = maybe(Sentence, longest=20)


class PlanNamed(Spoken):
    """One plan, by code or id."""

    plan = Code(required=True)


def document(given: Mapping[str, Any]) -> tuple[DocumentWanted, dict[str, Any]]:
    """What a plan says of itself, and the rest of what was sent."""
    said = {name: given[name] for name in _DOCUMENT if name in given}
    return DocumentWanted(**said), {name: value for name, value in given.items() if name not in _DOCUMENT}


def item(given: Mapping[str, Any]) -> ItemWanted:
    """What an item says."""
    return ItemWanted(**{name: given[name] for name in _ITEM if name in given})


def groups(given: Sequence[Mapping[str, Any]]) -> list[GroupWanted]:
    """The groups of a new plan."""
    return [
        GroupWanted(code=one["code"], title=one["title"], items=[item(line) for line in one["items"]]) for one in given
    ]


def place(given: Mapping[str, Any]) -> GroupPlace:
    """The group of a new item."""
    return GroupPlace(code=given["group"], title=given.get("group_title", ""))


def shown_breakdown(found: Breakdown | None) -> dict[str, Any] | None:
    """How far a plan is broken down; null stays null."""
    if found is None:
        return None
    leads = [{**plain(one), "counts": _counts(one.counts)} for one in found.lead_units]
    return {
        "items": [_item(one) for one in found.items],
        "lead_units": leads,
        "not_broken_down": found.not_broken_down,
        "counts": _counts(found.counts),
    }


def shown_gaps(found: Gaps) -> Any:
    """Who has still to do something."""
    return plain(found)


def _item(part: ItemPart) -> dict[str, Any]:
    return {
        "item_id": part.item_id,
        "lead_unit_id": part.lead_unit_id,
        "stage": part.stage.value,
        "stage_name": STAGE_NAMES[part.stage],
        "counts": _counts(part.counts),
        "units": [_unit(one) for one in part.units],
    }


def _unit(part: UnitPart) -> dict[str, Any]:
    return {"unit_id": part.unit_id, "counts": _counts(part.counts), "tasks": [_task(one) for one in part.tasks]}


def _task(task: BrokenTask) -> dict[str, Any]:
    names = {"stage": task.stage.value, "stage_name": STAGE_NAMES[task.stage]}
    return {"task_id": task.task_id, "parent_id": task.parent_id, "person_id": task.person_id, **names}


def _counts(counts: Tally) -> dict[str, Any]:
    return {**plain(counts), "total": counts.total}
