"""Check-ins: read to decide, added, acknowledged; and what systems fed under which key."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Select, case, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.feed import Fed
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.store.bulk import sliced
from hanoiwork_objectives.store.mapping import from_check_in, to_check_in, to_measure
from hanoiwork_objectives.store.tables import check_ins, feed_items, measures, objectives


class Reports:
    """The check-ins through one connection."""

    _connection: Connection

    def measures_called(self, keys: Iterable[str]) -> Mapping[str, Measure]:
        """Measures by id or code: an id before a code that looks the same, what is active before the rest, then the
        newest cycle.
        """
        wanted = sorted(set(keys))
        found: dict[str, Measure] = {}
        by_id: dict[str, Measure] = {}
        for some in sliced(wanted):
            query = select(measures).where(measures.c.id.in_(some) | measures.c.code.in_(some))
            active_last = case((measures.c.status == Status.ACTIVE.value, 1), else_=0)
            for row in self._connection.execute(query.order_by(active_last, measures.c.cycle)).mappings():
                measure = to_measure(row)
                found[measure.code] = measure
                by_id[measure.id] = measure
        found |= by_id
        return {key: found[key] for key in wanted if key in found}

    def owns_anything(self, person_id: str) -> bool:
        """Whether a person owns an objective or a measure."""
        owned = (exists().where(table.c.owner_id == person_id) for table in (measures, objectives))
        return bool(self._connection.execute(select(or_(*owned))).scalar_one())

    def check_in(self, check_in_id: str) -> CheckIn | None:
        """One check-in."""
        return next(iter(self._check_ins(select(check_ins).where(check_ins.c.id == check_in_id))), None)

    def check_in_to_change(self, check_in_id: str) -> CheckIn | None:
        """One check-in, locked."""
        query = select(check_ins).where(check_ins.c.id == check_in_id).with_for_update()
        return next(iter(self._check_ins(query)), None)

    def correction_of(self, check_in_id: str) -> CheckIn | None:
        """The check-in that replaced another, if one did."""
        return next(iter(self._check_ins(select(check_ins).where(check_ins.c.corrects == check_in_id))), None)

    def standing(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """The `most` newest check-ins of each measure that nothing corrects."""
        newer = aliased(check_ins)
        newest = (check_ins.c.on.desc(), check_ins.c.sequence.desc())
        place = func.row_number().over(partition_by=check_ins.c.measure_id, order_by=newest).label("place")
        ranked = (
            select(check_ins, place)
            .where(check_ins.c.measure_id.in_(measure_ids))
            .where(~exists().where(newer.c.corrects == check_ins.c.id))
            .subquery()
        )
        columns = [ranked.c[column.name] for column in check_ins.c]
        return self._check_ins(select(*columns).where(ranked.c.place <= most))

    def add_check_ins(self, made: Sequence[CheckIn]) -> None:
        """Save check-ins; nothing but an acknowledgement is ever added to them."""
        if made:
            self._connection.execute(check_ins.insert(), [from_check_in(check_in) for check_in in made])

    def put_acknowledgement(self, check_in: CheckIn) -> None:
        """Save that somebody took note of a check-in."""
        values = {name: getattr(check_in, name) for name in ("acknowledged_by", "acknowledged_at", "acknowledgement")}
        self._connection.execute(update(check_ins).where(check_ins.c.id == check_in.id).values(**values))

    def fed(self, person_id: str, source_keys: Iterable[str]) -> Mapping[str, Fed]:
        """What a system sent before under these keys."""
        query = select(feed_items).where(
            feed_items.c.person_id == person_id, feed_items.c.source_key.in_(set(source_keys))
        )
        return {row["source_key"]: Fed(**row) for row in self._connection.execute(query).mappings()}

    def add_fed(self, items: Sequence[Fed]) -> None:
        """Remember what a system sent."""
        if items:
            rows = [
                {
                    "person_id": item.person_id,
                    "source_key": item.source_key,
                    "digest": item.digest,
                    "check_in_id": item.check_in_id,
                }
                for item in items
            ]
            self._connection.execute(feed_items.insert(), rows)

    def _check_ins(self, query: Select[tuple[object, ...]]) -> list[CheckIn]:
        return [to_check_in(row) for row in self._connection.execute(query).mappings()]
