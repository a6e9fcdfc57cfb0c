"""What is watched: the kept standing of each objective and measure, and which are due for another look."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.progress import Standing
from hanoiwork_objectives.domain.watch import Watch, watch_of, watch_of_measure
from hanoiwork_objectives.store.bulk import sliced, upsert_many
from hanoiwork_objectives.store.decoding import measures_from, objectives_from, raw
from hanoiwork_objectives.store.tables import measures, objectives, watches

Kept = Mapping[str, tuple[str | None, date | None]]


class Watching:
    """The watches through one connection; what is read to be told of is locked until the transaction ends."""

    _connection: Connection

    def due(self, day: date, *, most: int) -> Sequence[Watch]:
        """Up to `most` of those that may be called otherwise by now and that nobody else is looking at."""
        query = (
            select(watches.c.id, watches.c.told, watches.c.next_look)
            .where(watches.c.next_look <= day)
            .order_by(watches.c.next_look, watches.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        kept = {row[0]: (row[1], row[2]) for row in self._connection.execute(query)}
        if not kept:
            return ()
        return self._watches(self._objectives_in(list(kept)), self._measures_in(list(kept)), kept)

    def watched(self, objective_ids: Iterable[str], measure_ids: Iterable[str]) -> Sequence[Watch]:
        """These objectives with all their measures, and these measures."""
        of = sorted(set(objective_ids))
        held = self._objectives_in(of)
        own = {one.id: one for one in self._measures_of(of)}
        own |= {one.id: one for one in self._measures_in(sorted(set(measure_ids) - own.keys()))}
        kept = self._kept(sorted({*(one.id for one in held), *own}))
        return self._watches(held, list(own.values()), kept)

    def keep_watches(self, seen: Sequence[Watch]) -> None:
        """Keep what was told and when to look again."""
        rows = [
            {
                "id": watch.id,
                "subject": watch.subject.value,
                "told": watch.told.value if watch.told else None,
                "next_look": watch.next_look,
            }
            for watch in seen
        ]
        upsert_many(self._connection, watches, rows)

    def _kept(self, ids: Sequence[str]) -> Kept:
        kept: dict[str, tuple[str | None, date | None]] = {}
        for some in sliced(ids):
            query = select(watches.c.id, watches.c.told, watches.c.next_look).where(watches.c.id.in_(some))
            rows = self._connection.execute(query.order_by(watches.c.id).with_for_update())
            kept |= {row[0]: (row[1], row[2]) for row in rows}
        return kept

    def _objectives_in(self, ids: Sequence[str]) -> list[Objective]:
        query = select(*raw(objectives))
        found = (self._connection.execute(query.where(objectives.c.id.in_(some))) for some in sliced(ids))
        return [one for result in found for one in objectives_from(result)]

    def _measures_in(self, ids: Sequence[str]) -> list[Measure]:
        query = select(*raw(measures))
        found = (self._connection.execute(query.where(measures.c.id.in_(some))) for some in sliced(ids))
        return [one for result in found for one in measures_from(result)]

    def _measures_of(self, ids: Sequence[str]) -> list[Measure]:
        query = select(*raw(measures))
        found = (self._connection.execute(query.where(measures.c.objective_id.in_(some))) for some in sliced(ids))
        return [one for result in found for one in measures_from(result)]

    def _watches(self, held: Sequence[Objective], own: Sequence[Measure], kept: Kept) -> list[Watch]:
        known = {one.id: one for one in held}
        others = sorted({one.objective_id for one in own if one.objective_id is not None} - known.keys())
        known |= {one.id: one for one in self._objectives_in(others)}
        return [
            *(watch_of(one, **_told(kept, one.id)) for one in held),
            *(watch_of_measure(one, holder=known.get(one.objective_id or ""), **_told(kept, one.id)) for one in own),
        ]


def _told(kept: Kept, watched_id: str) -> dict[str, Any]:
    told, next_look = kept.get(watched_id, (None, None))
    return {"told": Standing(told) if told else None, "next_look": next_look}
