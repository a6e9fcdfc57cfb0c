"""Breaking down (bóc tách): one plan item or task becomes several tasks."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.refusals import CodeTaken, PointsOver, SecondLead
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.events import TaskProgressed


def one_lead_each(parts: Sequence[Wanted]) -> None:
    """Refuse a code written twice: under two people it would be one task with two leads."""
    first: dict[str, Wanted] = {}
    for place, part in enumerate(parts):
        if part.code is None:
            continue
        earlier = first.setdefault(part.code, part)
        if earlier is part:
            continue
        if earlier.person != part.person:
            raise SecondLead(field=f"parts[{place}].person")
        raise CodeTaken(field=f"parts[{place}].code", key=part.code)


def fits(whole: Decimal, *, already: Decimal, parts: Sequence[Decimal]) -> None:
    """Refuse parts that together weigh more than the whole (domain rule; the unit leader may waive it)."""
    total = already + sum(parts, Decimal(0))
    if total > whole:
        raise PointsOver(field="points", parts=f"{total:f}", whole=f"{whole:f}")


def broken_down(whole: Task, *, parts: int, already: bool) -> Step:
    """Write on a whole how many parts came out of it; the first ones are told, for now the parts are counted."""
    after = replace(whole, version=whole.version + 1)
    told = None if already else TaskProgressed
    return Step(task=after, what="broken_down", before="", after=str(parts), told=told)


def whole_again(whole: Task) -> Step:
    """Write on a whole that its last part was given up; it counts for itself again."""
    return Step(
        task=replace(whole, version=whole.version + 1), what="whole_again", before="", after="", told=TaskProgressed
    )
