"""The file of work already done elsewhere: one object or a list of `{person, period, tasks}` (the deck's June 2026)."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import read_document
from hanoiwork_tasks.domain.deadline import deadline
from hanoiwork_tasks.domain.files.document import LONGEST_CODE, Node, code_once
from hanoiwork_tasks.domain.files.refusals import DeadlineInvalid, LateDaysInvalid, QualityFailuresInvalid
from hanoiwork_tasks.domain.refusals import DatesReversed
from hanoiwork_tasks.domain.task import Group, measure_out, weigh

MOST_LATE_DAYS = 3660
MOST_FAILURES = 100
Check = Callable[..., Decimal]
_OTHERS = ("about", "general", "expected", "rules")
_LONGEST_ITEM = 2 * LONGEST_CODE + 1
_NEEDED = ("code", "title", "group", "points", "completed", "quality_failures", "late_days")
_OPTIONAL = ("due", "objective", "measure", "plan_item", "product", "quantity", "assigner", "authority")
_LATER = ("plan_item", "assigner", "authority")
"""What records could not say at first: a record without it keeps the fingerprint it had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordText:
    """One task as recorded: `due` is its own deadline or the period's end.

    Objective and measure are codes, a plan item is written as plan/item, the assigner is a person's code.
    """

    code: str
    title: str
    group: Group
    points: Decimal
    completed: bool
    quality_failures: int
    late_days: int
    due: date
    objective: str | None
    measure: str | None
    plan_item: str | None
    product: str
    quantity: Decimal
    assigner: str | None
    authority: str
    path: str

    def fingerprint(self) -> str:
        """A digest of what the record says, so that loading it again is recognised whatever happened since."""
        values = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "path"}
        early = [_said(value) for name, value in values.items() if name not in _LATER]
        later = [f"{name}={values[name]}" for name in _LATER if values[name]]
        return hashlib.sha256("\x1f".join(early + later).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonText:
    """One person's records in a file; `unit` is used only for a person who has none."""

    person: str
    unit: str | None
    path: str
    tasks: tuple[RecordText, ...]


def read_records(content: str) -> tuple[tuple[PersonText, ...], list[Refused]]:
    """The people in a file with their records, and everything that is wrong with them."""
    value = read_document(content)
    root = Node(value=value, path="")
    nodes = tuple(root.rows()) if isinstance(value, list) else (root,)
    seen: dict[str, set[str]] = {}
    return tuple(_person(node, seen=seen) for node in nodes), root.problems


def _said(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _person(node: Node, *, seen: dict[str, set[str]]) -> PersonText:
    at = node.fields(needed=("person", "period", "tasks"), allowed=_OTHERS)
    person = at["person"].fields(needed=("code",), allowed=("full_name", "unit", "person_type", "position"))
    code = person["code"].text(longest=LONGEST_CODE)
    ends = _period_end(at["period"])
    rows = _records(at["tasks"], ends=ends, seen=seen.setdefault(code, set()))
    return PersonText(
        person=code,
        unit=person["unit"].text(longest=LONGEST_CODE) if "unit" in person else None,
        path=person["code"].path,
        tasks=tuple(rows),
    )


def _period_end(node: Node) -> date:
    at = node.fields(needed=("from", "to"), allowed=("code",))
    starts, ends = _day(at["from"]), _day(at["to"])
    if starts is not None and ends is not None and starts > ends:
        node.note(DatesReversed(field=node.path, starts=starts.isoformat(), due=ends.isoformat()))
    return ends or date.max


def _records(node: Node, *, ends: date, seen: set[str]) -> Iterator[RecordText]:
    for row in node.rows():
        at = row.fields(needed=_NEEDED, allowed=_OPTIONAL)
        title = at["title"].text()
        yield RecordText(
            code=code_once(at["code"], seen=seen),
            title=title,
            group=_group(at["group"]),
            points=_checked(at["points"], weigh),
            completed=at["completed"].flag(),
            quality_failures=_failures(at["quality_failures"]),
            late_days=_late_days(at["late_days"]),
            due=(_day(at["due"]) or ends) if _there(at, "due") else ends,
            objective=_maybe(at, "objective"),
            measure=_maybe(at, "measure"),
            plan_item=_maybe(at, "plan_item", longest=_LONGEST_ITEM),
            product=at["product"].text() if _there(at, "product") else title,
            quantity=_checked(at["quantity"], measure_out) if _there(at, "quantity") else Decimal(1),
            assigner=_maybe(at, "assigner"),
            authority=at["authority"].text() if _there(at, "authority") else "",
            path=row.path,
        )


def _there(at: Mapping[str, Node], name: str) -> bool:
    return name in at and at[name].value is not None


def _maybe(at: Mapping[str, Node], name: str, *, longest: int = LONGEST_CODE) -> str | None:
    return at[name].text(longest=longest) if _there(at, name) else None


def _checked(node: Node, check: Check) -> Decimal:
    number = node.amount()
    if number.is_finite():
        try:
            check(number, field=node.path)
        except Refused as problem:
            node.note(problem)
    return number


def _late_days(node: Node) -> int:
    if _counts(node.value, most=MOST_LATE_DAYS):
        return int(node.value)
    node.note(LateDaysInvalid(field=node.path, most=MOST_LATE_DAYS))
    return 0


def _failures(node: Node) -> int:
    if _counts(node.value, most=MOST_FAILURES):
        return int(node.value)
    node.note(QualityFailuresInvalid(field=node.path, most=MOST_FAILURES))
    return 0


def _counts(value: object, *, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _group(node: Node) -> Group:
    if node.value not in list(Group):
        node.wants("okr_kpi, routine hoặc arising", "okr_kpi, routine or arising")
        return Group.ROUTINE
    return Group(node.value)


def _day(node: Node) -> date | None:
    text = node.text(longest=LONGEST_CODE)
    day = deadline(text) if "/" not in text else None
    if day is None and text:
        node.note(DeadlineInvalid(field=node.path, text=text))
    return day
