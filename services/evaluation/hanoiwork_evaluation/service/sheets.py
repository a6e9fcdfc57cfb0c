"""Reading sheets; every reading of somebody else's is recorded with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from hanoiwork_evaluation.domain.lines import Line
from hanoiwork_evaluation.domain.refusals import UnitNotFound
from hanoiwork_evaluation.domain.sheet import Sheet, Status
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.ports import Begin, Session, Which
from hanoiwork_evaluation.service.rights import demand_period, may_read, readable_sheet, readable_units
from hanoiwork_evaluation.service.scoring import shown_score
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
            actor = self._actor(session, identity)
            sheet = readable_sheet(session, actor, person=person or identity.person_id, period=period)
            return self.show(session, identity, [sheet], locale=locale)[0]

    def of_people(
        self, identity: Identity, *, keys: Sequence[str], period: str, locale: str = "vi"
    ) -> list[SheetView | None]:
        """The sheets of several people (identifiers), in their order; None where there is none to see."""
        with self._begin() as session:
            month = session.period(period)
            if month is None:
                return [None] * len(keys)
            actor = self._actor(session, identity)
            found = session.sheets(Which(periods=[period], people=keys))
            seen = [sheet for sheet in found if sheet.rule_pack == month.rule_pack and may_read(session, actor, sheet)]
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
        drafts = {sheet.period for sheet in sheets if sheet.status is Status.DRAFT}
        people = [sheet.person_id for sheet in sheets]
        live = {code: session.lines(demand_period(session, code), people) for code in drafts}
        return tuple(
            self._view(session, sheet, live.get(sheet.period, {}).get(sheet.person_id, ()), locale) for sheet in sheets
        )

    def _view(self, session: Session, sheet: Sheet, lines: Sequence[Line], locale: str) -> SheetView:
        pack = self._packs.named(sheet.rule_pack)
        score = shown_score(session, sheet, pack=pack, lines=lines)
        return sheet_view(sheet, score, pack=pack, locale=locale)

    def _visible(self, session: Session, actor: Actor, wanted: Wanted) -> Which:
        units = readable_units(session, actor)
        own: str | None = actor.person_id
        if wanted.unit is not None:
            unit = session.places.unit(wanted.unit)
            if unit is None:
                raise UnitNotFound(field="unit", unit=wanted.unit)
            inside = set(session.places.below(unit.id))
            units = tuple(sorted(inside if units is None else inside & set(units)))
            home = session.places.person(actor.person_id)
            own = actor.person_id if home is not None and home.unit_id in inside else None
        return Which(periods=[wanted.period], units=units, or_person=own, status=wanted.status)

    def _actor(self, session: Session, identity: Identity) -> Actor:
        return session.places.actor(identity.person_id, self._clock.today())


def _place(after: str | None) -> str | None:
    if after is None:
        return None
    values = decode_cursor(after)
    if len(values) != 1 or not isinstance(values[0], str):
        raise CursorInvalid(field="after")
    return values[0]
