"""One case to score, read from parsed JSON of the shape of the city's example (the deck's June 2026)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_evaluation.domain.lines import Group, Line
from hanoiwork_evaluation.domain.period import month
from hanoiwork_evaluation.domain.refusals import PeriodMalformed
from hanoiwork_evaluation.domain.sheet import LEADER, LeaderTerms
from hanoiwork_evaluation.rules.pack import PERSON_TYPES, RulePack
from hanoiwork_evaluation.rules.reading import Reader
from hanoiwork_evaluation.rules.refusals import (
    AcceptedBeyondQuantity,
    CompletionContradicted,
    GeneralOutOfRange,
    LeaderTermsMissing,
    PeriodReversed,
    TaskRepeated,
    WaivedBeyondLate,
)
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.rules.settings import chosen
from hanoiwork_shared.errors import Refused

MOST_TIMES = 10_000
MOST_QUANTITY = 1_000_000_000
SMALLEST_QUANTITY = Decimal("0.0001")
GROUPS = tuple(group.value for group in Group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person's month to score."""

    lines: tuple[Line, ...]
    pack: RulePack
    general: Decimal | None
    terms: LeaderTerms | None


def read_case(case: Reader, *, packs: RulePacks) -> Case | None:
    """Read a case; what is wrong is noted on the reader, and None stands for a case that cannot be scored."""
    case.has("about")
    pack = _pack(case, packs)
    person_type = _person_type(case)
    lines = tuple(_lines(case, pack))
    general = _general(case, pack)
    terms = _terms(case, person_type)
    if case.has("expected"):
        case.inner("expected")
    case.finish()
    if pack is None:
        return None
    return Case(lines=lines, pack=pack, general=general, terms=terms)


def _pack(case: Reader, packs: RulePacks) -> RulePack | None:
    default = _pack_in_force(case, packs)
    rules = case.inner("rules") if case.has("rules") else None
    return default if rules is None else chosen(rules, packs=packs, default=default)


def _pack_in_force(case: Reader, packs: RulePacks) -> RulePack | None:
    code = _period(case)
    try:
        return packs.newest() if code is None else packs.on(month(code))
    except PeriodMalformed:
        case.problems.append(PeriodMalformed(field="period.code", period=code))
    except Refused as refusal:
        case.problems.append(refusal)
    return None


def _period(case: Reader) -> str | None:
    period = case.inner("period") if case.has("period") else None
    if period is None:
        return None
    first = period.day("from") if period.has("from") else None
    last = period.day("to") if period.has("to") else None
    if first is not None and last is not None and last < first:
        period.refuse(PeriodReversed, "to")
    code = period.text("code")
    period.finish()
    return code


def _person_type(case: Reader) -> str | None:
    person = case.inner("person") if case.has("person") else None
    if person is None:
        return None
    for name in ("code", "full_name", "unit"):
        if person.has(name):
            person.text(name)
    person_type = person.choice("person_type", PERSON_TYPES) if person.has("person_type") else None
    person.finish()
    return person_type


def _lines(case: Reader, pack: RulePack | None) -> Iterator[Line]:
    highest = Decimal(MOST_QUANTITY) if pack is None else pack.task_points_maximum
    seen: set[str] = set()
    for task in case.each("tasks"):
        line = _line(task, highest)
        if line.code and line.code in seen:
            task.refuse(TaskRepeated, "code")
        seen.add(line.code)
        yield line


def _line(task: Reader, highest: Decimal) -> Line:
    code = task.text("code") or ""
    task.label = code
    if task.has("title"):
        task.text("title")
    quantity, accepted = _quantities(task)
    late, waived = _times(task, "late_days"), _times(task, "waived_days")
    if waived > late:
        task.refuse(WaivedBeyondLate, "waived_days", highest=str(late))
    line = Line(
        task_id=code,
        code=code,
        group=Group(task.choice("group", GROUPS) or Group.ROUTINE),
        points=task.amount("points", within=(0, highest)) or Decimal(0),
        completed=_completed(task, quantity, accepted),
        quantity=quantity,
        accepted_quantity=accepted,
        quality_failures=_times(task, "quality_failures"),
        late_days=late,
        waived_days=min(waived, late),
    )
    task.finish()
    return line


def _times(task: Reader, name: str) -> int:
    return (task.whole(name, within=(0, MOST_TIMES)) or 0) if task.has(name) else 0


def _quantities(task: Reader) -> tuple[Decimal | None, Decimal | None]:
    counted = task.has("accepted_quantity")
    if not task.has("quantity") and not counted:
        return None, None
    quantity = task.amount("quantity", within=(SMALLEST_QUANTITY, MOST_QUANTITY))
    accepted = task.amount("accepted_quantity", within=(0, MOST_QUANTITY)) if counted else None
    if quantity is not None and accepted is not None and accepted > quantity:
        task.refuse(AcceptedBeyondQuantity, "accepted_quantity", highest=str(quantity))
    return quantity, accepted


def _completed(task: Reader, quantity: Decimal | None, accepted: Decimal | None) -> bool:
    if accepted is None:
        return bool(task.flag("completed"))
    said = task.flag("completed") if task.has("completed") else None
    whole = quantity is not None and accepted >= quantity
    if (said is False and whole) or (said is True and accepted == 0):
        task.refuse(CompletionContradicted, "completed")
    return whole if said is None else said


def _general(case: Reader, pack: RulePack | None) -> Decimal | None:
    if not case.has("general"):
        return None
    highest = Decimal(MOST_QUANTITY) if pack is None else pack.general_maximum
    return case.amount("general", within=(0, highest), outside=GeneralOutOfRange)


def _terms(case: Reader, person_type: str | None) -> LeaderTerms | None:
    leader = case.inner("leader") if case.has("leader") else None
    if leader is None:
        if person_type == LEADER and not case.has("leader"):
            case.refuse(LeaderTermsMissing, "person.person_type")
        return None
    given = {
        name: leader.amount(name, within=(0, 1)) or Decimal(0)
        for name in ("unit_result", "organising", "uniting")
        if name == "unit_result" or leader.has(name)
    }
    leader.finish()
    return LeaderTerms(**given)
