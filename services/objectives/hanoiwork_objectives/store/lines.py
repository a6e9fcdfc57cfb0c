"""The lines of the tree from some objectives up to their roots, level by level."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from hanoiwork_objectives.domain.measure import Source
from hanoiwork_objectives.store.tables import measures, objectives


class Lines:
    """What lies above some objectives, as it is now; `measure_id` is one more key result, of any of them."""

    def __init__(self, connection: Connection, objective_ids: Sequence[str], measure_id: str | None) -> None:
        columns = (objectives.c.id, objectives.c.parent_objective_id, objectives.c.parent_measure_id)
        above = select(*columns).where(objectives.c.id.in_(objective_ids)).cte("line", recursive=True)
        above = above.union(select(*columns).where(objectives.c.id == above.c.parent_objective_id))
        rows = connection.execute(select(above)).all()
        self._above = {row.id: row.parent_objective_id for row in rows}
        hung_on = {row.parent_measure_id for row in rows} | {measure_id}
        fed = select(measures.c.id, measures.c.objective_id).where(
            measures.c.id.in_(hung_on - {None}), measures.c.source == Source.CHILDREN.value
        )
        self._results = {row.id: row.objective_id for row in connection.execute(fed)}

    def up(self, objective_id: str) -> tuple[str, ...]:
        """The objectives from this one up to its root, itself first."""
        line: list[str] = []
        here: str | None = objective_id
        while here is not None and here not in line:
            line.append(here)
            here = self._above.get(here)
        return tuple(line)

    def levels(self) -> Iterator[tuple[list[str], list[str]]]:
        """Key results that live from their children, and objectives, by level: the lowest first, results before."""
        by_depth: defaultdict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        depths = {objective_id: len(self.up(objective_id)) for objective_id in self._above}
        for objective_id, depth in depths.items():
            by_depth[depth][1].append(objective_id)
        for measure_id, holder in self._results.items():
            by_depth[depths[holder]][0].append(measure_id)
        return (by_depth[depth] for depth in sorted(by_depth, reverse=True))
