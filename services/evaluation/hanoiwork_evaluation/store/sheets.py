"""Sheets with their rows and frozen lines, and who read them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, delete, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.lines import Group, Line, LineScore
from hanoiwork_evaluation.domain.sheet import LEADER, Figures, LeaderTerms, Outcome, Sheet, Status
from hanoiwork_evaluation.service.ports import Which
from hanoiwork_evaluation.service.rights import AUDIT, READ
from hanoiwork_evaluation.store.ledger import in_order, turns
from hanoiwork_evaluation.store.tables import lines, reads, rows, sheets
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.places import permitted, units
from hanoiwork_shared.policy import Actor

PLAIN = ("id", "person_id", "unit_id", "person_type", "period", "rule_pack", "version", "return_reason")
FIGURES = ("points", "quantity", "quality", "progress", "ratio", "result")
LINE_FIGURES = ("quantity", "quality", "progress")
LINE_FIELDS = (
    "task_id",
    "code",
    "points",
    "completed",
    "quantity",
    "accepted_quantity",
    "quality_failures",
    "late_days",
    "waived_days",
)


class SheetRows:
    """Sheets through one open connection."""

    def __init__(self, connection: Connection, *, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def heads(self, which: Which) -> tuple[Sheet, ...]:
        """Sheets without their rows and lines: enough for counting, and cheap for many."""
        found = (self._connection.execute(chosen).mappings().all() for chosen in _chosen(which))
        return tuple(head(row) for some in found for row in some)

    def sheets(self, which: Which, *, after: str | None = None, first: int | None = None) -> tuple[Sheet, ...]:
        """Whole sheets by their identifiers' order, at most `first` of them after the identifier `after`."""
        heads: list[Sheet] = []
        for chosen in _chosen(which):
            paged = chosen if after is None else chosen.where(sheets.c.id > after)
            found = self._connection.execute(paged.order_by(sheets.c.id).limit(first)).mappings()
            heads += [head(row) for row in found]
        heads.sort(key=lambda sheet: sheet.id)
        return self._whole(heads[:first])

    def add_sheets(self, new: Sequence[Sheet]) -> None:
        """Save new sheets; they have neither rows nor lines yet."""
        if new:
            self._connection.execute(insert(sheets), [_values(sheet) for sheet in new])

    def put_sheet(self, sheet: Sheet) -> None:
        """Save a changed sheet with its rows and lines; raises Stale when somebody else was faster."""
        before = sheet.version - 1
        saved = self._connection.execute(
            update(sheets).where(sheets.c.id == sheet.id, sheets.c.version == before).values(**_values(sheet))
        )
        if saved.rowcount != 1:
            current = self._connection.execute(select(sheets.c.version).where(sheets.c.id == sheet.id)).scalar()
            raise Stale(current=current, sent=before)
        for table, values in ((rows, _row_values(sheet)), (lines, _line_values(sheet))):
            self._connection.execute(delete(table).where(table.c.sheet_id == sheet.id))
            if values:
                self._connection.execute(insert(table), values)

    def record_reads(self, reader: str, read: Sequence[Sheet]) -> None:
        """Keep that somebody read other people's sheets."""
        moment = self._clock.now()
        values = [
            {"id": new_id(), "sheet_id": sheet.id, "person_id": sheet.person_id, "reader_id": reader, "moment": moment}
            for sheet in read
        ]
        if values:
            self._connection.execute(insert(reads), values)

    def _whole(self, heads: Sequence[Sheet]) -> tuple[Sheet, ...]:
        ids = [sheet.id for sheet in heads]
        scores = _by_sheet(row for some in turns(ids) for row in self._of(rows, some))
        frozen = _by_sheet(row for some in turns(ids) for row in self._of(lines, some))
        return tuple(
            replace(
                _with_lines(sheet, frozen.get(sheet.id, ())),
                self_scores=_scores(scores.get(sheet.id, ()), "self_score"),
                leader_scores=_scores(scores.get(sheet.id, ()), "leader_score"),
            )
            for sheet in heads
        )

    def _of(self, table: Any, ids: Sequence[str]) -> Iterable[RowMapping]:
        return self._connection.execute(select(table).where(table.c.sheet_id.in_(ids))).mappings()


def _chosen(which: Which) -> Iterator[Select[Any]]:
    chosen = select(sheets).where(sheets.c.period.in_(which.periods))
    if which.status is not None:
        chosen = chosen.where(sheets.c.status == which.status.value)
    if which.units is not None:
        chosen = chosen.where(sheets.c.unit_id.in_(which.units))
    if which.reader is not None:
        chosen = chosen.where(_open_to(which.reader))
    if which.people is None:
        yield chosen
        return
    for some in turns(which.people):
        yield chosen.where(sheets.c.person_id.in_(some))


def _open_to(reader: Actor) -> ColumnElement[bool]:
    """Their own sheets, those they decide on, and those they audit."""
    own = (sheets.c.person_id,)
    return or_(
        permitted(reader, READ, unit=_deciding_unit(), people=own), permitted(reader, AUDIT, unit=sheets.c.unit_id)
    )


def _deciding_unit() -> ColumnElement[Any]:
    """Where the line begins that decides on a sheet: at its unit; a leader's one higher, if there is a higher one."""
    unit, above = units.alias("unit"), units.alias("above")
    higher = (
        select(func.coalesce(above.c.unit_id, unit.c.unit_id))
        .select_from(unit.outerjoin(above, above.c.unit_id == unit.c.parent_id))
        .where(unit.c.unit_id == sheets.c.unit_id)
        .scalar_subquery()
    )
    return case((sheets.c.person_type == LEADER, higher), else_=sheets.c.unit_id)


def _values(sheet: Sheet) -> dict[str, Any]:
    terms, outcome = sheet.terms, sheet.outcome
    return {
        **{name: getattr(sheet, name) for name in PLAIN},
        **{name: getattr(outcome, name) for name in ("general", "total", "level")},
        **{name: getattr(outcome.figures, name, None) for name in FIGURES},
        "status": sheet.status.value,
        "unit_result": terms.unit_result if terms else None,
        "organising": terms.organising if terms else None,
        "uniting": terms.uniting if terms else None,
    }


def head(row: RowMapping) -> Sheet:
    """A sheet from its own row, without its rows and lines."""
    terms = None
    if row["unit_result"] is not None:
        terms = LeaderTerms(unit_result=row["unit_result"], organising=row["organising"], uniting=row["uniting"])
    figures = None if row["points"] is None else Figures(**{name: row[name] for name in FIGURES})
    return Sheet(
        **{name: row[name] for name in PLAIN},
        status=Status(row["status"]),
        terms=terms,
        outcome=Outcome(general=row["general"], total=row["total"], level=row["level"], figures=figures),
    )


def _row_values(sheet: Sheet) -> list[dict[str, Any]]:
    own = {score.code: score.score for score in sheet.self_scores}
    leader = {score.code: score.score for score in sheet.leader_scores}
    return [
        {"sheet_id": sheet.id, "code": code, "self_score": own.get(code), "leader_score": leader.get(code)}
        for code in dict.fromkeys((*own, *leader))
    ]


def _line_values(sheet: Sheet) -> list[dict[str, Any]]:
    figures = sheet.outcome.figures
    scored = {score.line.task_id: score for score in figures.lines} if figures else {}
    return [
        {
            "sheet_id": sheet.id,
            "task_group": line.group.value,
            **{name: getattr(line, name) for name in LINE_FIELDS},
            **{f"{name}_points": getattr(scored.get(line.task_id), name, None) for name in LINE_FIGURES},
        }
        for line in sheet.lines
    ]


def _with_lines(sheet: Sheet, found: Sequence[RowMapping]) -> Sheet:
    kept = in_order(_line(row) for row in found)
    figures = sheet.outcome.figures
    if figures is None:
        return replace(sheet, lines=kept)
    points = {row["task_id"]: {name: row[f"{name}_points"] for name in LINE_FIGURES} for row in found}
    scored = tuple(LineScore(line=line, **points[line.task_id]) for line in kept)
    return replace(sheet, lines=kept, outcome=replace(sheet.outcome, figures=replace(figures, lines=scored)))


def _by_sheet(found: Iterable[RowMapping]) -> Mapping[str, list[RowMapping]]:
    grouped: dict[str, list[RowMapping]] = {}
    for row in found:
        grouped.setdefault(row["sheet_id"], []).append(row)
    return grouped


def _scores(found: Iterable[RowMapping], column: str) -> tuple[RowScore, ...]:
    given = (RowScore(code=row["code"], score=row[column]) for row in found if row[column] is not None)
    return tuple(sorted(given, key=lambda score: score.code))


def _line(row: RowMapping) -> Line:
    return Line(**{name: row[name] for name in LINE_FIELDS}, group=Group(row["task_group"]))
