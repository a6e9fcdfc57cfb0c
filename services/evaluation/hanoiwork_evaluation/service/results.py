"""Results of many: under an objective, of a unit, of a year. They count sheets from submission on and show no sheet.

Scores are personal data, and an average over fewer than three people tells one person's score. It is given only to
those who may read the sheet of every one of them, and recorded as such a reading; the counts are everybody's.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.refusals import PersonNotFound, UnitNotFound
from hanoiwork_evaluation.domain.sheet import Sheet, Status
from hanoiwork_evaluation.rules.means import excellent_allowed, mean_of_counted, mean_total
from hanoiwork_evaluation.rules.pack import RulePack
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.ports import Begin, By, Session, Tally, Which
from hanoiwork_evaluation.service.rights import demand_period, known_period
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity

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
        return self._scores(identity, By.OBJECTIVE, keys, period)

    def of_units(self, identity: Identity, *, keys: Sequence[str], period: str) -> list[Scores | None]:
        """Scores of the people of each unit (identifiers) and below, in a period; None without the period."""
        return self._scores(identity, By.UNIT, keys, period)

    def of_unit(self, identity: Identity, *, unit: str, period: str) -> Scores | None:
        """Scores of the people of one unit (code or id) and below."""
        with self._read() as session:
            demand_period(session, period)
            known = session.places.unit(unit)
        if known is None:
            raise UnitNotFound(field="unit", unit=unit)
        return self.of_units(identity, keys=[known.id], period=period)[0]

    def _scores(self, identity: Identity, by: By, keys: Sequence[str], period: str) -> list[Scores | None]:
        with self._read() as session:
            month = known_period(session, period)
            if month is None:
                return [None] * len(keys)
            pack = self._packs.named(month.rule_pack)
            tallies = session.tallies(month, by, keys)
            small = [key for key, group in tallies.items() if 0 < _scored(group) < SMALLEST_GROUP]
            behind = session.scored(month, by, small) if small else {}
            told = self._readable(session, identity, month, behind) if small else {}
        hidden = {key for key in small if len(told.get(key, ())) != _scored(tallies[key])}
        self._record(identity, (sheet for key in small if key not in hidden for sheet in told[key]))
        return [_scores(tallies.get(key, ()), pack=pack, told=key not in hidden) for key in keys]

    def _readable(
        self, session: Session, identity: Identity, month: Period, groups: Mapping[str, Sequence[Sheet]]
    ) -> dict[str, list[Sheet]]:
        people = sorted({sheet.person_id for sheets in groups.values() for sheet in sheets})
        reader = session.places.actor(identity.person_id, self._clock.today())
        seen = {sheet.id for sheet in session.heads(Which(periods=[month.code], people=people, reader=reader))}
        return {key: [sheet for sheet in sheets if sheet.id in seen] for key, sheets in groups.items()}

    def _record(self, identity: Identity, sheets: Iterable[Sheet]) -> None:
        others = {sheet.id: sheet for sheet in sheets if sheet.person_id != identity.person_id}
        if others:
            with self._begin() as session:
                session.record_reads(identity.person_id, list(others.values()))

    def year(self, identity: Identity, *, person: str, year: int) -> YearResult:
        """A person's year so far, for those who may see each of its final sheets; the reading is recorded."""
        with self._read() as session:
            known = session.places.person(person)
        found = self.years(identity, keys=[known.id], year=year)[0] if known else None
        if found is None:
            raise PersonNotFound(field="person", person=person)
        return found

    def years(self, identity: Identity, *, keys: Sequence[str], year: int) -> list[YearResult | None]:
        """The years of several people (identifiers), in their order; None where it is not to be seen."""
        codes = [f"{year}-{month:02}" for month in range(1, MONTHS + 1)]
        with self._begin() as session:
            reader = session.places.actor(identity.person_id, self._clock.today())
            sheets: dict[str, list[Sheet]] = {key: [] for key in keys}
            for sheet in session.heads(Which(periods=codes, people=list(sheets))):
                sheets[sheet.person_id].append(sheet)
            seen = {sheet.id for sheet in session.heads(Which(periods=codes, people=list(sheets), reader=reader))}
            told = {key: _whole(heads, seen=seen, own=key == reader.person_id) for key, heads in sheets.items()}
            others = [sheet for key, whole in told.items() if key != reader.person_id for sheet in whole or ()]
            session.record_reads(reader.person_id, others)
        return [None if (whole := told[key]) is None else self._year(key, year, whole) for key in keys]

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


def _whole(sheets: Sequence[Sheet], *, seen: Container[str], own: bool) -> list[Sheet] | None:
    """The sheets of somebody's year that may be seen (identifiers); None when they may not be told as a year."""
    open_ = [sheet for sheet in sheets if sheet.id in seen]
    final = all(sheet in open_ for sheet in sheets if sheet.status is Status.APPROVED)
    return open_ if final and (open_ or own) else None


def _scored(group: Iterable[Tally]) -> int:
    return sum(tally.people for tally in group if tally.total is not None)


def _scores(group: Sequence[Tally], *, pack: RulePack, told: bool) -> Scores:
    """The scores of a group; without its mean and levels if they are not to be told."""
    having = {level.code: sum(tally.people for tally in group if tally.level == level.code) for level in pack.levels}
    good = sum(having[level.code] for level in pack.levels if level.good)
    return Scores(
        people=sum(tally.people for tally in group),
        scored=_scored(group),
        average_total=mean_of_counted((tally.total, tally.people) for tally in group) if told else None,
        levels=tuple(
            LevelCount(level=level.vi, people=having[level.code])
            for level in pack.levels
            if told and having[level.code]
        ),
        excellent_allowed=excellent_allowed(good, pack=pack),
    )
