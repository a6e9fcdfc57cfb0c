"""What a measure aims at: a direction and the numbers that it needs, checked against each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hanoiwork_objectives.domain.amounts import NONE, out_of_bounds, refusal, weight_problems
from hanoiwork_objectives.domain.measure_refusals import LadderOutOfOrder
from hanoiwork_objectives.domain.refusals import TargetContradictsDirection
from hanoiwork_shared.errors import Refused, refuse_all


class Direction(StrEnum):
    """The ways in which the city's goals of 2026 are meant [deck]; the last two are our addition.

    Yes or no is a value of 1 or 0. To keep within is a guard-rail: whole as long as the value stays inside.
    """

    RANGE = "range"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    EXACT = "exact"
    COUNT = "count"
    MILESTONE = "milestone"
    YES_NO = "yes_no"
    KEEP_WITHIN = "keep_within"


RISING = frozenset({Direction.AT_LEAST, Direction.COUNT})
LADDERED = RISING | {Direction.AT_MOST}
"""Only where more (or less) is always better can something be weaker and something stronger than the target."""

CORRIDORS = frozenset({Direction.RANGE, Direction.KEEP_WITHIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a milestone; steps are reached in their order."""

    title: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Target numbers as somebody wrote them, before they are checked; what was not written is None."""

    direction: Direction
    low: Decimal | None = None
    high: Decimal | None = None
    target: Decimal | None = None
    strict: bool = False
    baseline: Decimal | None = None
    steps: tuple[Step, ...] = ()
    commit: Decimal | None = None
    stretch: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Target numbers that fit their direction.

    A range has `low` and `high`, a guard-rail at least one of them, every other direction `goal` (a milestone's is
    the number of its steps, that of yes or no is 1). `baseline` is the value that counts 0 %; `strict` means that an
    upper limit must be undercut, not touched. `commit` is weaker and `stretch` stronger than the goal.
    """

    direction: Direction
    low: Decimal | None = None
    high: Decimal | None = None
    goal: Decimal | None = None
    strict: bool = False
    baseline: Decimal = NONE
    steps: tuple[Step, ...] = ()
    commit: Decimal | None = None
    stretch: Decimal | None = None


Rule = tuple[str, str, str]
"""A broken rule: the field at fault, and what to do in Vietnamese and in English."""


def settled(aim: Aim) -> Target:
    """Check a target against its direction and fill its defaults; every contradiction is refused at once.

    Defaults: baseline 0; for an upper limit, twice the target (our choice: the value that counts 0 %).
    """
    refuse_all(_out_of_bounds(aim))
    rules = [*_misplaced(aim), *_FITS[aim.direction](aim)]
    refuse_all(
        TargetContradictsDirection(field=field, direction=aim.direction.value, rule_vi=vi, rule_en=en)
        for field, vi, en in rules
    )
    refuse_all(_ladder_problems(aim))
    return Target(
        direction=aim.direction,
        low=aim.low,
        high=aim.high,
        goal=_goal(aim),
        strict=aim.strict,
        baseline=_baseline(aim),
        steps=aim.steps,
        commit=aim.commit,
        stretch=aim.stretch,
    )


def aim_of(target: Target) -> Aim:
    """The aim that a target was settled from, to be changed in part."""
    without_target = target.direction in {*CORRIDORS, Direction.MILESTONE, Direction.YES_NO}
    return Aim(
        direction=target.direction,
        low=target.low,
        high=target.high,
        target=None if without_target else target.goal,
        strict=target.strict,
        baseline=target.baseline,
        steps=target.steps,
        commit=target.commit,
        stretch=target.stretch,
    )


def _goal(aim: Aim) -> Decimal | None:
    if aim.direction is Direction.MILESTONE:
        return Decimal(len(aim.steps))
    return Decimal(1) if aim.direction is Direction.YES_NO else aim.target


def _ladder_problems(aim: Aim) -> Iterator[Refused]:
    """A ladder goes up in the good direction: baseline, commit, target, stretch; none is the same as the next."""
    sign = -1 if aim.direction is Direction.AT_MOST else 1
    target = aim.target or NONE
    if aim.commit is not None and not sign * _baseline(aim) < sign * aim.commit < sign * target:
        yield LadderOutOfOrder(
            field="commit",
            rule_vi="mức cam kết phải nằm giữa giá trị xuất phát và chỉ tiêu",
            rule_en="the commitment must lie between the baseline and the target",
        )
    if aim.stretch is not None and not sign * target < sign * aim.stretch:
        yield LadderOutOfOrder(
            field="stretch", rule_vi="mức vươn tới phải vượt chỉ tiêu", rule_en="the stretch must go past the target"
        )


def _out_of_bounds(aim: Aim) -> Iterator[Refused]:
    for field in ("low", "high", "target", "baseline", "commit", "stretch"):
        amount = getattr(aim, field)
        if amount is not None and out_of_bounds(amount):
            yield refusal(amount, field=field)
    for index, step in enumerate(aim.steps):
        yield from weight_problems(step.weight, field=f"steps[{index}].weight")


def _baseline(aim: Aim) -> Decimal:
    if aim.baseline is not None:
        return aim.baseline
    return aim.target * 2 if aim.direction is Direction.AT_MOST and aim.target is not None else NONE


def _misplaced(aim: Aim) -> Iterator[Rule]:
    """Find numbers written for another direction."""
    ranged, stepped = aim.direction in CORRIDORS, aim.direction is Direction.MILESTONE
    for field, amount in (("low", aim.low), ("high", aim.high)):
        if amount is not None and not ranged:
            yield field, "hướng này dùng “target”, không dùng khoảng", "it takes a target, not a range"
    if ranged and aim.target is not None:
        yield "target", "hướng này dùng “low” và “high”, không dùng “target”", "it takes low and high, not a target"
    if aim.steps and not stepped:
        yield "steps", "chỉ cột mốc mới có các bước", "only a milestone has steps"
    if aim.strict and aim.direction is not Direction.AT_MOST:
        yield "strict", "chỉ giới hạn trên mới có thể chặt", "only an upper limit can be strict"
    for field, amount in (("commit", aim.commit), ("stretch", aim.stretch)):
        if amount is not None and aim.direction not in LADDERED:
            yield field, "hướng này không có thang mức", "it takes no ladder of commitment and stretch"


def _fits_range(aim: Aim) -> Iterator[Rule]:
    if aim.low is None:
        yield "low", "thiếu cận dưới", "give its lower end"
    if aim.high is None:
        yield "high", "thiếu cận trên", "give its upper end"
    if aim.low is None or aim.high is None:
        return
    if aim.low > aim.high:
        yield "low", "cận dưới phải không lớn hơn cận trên", "the lower end must not pass the upper end"
    elif aim.low <= _baseline(aim) <= aim.high:
        yield "baseline", "giá trị xuất phát phải nằm ngoài khoảng", "the baseline must lie outside the range"


def _fits_at_least(aim: Aim) -> Iterator[Rule]:
    if aim.target is None:
        yield _MISSING
    elif aim.target <= _baseline(aim):
        yield "target", "chỉ tiêu phải lớn hơn giá trị xuất phát", "the target must be above the baseline"


def _fits_at_most(aim: Aim) -> Iterator[Rule]:
    if aim.target is None:
        yield _MISSING
    elif aim.target >= _baseline(aim):
        field = "target" if aim.baseline is not None else "baseline"
        yield field, "giá trị xuất phát phải lớn hơn chỉ tiêu", "the baseline must be above the target"


def _fits_exact(aim: Aim) -> Iterator[Rule]:
    if aim.target is None:
        yield _MISSING
    elif aim.target == _baseline(aim):
        yield "target", "chỉ tiêu phải khác giá trị xuất phát", "the target must differ from the baseline"


def _fits_count(aim: Aim) -> Iterator[Rule]:
    if aim.target is None:
        yield _MISSING
    elif aim.target <= 0 or not is_whole(aim.target):
        yield "target", "số lượng phải là số nguyên dương", "a count must be a positive whole number"
    elif _baseline(aim) < 0 or not is_whole(_baseline(aim)):
        yield "baseline", "số xuất phát phải là số nguyên không âm", "the baseline must be a whole number from 0"
    elif aim.target <= _baseline(aim):
        yield "target", "chỉ tiêu phải lớn hơn giá trị xuất phát", "the target must be above the baseline"


def _fits_milestone(aim: Aim) -> Iterator[Rule]:
    if not aim.steps:
        yield "steps", "cột mốc cần ít nhất một bước", "a milestone needs at least one step"
    elif aim.target is not None and aim.target != len(aim.steps):
        yield "target", "để trống: chỉ tiêu là số bước", "leave it out: the target is the number of steps"
    if aim.baseline:
        yield "baseline", "cột mốc bắt đầu từ 0", "a milestone starts from 0"


def _fits_yes_no(aim: Aim) -> Iterator[Rule]:
    if aim.target is not None and aim.target != 1:
        yield "target", "để trống: chỉ tiêu là 1 (đạt)", "leave it out: the target is 1, yes"
    if aim.baseline:
        yield "baseline", "xuất phát từ 0 (chưa đạt)", "it starts from 0, no"


def _fits_keep_within(aim: Aim) -> Iterator[Rule]:
    if aim.low is None and aim.high is None:
        yield "low", "thiếu cận dưới hoặc cận trên", "give its lower or its upper end"
    if aim.low is not None and aim.high is not None and aim.low > aim.high:
        yield "low", "cận dưới phải không lớn hơn cận trên", "the lower end must not pass the upper end"
    if aim.baseline:
        yield "baseline", "hành lang giữ ổn định không có giá trị xuất phát", "a guard-rail has no baseline"


def is_whole(amount: Decimal) -> bool:
    """Whether a number has no fraction."""
    return amount == amount.to_integral_value()


_MISSING: Rule = ("target", "thiếu chỉ tiêu", "give its target")
_FITS: dict[Direction, Callable[[Aim], Iterator[Rule]]] = {
    Direction.RANGE: _fits_range,
    Direction.AT_MOST: _fits_at_most,
    Direction.AT_LEAST: _fits_at_least,
    Direction.EXACT: _fits_exact,
    Direction.COUNT: _fits_count,
    Direction.MILESTONE: _fits_milestone,
    Direction.YES_NO: _fits_yes_no,
    Direction.KEEP_WITHIN: _fits_keep_within,
}
