"""Hanging a branch elsewhere in the tree of its cycle, without ever making a circle."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from hanoiwork_objectives.domain import life
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.refusals import Circle
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.access import MOVE, demand_at
from hanoiwork_objectives.service.climbing import rise
from hanoiwork_objectives.service.ports import Hung
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identity import Identity


class Hanging:
    """The use case of those who arrange the tree. Keys are codes or identifiers."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Hung]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def hang(
        self,
        identity: Identity,
        *,
        objective: str,
        parent: str | None = None,
        parent_key_result: str | None = None,
        version: int | None = None,
    ) -> Objective:
        """Hang an objective, with everything under it, under another or on its key result, or make it a root.

        The branches of one cycle are moved one after another, so that two moves never make a circle together. Both
        lines upwards are locked from below to above before anything is decided.
        """
        with self._begin() as session:
            today = self._clock.today()
            found = finding.objective(session, objective)
            session.arrange(found.cycle)
            above, result = finding.parents(session, parent, parent_key_result, cycle=found.cycle)
            over = session.lines_to_change([found.id, *([above] if above else [])], result)
            old = session.objective_to_change(found.id)
            demand_at(session, identity, MOVE, unit_id=old.unit_id, on=today)
            agree(old.version, version)
            if above is not None and old.id in over[above]:
                field = "parent" if parent is not None else "parent_key_result"
                raise Circle(field=field, objective=old.code)
            finding.demand_place(session, above)
            moved = life.hang(old, under=above, on=result)
            if moved is None:
                return old
            hung, fact = moved
            session.put_objectives([hung])
            session.tell(fact)
            rise(session, old, as_of=today)
            rise(session, hung, as_of=today)
        return hung
