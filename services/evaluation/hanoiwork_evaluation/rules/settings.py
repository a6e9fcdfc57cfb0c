"""What-if settings: the `rules` object of a case laid over a rule pack; the result is checked like any other pack.

Every setting of a pack may be given, by the names of `RulePack`; `pack` names another pack to start from.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hanoiwork_evaluation.domain.form import Form, FormGroup, FormRow
from hanoiwork_evaluation.rules.pack import LAST_FIRST_DAY, PERSON_TYPES, SCALE, LateUnit, Level, RulePack
from hanoiwork_evaluation.rules.reading import Reader
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_shared.errors import Refused

MOST_TASK_POINTS = 1_000_000
PARTS = ("quality_step", "progress_step", "excellent_quota")
POINTS = ("general_maximum", "result_maximum")


def chosen(rules: Reader, *, packs: RulePacks, default: RulePack | None) -> RulePack | None:
    """The pack a case is scored by: the one it names or `default`, with its settings laid over; None if that fails."""
    start = default
    try:
        if rules.has("pack"):
            name = rules.text("pack")
            start = default if name is None else packs.named(name)
        changes = _changes(rules)
        rules.finish()
        return None if start is None else _changed(start, changes)
    except Refused as refusal:
        rules.problems.append(refusal)
        return None


def _changed(pack: RulePack, changes: dict[str, Any]) -> RulePack:
    if not changes:
        return pack
    changed = replace(pack, code=f"{pack.code}+", **changes)
    changed.check()
    return changed


def _changes(rules: Reader) -> dict[str, Any]:
    read: dict[str, Any] = {name: rules.amount(name, within=(0, 1)) for name in PARTS if rules.has(name)}
    read |= {name: rules.amount(name, within=(0, SCALE)) for name in POINTS if rules.has(name)}
    if rules.has("task_points_maximum"):
        read["task_points_maximum"] = rules.amount("task_points_maximum", within=(1, MOST_TASK_POINTS))
    if rules.has("late_unit"):
        unit = rules.choice("late_unit", [unit.value for unit in LateUnit])
        read["late_unit"] = None if unit is None else LateUnit(unit)
    if rules.has("period_first_day"):
        read["period_first_day"] = rules.whole("period_first_day", within=(1, LAST_FIRST_DAY))
    if rules.has("levels"):
        read["levels"] = tuple(_level(each) for each in rules.each("levels"))
    if rules.has("forms"):
        read["forms"] = tuple(_form(each) for each in rules.each("forms"))
    return {name: value for name, value in read.items() if value is not None}


def _level(level: Reader) -> Level:
    read = Level(
        **_named(level),
        lowest=level.amount("lowest", within=(0, SCALE)) or Decimal(0),
        passes=level.flag("passes") is not False if level.has("passes") else True,
        good=level.flag("good") is True if level.has("good") else False,
    )
    level.finish()
    return read


def _form(form: Reader) -> Form:
    read = Form(
        code=form.text("code") or "",
        person_types=frozenset(form.texts("person_types", PERSON_TYPES)),
        groups=tuple(_group(each) for each in form.each("groups")),
        rows=tuple(_row(each) for each in form.each("rows")),
    )
    form.finish()
    return read


def _group(group: Reader) -> FormGroup:
    read = FormGroup(**_named(group), maximum=_maximum(group))
    group.finish()
    return read


def _row(row: Reader) -> FormRow:
    read = FormRow(**_named(row), group=row.text("group") or "", maximum=_maximum(row))
    row.finish()
    return read


def _maximum(reader: Reader) -> Decimal:
    return reader.amount("maximum", within=(0, SCALE)) or Decimal(0)


def _named(reader: Reader) -> dict[str, str]:
    vi = reader.text("vi") or ""
    english = reader.text("en") if reader.has("en") else vi
    return {"code": reader.text("code") or "", "vi": vi, "en": english or vi}
