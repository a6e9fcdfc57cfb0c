"""What became of a cycle between two days: each difference with its code and both values, as people read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.course import judge
from hanoiwork_objectives.domain.measure import Measure, period_of
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.progress import standing
from hanoiwork_objectives.domain.target import Target


class ChangeKind(StrEnum):
    """The ways in which two days differ."""

    CREATED = "created"
    ARCHIVED = "archived"
    MOVED = "moved"
    RENAMED = "renamed"
    OWNER = "owner_changed"
    WEIGHT = "weight_changed"
    TARGET = "target_changed"
    STATUS = "status_changed"
    STANDING = "standing_changed"
    PERCENT = "percent_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; `code` is that of the later day, `before` and `after` are text, None for nothing."""

    subject: str
    id: str
    code: str
    kind: ChangeKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A whole cycle as it was at the end of a day, what was archived included."""

    day: date
    objectives: Sequence[Objective]
    measures: Sequence[Measure]


Coded = TypeVar("Coded", Objective, Measure)
Said = Mapping[ChangeKind, str | None]


def differences(earlier: Picture, later: Picture) -> tuple[Change, ...]:
    """Find what changed from one day to the other, objectives before measures, each by code."""
    old, new = _objectives(earlier), _objectives(later)
    changed = [change for one in _by_code(later.objectives) for change in _compared("objective", one, old, new)]
    old, new = _measures(earlier), _measures(later)
    held = [one for one in _by_code(later.measures) if one.id in new]
    changed += [change for one in held for change in _compared("measure", one, old, new)]
    return tuple(changed)


def _compared(
    subject: str, one: Objective | Measure, old: Mapping[str, Said], new: Mapping[str, Said]
) -> Iterator[Change]:
    before = old.get(one.id)
    for kind, was, now in _found(before, new[one.id]) if before else _made(one):
        yield Change(subject=subject, id=one.id, code=one.code, kind=kind, before=was, after=now)


def _made(one: Objective | Measure) -> Iterator[tuple[ChangeKind, str | None, str | None]]:
    """What was made and put away between the two days is of neither."""
    if one.status is not Status.ARCHIVED:
        yield ChangeKind.CREATED, None, one.title


def _found(before: Said, after: Said) -> Iterator[tuple[ChangeKind, str | None, str | None]]:
    for kind, now in after.items():
        if before[kind] != now:
            archived = kind is ChangeKind.STATUS and now == Status.ARCHIVED.value
            yield ChangeKind.ARCHIVED if archived else kind, before[kind], now


def _objectives(picture: Picture) -> dict[str, Said]:
    codes = {one.id: one.code for one in picture.objectives} | {one.id: one.code for one in picture.measures}
    return {one.id: _said_of_objective(one, codes, day=picture.day) for one in picture.objectives}


def _said_of_objective(one: Objective, codes: Mapping[str, str], *, day: date) -> Said:
    above = one.parent_measure_id or one.parent_objective_id
    return {
        ChangeKind.RENAMED: one.title,
        ChangeKind.MOVED: codes.get(above, above) if above else None,
        ChangeKind.OWNER: one.owner_id,
        ChangeKind.WEIGHT: format(one.weight.normalize(), "f"),
        ChangeKind.STATUS: one.status.value,
        ChangeKind.STANDING: standing(one.tally, starts=one.starts, ends=one.ends, as_of=day).value,
        ChangeKind.PERCENT: _text(shown(one.percent)),
    }


def _measures(picture: Picture) -> dict[str, Said]:
    holders = {one.id: one for one in picture.objectives}
    return {
        one.id: _said_of_measure(one, holders[one.objective_id], day=picture.day)
        for one in picture.measures
        if one.objective_id is not None and one.objective_id in holders
    }


def _said_of_measure(one: Measure, holder: Objective, *, day: date) -> Said:
    return {
        ChangeKind.RENAMED: one.title,
        ChangeKind.MOVED: holder.code,
        ChangeKind.OWNER: one.owner_id,
        ChangeKind.WEIGHT: format(one.weight.normalize(), "f"),
        ChangeKind.TARGET: _said_of_target(one.target),
        ChangeKind.STATUS: one.status.value,
        ChangeKind.STANDING: judge(one.target, one.waypoints, one.tally, period=period_of(holder), as_of=day)[1].value,
        ChangeKind.PERCENT: _text(shown(one.percent)),
    }


def _said_of_target(target: Target) -> str:
    """A target in one line: `at_least 98`, `range 7.5–8`."""
    ends = [format(end.normalize(), "f") for end in (target.low, target.goal, target.high) if end is not None]
    strict = " strict" if target.strict else ""
    return f"{target.direction.value}{strict} {'–'.join(ends)} ({format(target.baseline.normalize(), 'f')})"


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _by_code(items: Sequence[Coded]) -> list[Coded]:
    return sorted(items, key=lambda item: item.code)
