"""A file of objectives as people write it: JSON text in, entries out, every problem with its path.

The shape is that of the city's own tree of 2026: `cycle` and `objectives`, each with its `measures`. `about` and
`plans` are known and left alone (plans belong to the tasks service), and so is an entry's flag `illustrative`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import Waypoint
from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.objective import year_of
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.section import Section
from hanoiwork_objectives.domain.target import Aim, Direction, Step, Target, settled
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import read_document

DOCUMENT_FIELDS = {"about", "cycle", "objectives", "plans"}
OBJECTIVE_FIELDS = {
    "code", "parent", "parent_key_result", "unit", "owner", "title", "period", "weight", "measures", "illustrative",
}  # fmt: skip
MEASURE_FIELDS = {
    "code", "kind", "title", "direction", "low", "high", "target", "strict", "baseline", "steps", "unit", "weight",
    "owner", "frequency", "source", "illustrative", "commit", "stretch", "precision", "waypoints", "formula", "parent",
}  # fmt: skip

AMOUNTS = ("low", "high", "target", "baseline", "commit", "stretch")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    """A measure as the file has it; `path` is its place there, `owner` a person's code or id.

    `parent` and the parts of `formula` are codes of measures of the cycle, or codes or ids of standing KPIs.
    """

    path: str
    code: str
    kind: Kind
    title: str
    target: Target
    unit: str
    weight: Decimal
    owner: str | None
    frequency: Frequency
    source: Source
    precision: int | None = None
    waypoints: tuple[Waypoint, ...] = ()
    formula: Formula | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveEntry:
    """An objective as the file has it: `unit` and `owner` are codes or ids, the parents codes of the cycle."""

    path: str
    code: str
    title: str
    unit: str
    owner: str | None
    starts: date
    ends: date
    weight: Decimal
    parent: str | None
    parent_key_result: str | None
    measures: tuple[MeasureEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What could be read of a file, and everything that could not."""

    cycle: str
    objectives: tuple[ObjectiveEntry, ...]
    problems: tuple[Refused, ...]


def read(content: str) -> Document:
    """Read a file; raises FileMalformed with line and column for text that is not JSON.

    Anything wrong inside is listed in `problems`.
    """
    found: list[Refused] = []
    document = Section(read_document(content), path="", found=found)
    document.known(DOCUMENT_FIELDS)
    cycle = document.text("cycle", most=20)
    year = _year(cycle, found=found)
    entries = [_objective(section, year=year) for section in document.sections("objectives", required=True)]
    return Document(
        cycle=cycle or "", objectives=tuple(entry for entry in entries if entry is not None), problems=tuple(found)
    )


def _year(cycle: str | None, *, found: list[Refused]) -> tuple[date, date]:
    """The days of the cycle; when it cannot be read that is noted, and any year lets reading go on."""
    try:
        return year_of(cycle) if cycle is not None else (date.min, date.max)
    except Refused as refusal:
        found.append(refusal)
        return date.min, date.max


def _objective(section: Section, *, year: tuple[date, date]) -> ObjectiveEntry | None:
    section.known(OBJECTIVE_FIELDS)
    section.flag("illustrative")
    code, title, unit = section.text("code", most=80), section.text("title", most=500), section.text("unit", most=80)
    starts, ends = section.days("period") or year
    weight = section.weight("weight")
    owner, parent, result = (section.optional(name, most=80) for name in ("owner", "parent", "parent_key_result"))
    measures = tuple(entry for part in section.sections("measures") if (entry := _measure(part)) is not None)
    if code is None or title is None or unit is None:
        return None
    return ObjectiveEntry(
        path=section.path,
        code=code,
        title=title,
        unit=unit,
        owner=owner,
        starts=starts,
        ends=ends,
        weight=weight,
        parent=parent,
        parent_key_result=result,
        measures=measures,
    )


def _measure(section: Section) -> MeasureEntry | None:
    section.known(MEASURE_FIELDS)
    section.flag("illustrative")
    formula = _formula(section)
    usual = Source.CHECK_INS if formula is None else Source.FORMULA
    needed: dict[str, Any] = {
        "code": section.text("code", most=80),
        "title": section.text("title", most=500),
        "kind": section.choice("kind", Kind),
        "target": _target(section),
        "frequency": section.choice("frequency", Frequency, default=Frequency.MONTHLY),
        "source": section.choice("source", Source, default=usual),
    }
    more = _more(section)
    if any(value is None for value in needed.values()):
        return None
    return MeasureEntry(path=section.path, formula=formula, **needed, **more)


def _more(section: Section) -> dict[str, Any]:
    """What a measure may do without."""
    return {
        "unit": section.optional("unit", most=80) or "",
        "weight": section.weight("weight"),
        "owner": section.optional("owner", most=80),
        "precision": section.whole("precision"),
        "waypoints": tuple(_waypoints(section)),
        "parent": section.optional("parent", most=80),
    }


def _waypoints(section: Section) -> Iterator[Waypoint]:
    for part in section.sections("waypoints"):
        part.known({"on", "value"})
        on, value = part.day("on"), part.amount("value")
        if on is not None and value is not None:
            yield Waypoint(on=on, value=value)


def _formula(section: Section) -> Formula | None:
    """Read a formula; its parts still have the keys of the file."""
    own = section.section("formula")
    if own is None:
        return None
    own.known({"kind", "parts"})
    kind = own.choice("kind", FormulaKind)
    parts = [_part(part) for part in own.sections("parts", required=True)]
    return None if kind is None else Formula(kind=kind, parts=tuple(parts))


def _part(section: Section) -> Part:
    section.known({"measure", "weight"})
    weight = section.amount("weight")
    return Part(measure_id=section.text("measure", most=80) or "", weight=Decimal(1) if weight is None else weight)


def _target(section: Section) -> Target | None:
    direction = section.choice("direction", Direction)
    numbers = {name: section.amount(name) for name in AMOUNTS}
    strict, steps = section.flag("strict"), tuple(_step(part) for part in section.sections("steps"))
    if direction is None:
        return None
    try:
        return settled(Aim(direction=direction, strict=strict, steps=steps, **numbers))
    except Refused as refusal:
        section.note_all(refusal)
        return None


def _step(section: Section) -> Step:
    section.known({"title", "weight"})
    return Step(title=section.text("title", most=500) or "", weight=section.amount("weight") or Decimal(1))
