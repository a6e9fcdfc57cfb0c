"""Results of many: under an objective, of a unit, of a year. They count sheets from submission on and show no sheet.

An average over fewer than three people would tell one person's score (design, section 7), so it is given only to
those whose line, office or audit covers every one of them; the counts are everybody's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_evaluation.domain.refusals import PersonNotFound, UnitNotFound
from hanoiwork_evaluation.domain.sheet import Sheet, Status
from hanoiwork_evaluation.rules.means import excellent_allowed, mean_total
from hanoiwork_evaluation.rules.pack import RulePack
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.ports import Begin, Session, Which
from hanoiwork_evaluation.service.rights import COUNT, demand_period, may_read
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor, may

SMALLEST_GROUP = 3
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCount:
    """How many people have a level (its Vietnamese name)."""

    level: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How many people worked, how many of them have a total, their mean total (one decimal) and levels.

    `excellent_allowed` is how many may be excellent under the pack's quota (20 % of those good or better).
    """

    people: int
    scored: int
    average_total: Decimal | None
    levels: tuple[LevelCount, ...]
    excellent_allowed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthResult:
    """A final month of a person."""

    period: str
    total: Decimal | None
    level: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearResult:
    """A person's year: the mean of the approved months that have a total, and its level."""

    person_id: str
    year: int
    months: tuple[MonthResult, ...]
    total: Decimal | None
    level: str | None


class Results:
    """Counts and means over sheets."""

    def __init__(self, *, begin: Begin, read: Begin, packs: RulePacks, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._packs = packs
        self._clock = clock

    def of_objectives(self, identity: Identity, *, keys: Sequence[str], period: str) -> list[Scores | None]:
        """Scores of the people who served each objective, or one below it, in a period; None without the period."""
        with self._read() as session:
            month = session.period(period)
            if month is None:
                return [None] * len(keys)
            serving = session.serving(month, keys)
            everybody = sorted(set().union(*serving.values()))
            sheets = _in_force(session.heads(Which(periods=[period], people=everybody)), month.rule_pack)
            count = _Count(session, self._actor(session, identity), self._packs.named(month.rule_pack))
            return [count.scores(serving.get(key, frozenset()), sheets) for key in keys]

    def of_units(self, identity: Identity, *, keys: Sequence[str], period: str) -> list[Scores | None]:
        """Scores of the people of each unit (identifiers) and below, in a period; None without the period."""
        with self._read() as session:
            month = session.period(period)
            if month is None:
                return [None] * len(keys)
            sheets = _in_force(session.heads(Which(periods=[period])), month.rule_pack)
            count = _Count(session, self._actor(session, identity), self._packs.named(month.rule_pack))
            return [count.scores(_people_below(session, key, sheets), sheets) for key in keys]

    def of_unit(self, identity: Identity, *, unit: str, period: str) -> Scores | None:
        """Scores of the people of one unit (code or id) and below."""
        with self._read() as session:
            demand_period(session, period)
            known = session.places.unit(unit)
        if known is None:
            raise UnitNotFound(field="unit", unit=unit)
        return self.of_units(identity, keys=[known.id], period=period)[0]

    def year(self, identity: Identity, *, person: str, year: int) -> YearResult:
        """A person's year so far, for those who may see each of its sheets; the reading is recorded."""
        codes = [f"{year}-{month:02}" for month in range(1, MONTHS + 1)]
        with self._begin() as session:
            actor = self._actor(session, identity)
            known = session.places.person(person)
            sheets = session.heads(Which(periods=codes, people=[known.id])) if known else ()
            seen = [sheet for sheet in sheets if may_read(session, actor, sheet)]
            if known is None or not (seen or known.id == actor.person_id):
                raise PersonNotFound(field="person", person=person)
            session.record_reads(actor.person_id, [sheet for sheet in seen if sheet.person_id != actor.person_id])
            return self._year(known.id, year, seen)

    def _year(self, person_id: str, year: int, sheets: Iterable[Sheet]) -> YearResult:
        final = sorted((sheet for sheet in sheets if sheet.status is Status.APPROVED), key=lambda one: one.period)
        total = mean_total(sheet.outcome.total for sheet in final)
        return YearResult(
            person_id=person_id,
            year=year,
            months=tuple(
                MonthResult(period=sheet.period, total=sheet.outcome.total, level=self._level(sheet)) for sheet in final
            ),
            total=total,
            level=None if total is None else self._packs.named(final[-1].rule_pack).level(total).vi,
        )

    def _level(self, sheet: Sheet) -> str | None:
        code = sheet.outcome.level
        return None if code is None else self._packs.named(sheet.rule_pack).level_named(code).vi

    def _actor(self, session: Session, identity: Identity) -> Actor:
        return session.places.actor(identity.person_id, self._clock.today())


class _Count:
    """Counting for one reader under one rule pack; lines of units are looked up once."""

    def __init__(self, session: Session, actor: Actor, pack: RulePack) -> None:
        self._session = session
        self._actor = actor
        self._pack = pack
        self._seen: dict[str, bool] = {}

    def scores(self, people: Iterable[str], sheets: Mapping[str, Sheet]) -> Scores:
        """The scores of some people."""
        group = frozenset(people)
        scored = [sheets[person] for person in sorted(group) if person in sheets and _has_total(sheets[person])]
        open_to_reader = len(scored) >= SMALLEST_GROUP or all(self._covers(sheet) for sheet in scored)
        levels = [sheet.outcome.level for sheet in scored]
        good = sum(level in self._good_or_better() for level in levels)
        return Scores(
            people=len(group),
            scored=len(scored),
            average_total=mean_total(sheet.outcome.total for sheet in scored) if open_to_reader else None,
            levels=tuple(
                LevelCount(level=level.vi, people=levels.count(level.code))
                for level in self._pack.levels
                if open_to_reader and level.code in levels
            ),
            excellent_allowed=excellent_allowed(good, pack=self._pack),
        )

    def _good_or_better(self) -> frozenset[str]:
        return frozenset(level.code for level in self._pack.levels[:2])

    def _covers(self, sheet: Sheet) -> bool:
        if sheet.person_id == self._actor.person_id:
            return True
        if sheet.unit_id not in self._seen:
            self._seen[sheet.unit_id] = may(self._actor, COUNT, at=self._session.places.line(sheet.unit_id))
        return self._seen[sheet.unit_id]


def _has_total(sheet: Sheet) -> bool:
    return sheet.outcome.total is not None


def _in_force(sheets: Iterable[Sheet], rule_pack: str) -> dict[str, Sheet]:
    return {sheet.person_id: sheet for sheet in sheets if sheet.rule_pack == rule_pack}


def _people_below(session: Session, unit_id: str, sheets: Mapping[str, Sheet]) -> list[str]:
    below = frozenset(session.places.below(unit_id))
    return [person for person, sheet in sheets.items() if sheet.unit_id in below]
