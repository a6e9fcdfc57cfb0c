"""Looking at units: as they are, and as they stood on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select

from hanoiwork_directory.domain.unit import Standing, Unit
from hanoiwork_directory.store.mapping import grouped, in_force, lasting, standing_of, unit_of
from hanoiwork_directory.store.tables import people, posts, standings, units
from hanoiwork_shared.tree import all_below, line_up

_STOOD = ("code", "name", "kind", "parent_id", "closed", "merged_into")


class UnitLooking:
    """Units through one connection; with a day (`on`), those there were on that day, as they then stood."""

    _connection: Connection

    def units(
        self, *, kind: str | None = None, parent_id: str | None = None, on: date | None = None
    ) -> tuple[Unit, ...]:
        """Units by code, all or those of a kind or right under a parent."""
        source = _as_of(on)
        query = select(source).order_by(source.c.code)
        if kind is not None:
            query = query.where(source.c.kind == kind)
        if parent_id is not None:
            query = query.where(source.c.parent_id == parent_id)
        return tuple(unit_of(row) for row in self._connection.execute(query))

    def units_by_ids(self, ids: Iterable[str], *, on: date | None = None) -> dict[str, Unit]:
        """Units by identifier; unknown ones are absent."""
        source = _as_of(on)
        rows = self._connection.execute(select(source).where(source.c.id.in_(set(ids))))
        return {row.id: unit_of(row) for row in rows}

    def unit(self, key: str, *, on: date | None = None) -> Unit | None:
        """The unit with this code or identifier."""
        source = _as_of(on)
        row = self._connection.execute(select(source).where(or_(source.c.code == key, source.c.id == key))).first()
        return unit_of(row) if row else None

    def units_under(self, parent_ids: Iterable[str], *, on: date | None = None) -> dict[str, tuple[Unit, ...]]:
        """The units right under each of these, by code; a parent without any is absent."""
        source = _as_of(on)
        query = select(source).where(source.c.parent_id.in_(set(parent_ids)))
        return grouped(
            self._connection.execute(query.order_by(source.c.parent_id, source.c.code)), "parent_id", unit_of
        )

    def standings(self, unit_ids: Sequence[str]) -> dict[str, tuple[Standing, ...]]:
        """How each of these units stood, from its first day on; an unknown one is absent."""
        query = select(standings).where(standings.c.unit_id.in_(set(unit_ids)))
        rows = self._connection.execute(query.order_by(standings.c.unit_id, standings.c.valid_from))
        return grouped(rows, "unit_id", standing_of)

    def last_standings(self, unit_ids: Iterable[str]) -> dict[str, Standing]:
        """How each of these units stands."""
        wanted = standings.c.unit_id.in_(set(unit_ids))
        rows = self._connection.execute(select(standings).where(standings.c.valid_to.is_(None), wanted))
        return {row.unit_id: standing_of(row) for row in rows}

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        return line_up(self._connection, units.c.id, units.c.parent_id, start=unit_id)

    def below(self, unit_ids: Iterable[str]) -> frozenset[str]:
        """These units and every unit under them."""
        under = all_below(units.c.id, units.c.parent_id, tops=unit_ids)
        return frozenset(self._connection.execute(under).scalars())

    def inside(self, unit_id: str, *, on: date) -> tuple[int, int]:
        """How many people have a post in a unit on a day or later, and how many open units are right under it."""
        staff = (
            select(func.count(func.distinct(posts.c.person_id)))
            .join(people, people.c.id == posts.c.person_id)
            .where(posts.c.unit_id == unit_id, people.c.active, lasting(posts, on))
        )
        open_units = select(func.count()).where(units.c.parent_id == unit_id, units.c.closed.is_(False))
        return (
            int(self._connection.execute(staff).scalar_one()),
            int(self._connection.execute(open_units).scalar_one()),
        )


def _as_of(on: date | None) -> Any:
    """The units as they are, or as they stood on a day; alike in their columns."""
    if on is None:
        return units
    stood = [standings.c[name] for name in _STOOD]
    joined = select(standings.c.unit_id.label("id"), *stood, units.c.version).join(
        units, units.c.id == standings.c.unit_id
    )
    return joined.where(in_force(standings, on)).subquery("stood")
