"""Hanging a branch elsewhere in the tree of its cycle, without ever making a circle."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from hanoiwork_objectives.domain import life
from hanoiwork_objectives.domain.life_refusals import ParentOfOthers
from hanoiwork_objectives.domain.objective import COUNTING, Objective
from hanoiwork_objectives.domain.refusals import Circle
from hanoiwork_objectives.events import ObjectiveMoved
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.access import MOVE, demand_at
from hanoiwork_objectives.service.climbing import rise
from hanoiwork_objectives.service.holding import Lines, hold_lines
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
        field = "parent" if parent is not None else "parent_key_result"
        with self._begin() as session:
            found = finding.objective(session, objective)
            session.arrange(found.cycle)
            above, result = finding.parents(session, parent, parent_key_result, cycle=found.cycle)
            lines = hold_lines(session, [found.id, above])
            old = lines.objectives[found.id]
            self._demand(session, identity, old, above=lines.objectives.get(above or ""), field=field)
            agree(old.version, version)
            if above is not None:
                _demand_no_circle(old, above, lines, field=field)
            finding.demand_place(session, above)
            moved = life.hang(old, under=above, on=result)
            return old if moved is None else self._hung(session, old, *moved)

    def _demand(
        self, session: Hung, identity: Identity, old: Objective, *, above: Objective | None, field: str
    ) -> None:
        """Who leads its unit may move an objective; one that counts is asked for where it will count, too."""
        today = self._clock.today()
        demand_at(session, identity, MOVE, unit_id=old.unit_id, on=today)
        if above is not None and old.status in COUNTING:
            refusal = ParentOfOthers(field=field, objective=old.code, parent=above.code)
            demand_at(session, identity, MOVE, unit_id=above.unit_id, on=today, otherwise=refusal)

    def _hung(self, session: Hung, old: Objective, hung: Objective, fact: ObjectiveMoved) -> Objective:
        session.put_objectives([hung])
        session.tell(fact)
        rise(session, old, as_of=self._clock.today())
        rise(session, hung, as_of=self._clock.today())
        return hung


def _demand_no_circle(objective: Objective, above: str, lines: Lines, *, field: str) -> None:
    if objective.id in lines.up(above):
        raise Circle(field=field, objective=objective.code)
