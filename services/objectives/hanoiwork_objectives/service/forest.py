"""A cycle in memory, to be shown as nested trees."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.tree import by_parent
from hanoiwork_objectives.service.reader import Reader
from hanoiwork_objectives.service.views import TreeView, tree_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """A cycle in memory: what hangs under what, and what of it fits; `shown` are those and all that is above them.

    `tasks` counts live tasks by measure, None when nothing is to warn.
    """

    children: Mapping[str | None, Sequence[Objective]]
    measures: Mapping[str, Sequence[Measure]]
    tasks: Mapping[str, int] | None
    reader: Reader
    matched: Collection[str]
    shown: Collection[str]

    def show(self, objective: Objective, *, depth: int) -> TreeView:
        """Show an objective and `depth` levels in all."""
        children = self.children[objective.id]
        seen = [child for child in children if child.id in self.shown] if depth > 1 else []
        return tree_view(
            objective,
            measures=self.measures.get(objective.id, ()),
            children=children,
            tasks=self.tasks,
            reader=self.reader,
            below=[self.show(child, depth=depth - 1) for child in seen],
            matched=objective.id in self.matched,
        )


def grown(
    objectives: Sequence[Objective],
    measures: Mapping[str, Sequence[Measure]] | None,
    *,
    tasks: Mapping[str, int] | None,
    reader: Reader,
    matched: Collection[str] | None,
) -> Forest:
    """Put a cycle together; without `measures` they were not read, without `matched` everything fits."""
    parents = {objective.id: objective.parent_objective_id for objective in objectives}
    fitting = parents.keys() if matched is None else matched
    return Forest(
        children=by_parent(objectives),
        measures={} if measures is None else measures,
        tasks=tasks,
        reader=reader,
        matched=fitting,
        shown=with_those_above(fitting, parents),
    )


def with_those_above(matched: Collection[str], parents: Mapping[str, str | None]) -> Collection[str]:
    """What fits and is in the tree, and all that is above it."""
    shown: set[str] = set()
    for one in matched:
        here: str | None = one
        while here is not None and here in parents and here not in shown:
            shown.add(here)
            here = parents[here]
    return shown
