"""Looking at people, their posts and leaves."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, or_, select, tuple_

from hanoiwork_directory.domain.leave import Leave
from hanoiwork_directory.domain.person import Person
from hanoiwork_directory.domain.post import Post
from hanoiwork_directory.store.mapping import grouped, in_force, leave_of, person_of, post_of
from hanoiwork_directory.store.tables import leaves, people, posts
from hanoiwork_shared.folding import fold
from hanoiwork_shared.pages import Page, after_values, page_of


class PeopleLooking:
    """People through one connection."""

    _connection: Connection

    def people_page(self, *, unit_id: str | None, search: str | None, first: int, after: str | None) -> Page[Person]:
        """People by code from a cursor on; those of a unit have their primary post in it today."""
        query = select(people).order_by(people.c.code).limit(first + 1)
        if unit_id is not None:
            query = query.where(people.c.unit_id == unit_id, people.c.active)
        if search:
            query = query.where(people.c.folded_name.contains(fold(search), autoescape=True))
        if after is not None:
            query = query.where(people.c.code > after_values(after)[0])
        return _by_code(self._connection.execute(query).all(), first=first)

    def people_pages(self, unit_ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Person]]:
        """A page of the people of each of these units, by code, in one query; a unit without any is absent."""
        place = func.row_number().over(partition_by=people.c.unit_id, order_by=people.c.code).label("place")
        query = select(people, place).where(people.c.unit_id.in_(set(unit_ids)), people.c.active)
        if after is not None:
            query = query.where(people.c.code > after_values(after)[0])
        rows = self._placed(query, first)
        return {unit: _by_code(list(here), first=first) for unit, here in groupby(rows, _unit_of)}

    def people_by_ids(self, ids: Sequence[str]) -> dict[str, Person]:
        """People by identifier; unknown ones are absent."""
        rows = self._connection.execute(select(people).where(people.c.id.in_(set(ids))))
        return {row.id: person_of(row) for row in rows}

    def active_people(self) -> tuple[Person, ...]:
        """Everybody who works for the city, by code."""
        rows = self._connection.execute(select(people).where(people.c.active).order_by(people.c.code))
        return tuple(person_of(row) for row in rows)

    def person(self, key: str) -> Person | None:
        """The person with this code or identifier."""
        row = self._connection.execute(select(people).where(or_(people.c.code == key, people.c.id == key))).first()
        return person_of(row) if row else None

    def posts_of(self, person_ids: Iterable[str], *, on: date | None = None) -> dict[str, tuple[Post, ...]]:
        """The posts of each of these people, all there ever were or those of a day; a person without any is absent."""
        query = select(posts).where(posts.c.person_id.in_(set(person_ids)))
        if on is not None:
            query = query.where(in_force(posts, on))
        order = (posts.c.person_id, posts.c.valid_from, posts.c.primary.desc(), posts.c.id)
        return grouped(self._connection.execute(query.order_by(*order)), "person_id", post_of)

    def post_pages(self, unit_ids: Sequence[str], *, on: date, first: int, after: str | None) -> dict[str, Page[Post]]:
        """A page of the posts that each of these units had on a day, by the code of who held them."""
        order = (people.c.code, posts.c.id)
        place = func.row_number().over(partition_by=posts.c.unit_id, order_by=order).label("place")
        query = select(posts, people.c.code.label("person_code"), place).join(people, people.c.id == posts.c.person_id)
        query = query.where(posts.c.unit_id.in_(set(unit_ids)), in_force(posts, on))
        if after is not None:
            query = query.where(tuple_(*order) > tuple_(*after_values(after, (str, str))))
        rows = self._placed(query, first)
        return {
            unit: page_of(list(here), first=first, item=post_of, place=lambda row: [row.person_code, row.id])
            for unit, here in groupby(rows, _unit_of)
        }

    def leaves_of(self, person_ids: Iterable[str]) -> dict[str, tuple[Leave, ...]]:
        """The leaves of each of these people, cancelled ones included; a person without any is absent."""
        query = select(leaves).where(leaves.c.person_id.in_(set(person_ids)))
        rows = self._connection.execute(query.order_by(leaves.c.person_id, leaves.c.starts, leaves.c.id))
        return grouped(rows, "person_id", leave_of)

    def _placed(self, query: Any, first: int) -> Sequence[Any]:
        placed = query.subquery()
        shown = select(placed).where(placed.c.place <= first + 1).order_by(placed.c.unit_id, placed.c.place)
        return self._connection.execute(shown).all()


def _unit_of(row: Any) -> str:
    return str(row.unit_id)


def _by_code(rows: Sequence[Any], *, first: int) -> Page[Person]:
    return page_of(rows, first=first, item=person_of, place=lambda row: [row.code])
