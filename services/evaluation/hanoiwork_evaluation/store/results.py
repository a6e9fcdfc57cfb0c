"""Counts over many people, done by the database: under objectives, in units, below leaders."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Join,
    Select,
    String,
    and_,
    cast,
    column,
    func,
    or_,
    select,
    values,
)

from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.sheet import LEADER, Managed, Sheet, Status
from hanoiwork_evaluation.service.ports import By, Tally
from hanoiwork_evaluation.store.ledger import counting, turns
from hanoiwork_evaluation.store.sheets import head
from hanoiwork_evaluation.store.tables import objectives, sheets, tasks
from hanoiwork_shared.places import units

KEY = String(36)


class ResultRows:
    """Counts through one open connection; however many keys are asked for, one statement answers them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tallies(self, month: Period, by: By, keys: Sequence[str]) -> Mapping[str, tuple[Tally, ...]]:
        """The people of each objective or unit (identifiers) in a month, counted by total and level."""
        found: dict[str, tuple[Tally, ...]] = {}
        for some in turns(keys):
            root, joined = _joined(month, by, some)
            counted = (
                select(root, sheets.c.total, sheets.c.level, func.count().label("people"))
                .select_from(joined)
                .group_by(root, sheets.c.total, sheets.c.level)
                .order_by(root)
            )
            for key, rows in groupby(self._connection.execute(counted), _root):
                found[key] = tuple(Tally(people=row.people, total=row.total, level=row.level) for row in rows)
        return found

    def scored(self, month: Period, by: By, keys: Sequence[str]) -> Mapping[str, tuple[Sheet, ...]]:
        """The sheets with a total behind each count, without their rows and lines; meant for small groups."""
        found: dict[str, tuple[Sheet, ...]] = {}
        for some in turns(keys):
            root, joined = _joined(month, by, some)
            chosen = (
                select(root, sheets).select_from(joined).where(sheets.c.total.is_not(None)).order_by(root, sheets.c.id)
            )
            for key, rows in groupby(self._connection.execute(chosen), _root):
                found[key] = tuple(head(row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name for it
        return found

    def managed(self, leaders: Sequence[Sheet]) -> Mapping[str, tuple[Managed, ...]]:
        """What is under each of these leaders (by sheet identifier): the sheets of their unit and below, counted.

        Other leaders of the same unit are not managed by this one (our choice).
        """
        found: dict[str, tuple[Managed, ...]] = {}
        for some in turns(sheet.id for sheet in leaders):
            for root, rows in groupby(self._connection.execute(_managed(some)), _root):
                found[root] = tuple(
                    Managed(status=Status(row.status), level=row.level, people=row.people) for row in rows
                )
        return found


def _joined(month: Period, by: By, keys: Sequence[str]) -> tuple[ColumnElement[str], Join]:
    """The column of keys (root), and where it stands: beside the sheet, if there is one, of each person once."""
    if by is By.UNIT:
        below = _units_below(_named(keys))
        return below.c.root, below.join(sheets, and_(sheets.c.unit_id == below.c.id, _of(month)))
    people = _serving(month, keys).subquery()
    return people.c.root, people.outerjoin(sheets, and_(sheets.c.person_id == people.c.person_id, _of(month)))


def _serving(month: Period, keys: Sequence[str]) -> Select[Any]:
    """Pairs (root, person_id) of the people with work under an objective, each once."""
    under = _named(keys)
    under = under.union(
        select(under.c.root, objectives.c.objective_id).join(objectives, objectives.c.parent_id == under.c.id)
    )
    return (
        select(under.c.root, tasks.c.person_id)
        .join(tasks, tasks.c.objective_id == under.c.id)
        .where(counting(month))
        .distinct()
    )


def _managed(ids: Sequence[str]) -> Select[Any]:
    leader, other = sheets.alias("leader"), sheets.alias("other")
    own = select(leader.c.id.label("root"), leader.c.unit_id.label("id")).where(leader.c.id.in_(ids))
    below = _units_below(own.cte("below", recursive=True))
    return (
        select(below.c.root, other.c.status, other.c.level, func.count().label("people"))
        .join(leader, leader.c.id == below.c.root)
        .join(other, other.c.unit_id == below.c.id)
        .where(
            other.c.period == leader.c.period,
            other.c.rule_pack == leader.c.rule_pack,
            other.c.person_id != leader.c.person_id,
            or_(other.c.person_type != LEADER, other.c.unit_id != leader.c.unit_id),
        )
        .group_by(below.c.root, other.c.status, other.c.level)
        .order_by(below.c.root)
    )


def _named(keys: Sequence[str]) -> CTE:
    """Pairs (root, id) to begin with: each key under itself, known here or not."""
    named = values(column("root", KEY), name="named").data([(key,) for key in keys]).cte("named")
    root = cast(named.c.root, KEY)
    return select(root.label("root"), root.label("id")).cte("below", recursive=True)


def _units_below(below: CTE) -> CTE:
    return below.union(select(below.c.root, units.c.unit_id).join(units, units.c.parent_id == below.c.id))


def _of(month: Period) -> ColumnElement[bool]:
    return and_(sheets.c.period == month.code, sheets.c.rule_pack == month.rule_pack)


def _root(row: Any) -> str:
    return str(row.root)
