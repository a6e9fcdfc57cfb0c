"""Reading sheets; every reading of somebody else's is recorded with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from hanoiwork_evaluation.domain.lines import Line
from hanoiwork_evaluation.domain.refusals import UnitNotFound
from hanoiwork_evaluation.domain.sheet import LEADER, Managed, Sheet, Status
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.ports import Begin, Session, Which
from hanoiwork_evaluation.service.rights import demand_period, known_period, readable_sheet
from hanoiwork_evaluation.service.scoring import kept_score, live_score
from hanoiwork_evaluation.service.views import SheetView, sheet_view
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import CursorInvalid, Page, decode_cursor, encode_cursor
from hanoiwork_shared.policy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sheets a list is asked for: of one period, and perhaps of a unit's subtree (code or id) or in a status."""

    period: str
    unit: str | None = None
    status: Status | None = None


class Sheets:
    """Score sheets for those who may see them. `locale` is the language of explanations and row titles."""

    def __init__(self, *, begin: Begin, packs: RulePacks, clock: Clock) -> None:
        self._begin = begin
        self._packs = packs
        self._clock = clock

    def one(self, identity: Identity, *, period: str, person: str | None = None, locale: str = "vi") -> SheetView:
        """The sheet of a person (the asking one if none is named)."""
        with self._begin() as session:
            month = demand_period(session, period)
            actor = self._actor(session, identity)
            sheet = readable_sheet(session, actor, person=person or identity.person_id, month=month)
            return self.show(session, identity, [sheet], locale=locale)[0]

    def of_people(
        self, identity: Identity, *, keys: Sequence[str], period: str, locale: str = "vi"
    ) -> list[SheetView | None]:
        """The sheets of several people (identifiers), in their order; None where there is none to see."""
        with self._begin() as session:
            month = known_period(session, period)
            if month is None:
                return [None] * len(keys)
            reader = self._actor(session, identity)
            found = session.sheets(Which(periods=[period], people=keys, reader=reader))
            seen = [sheet for sheet in found if sheet.rule_pack == month.rule_pack]
            views = {view.person_id: view for view in self.show(session, identity, seen, locale=locale)}
            return [views.get(key) for key in keys]

    def page(
        self, identity: Identity, wanted: Wanted, *, first: int, after: str | None = None, locale: str = "vi"
    ) -> Page[SheetView]:
        """The sheets that the asking person may see, a page at a time."""
        with self._begin() as session:
            demand_period(session, wanted.period)
            which = self._visible(session, self._actor(session, identity), wanted)
            found = session.sheets(which, after=_place(after), first=first + 1)
            views = self.show(session, identity, found[:first], locale=locale)
            cursors = tuple(encode_cursor([view.id]) for view in views)
            return Page(items=views, cursors=cursors, has_next=len(found) > first)

    def show(
        self, session: Session, identity: Identity, sheets: Sequence[Sheet], *, locale: str
    ) -> tuple[SheetView, ...]:
        """Views of sheets, with the reading of other people's recorded."""
        session.record_reads(identity.person_id, [sheet for sheet in sheets if sheet.person_id != identity.person_id])
        drafts = [sheet for sheet in sheets if sheet.status is Status.DRAFT]
        people = [sheet.person_id for sheet in drafts]
        live = {code: session.lines(demand_period(session, code), people) for code in {one.period for one in drafts}}
        leaders = [sheet for sheet in drafts if sheet.person_type == LEADER]
        managed = session.managed(leaders) if leaders else {}
        return tuple(
            self._view(sheet, live.get(sheet.period, {}).get(sheet.person_id, ()), managed.get(sheet.id, ()), locale)
            for sheet in sheets
        )

    def _view(self, sheet: Sheet, lines: Sequence[Line], managed: Sequence[Managed], locale: str) -> SheetView:
        pack = self._packs.named(sheet.rule_pack)
        figures = sheet.outcome.figures
        if figures is None:
            score = live_score(sheet, pack=pack, lines=lines, managed=managed)
        else:
            score = kept_score(sheet, figures, pack=pack)
        return sheet_view(sheet, score, pack=pack, locale=locale)

    def _visible(self, session: Session, actor: Actor, wanted: Wanted) -> Which:
        units = None
        if wanted.unit is not None:
            unit = session.places.unit(wanted.unit)
            if unit is None:
                raise UnitNotFound(field="unit", unit=wanted.unit)
            units = session.places.below(unit.id)
        return Which(periods=[wanted.period], units=units, reader=actor, status=wanted.status)

    def _actor(self, session: Session, identity: Identity) -> Actor:
        return session.places.actor(identity.person_id, self._clock.today())


def _place(after: str | None) -> str | None:
    if after is None:
        return None
    values = decode_cursor(after)
    if len(values) != 1 or not isinstance(values[0], str):
        raise CursorInvalid(field="after")
    return values[0]
