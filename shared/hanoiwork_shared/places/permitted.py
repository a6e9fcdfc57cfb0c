"""The policy as an SQL condition, for lists: the same decisions as `policy.may`, row by row, in the one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, or_, true

from hanoiwork_shared.places.tables import units
from hanoiwork_shared.policy import Action, Actor
from hanoiwork_shared.tree import all_below


def permitted(
    actor: Actor, action: Action, *, unit: ColumnElement[Any], people: Sequence[ColumnElement[Any]] = ()
) -> ColumnElement[bool]:
    """Whether `actor` may do `action` to a row of this unit (a column), whose own people stand in these columns.

    The units are found from those that the actor holds downwards, so it costs by the actor's subtree, not by the rows.
    A row without a unit, or of one that is not known here, is nobody's by role but theirs who hold it everywhere.
    """
    held = {one.unit_id for one in actor.grants if one.role in action.roles}
    if None in held:
        return true()
    own = [person == actor.person_id for person in people] if action.own else []
    tops = [one for one in held if one is not None]
    below = [unit.in_(all_below(units.c.unit_id, units.c.parent_id, tops=tops))] if held else []
    return or_(false(), *own, *below)
