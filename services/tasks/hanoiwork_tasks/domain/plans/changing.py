"""Changing a plan: every change is a new version of the plan, and of the item it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain.deadline import deadline
from hanoiwork_tasks.domain.files.refusals import CodeRepeated, DeadlineInvalid
from hanoiwork_tasks.domain.plan import Plan, PlanGroup, PlanItem
from hanoiwork_tasks.domain.plans.refusals import (
    DocumentNumberInvalid,
    IssuedInFuture,
    ItemCodeInvalid,
    LeadCoordinates,
    PlanCodeInvalid,
)

_PLAN_CODE = re.compile(r"[^\s/]{1,60}")
_ITEM_CODE = re.compile(r"[0-9A-Za-zĐđ]{1,10}(\.[0-9A-Za-zĐđ]{1,10}){0,7}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,6}[A-Za-zĐđ]?[-/][^\s]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a plan says of itself; a part left None stays as it is."""

    title: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    issuing_unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """What an item says; a part left None stays as it is. The deadline is as people write it."""

    code: str | None = None
    title: str | None = None
    lead_unit_id: str | None = None
    coordinating_unit_ids: tuple[str, ...] | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlace:
    """The group that an item stands in: one that is there, or a new one with a title."""

    code: str
    title: str = ""


def plan_code(code: str, *, field: str = "code") -> str:
    """A code that can stand before a slash."""
    if not _PLAN_CODE.fullmatch(code):
        raise PlanCodeInvalid(field=field, key=code)
    return code


def item_code(code: str, *, field: str = "code") -> str:
    """A code such as 2.1.1."""
    if not _ITEM_CODE.fullmatch(code):
        raise ItemCodeInvalid(field=field, key=code)
    return code


def document_number(text: str, *, field: str = "document_number") -> str:
    """A number such as 20-KH/BCĐ57, or none."""
    if text and not _NUMBER.fullmatch(text):
        raise DocumentNumberInvalid(field=field, key=text)
    return text


def last_day(text: str, *, field: str = "deadline") -> date:
    """The last day of a deadline, which may be a day, a month or a quarter."""
    day = deadline(text)
    if day is None:
        raise DeadlineInvalid(field=field, text=text)
    return day


def described(plan: Plan, document: Document, *, today: date) -> Plan:
    """The plan as it now describes itself; the same again gives the same plan."""
    if document.document_number is not None:
        document_number(document.document_number)
    if document.issued_on is not None and document.issued_on > today:
        raise IssuedInFuture(field="issued_on", issued=document.issued_on.isoformat())
    return _next(plan, replace(plan, **_given(document)))


def item_of(words: ItemWords, *, today: date) -> PlanItem:
    """A new item of the plan, entered today; its words are all there."""
    written = words.deadline or ""
    made = PlanItem(
        id=new_id(),
        code=item_code(words.code or ""),
        title=words.title or "",
        lead_unit_id=words.lead_unit_id or "",
        coordinating_unit_ids=words.coordinating_unit_ids or (),
        deadline=written,
        due=last_day(written),
        entered_on=today,
    )
    return _agreeing(made)


def with_item(plan: Plan, item: PlanItem, *, place: GroupPlace) -> Plan:
    """The plan with a further item at the end of a group, which is new when the plan has none of that code."""
    if any(one.code == item.code for one in plan.items()):
        raise CodeRepeated(field="code", key=item.code)
    return _next(plan, replace(plan, groups=_placed(plan.groups, item, place=place)))


def changed_item(plan: Plan, item_id: str, words: ItemWords, *, today: date) -> Plan:
    """The plan with other words in one of its items; a new lead unit has it from today."""
    [item] = [one for one in plan.items() if one.id == item_id]
    given = _given(words)
    if words.deadline is not None:
        given["due"] = last_day(words.deadline)
    if words.code is not None and words.code != item.code:
        item_code(words.code)
        if any(one.code == words.code for one in plan.items()):
            raise CodeRepeated(field="code", key=words.code)
    if words.lead_unit_id not in (None, item.lead_unit_id):
        given["entered_on"] = today
    after = _agreeing(replace(item, **given))
    if after == item:
        return plan
    after = replace(after, version=item.version + 1)
    return _next(plan, replace(plan, groups=tuple(_with(group, item, after) for group in plan.groups)))


def without_item(plan: Plan, item_id: str) -> Plan:
    """The plan without one of its items."""
    kept = tuple(replace(group, items=tuple(one for one in group.items if one.id != item_id)) for group in plan.groups)
    return _next(plan, replace(plan, groups=kept))


def _given(words: Document | ItemWords) -> dict[str, Any]:
    parts = {field.name: getattr(words, field.name) for field in fields(words)}
    return {name: part for name, part in parts.items() if part is not None}


def _agreeing(item: PlanItem) -> PlanItem:
    if item.lead_unit_id in item.coordinating_unit_ids:
        raise LeadCoordinates(field="coordinating_units")
    return item


def _placed(groups: Sequence[PlanGroup], item: PlanItem, *, place: GroupPlace) -> tuple[PlanGroup, ...]:
    if all(group.code != place.code for group in groups):
        new = PlanGroup(id=new_id(), code=item_code(place.code, field="group"), title=place.title, items=(item,))
        return (*groups, new)
    return tuple(
        replace(group, title=place.title or group.title, items=(*group.items, item))
        if group.code == place.code
        else group
        for group in groups
    )


def _with(group: PlanGroup, before: PlanItem, after: PlanItem) -> PlanGroup:
    return replace(group, items=tuple(after if one is before else one for one in group.items))


def _next(before: Plan, after: Plan) -> Plan:
    return before if after == before else replace(after, version=before.version + 1)
