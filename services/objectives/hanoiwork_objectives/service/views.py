"""What readers are shown of objectives: their measures, progress as of a day, and warnings.

Field names are those of the public API. `unit_id` and the other identifiers are joined by whoever shows them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.guide import warnings
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.progress import expected, standing
from hanoiwork_objectives.domain.sharing import shares_in
from hanoiwork_objectives.domain.wording import hints
from hanoiwork_objectives.service.contributor_view import ContributorView, contributor_views
from hanoiwork_objectives.service.measure_views import MeasureView, Progress, measure_view
from hanoiwork_objectives.service.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The first and last day of an objective."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """An objective with its measures; `child_ids` are the objectives directly under it.

    `as_of` is the earlier day whose end it shows, None when it shows what is.
    """

    id: str
    code: str
    title: str
    description: str
    cycle: str
    status: str
    weight: Decimal
    unit_id: str
    owner_id: str | None
    reviewer_id: str | None
    contributors: tuple[ContributorView, ...]
    tags: tuple[str, ...]
    result: str | None
    retrospective: str
    closed_on: date | None
    parent_objective_id: str | None
    parent_measure_id: str | None
    period: Days
    progress: Progress
    measures: tuple[MeasureView, ...]
    child_ids: tuple[str, ...]
    warnings: tuple[str, ...]
    version: int
    as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeView(ObjectiveView):
    """An objective with what hangs under it, down to the depth asked for; `matched` says whether it fits a filter."""

    children: tuple["TreeView", ...]
    matched: bool


def objective_view(
    objective: Objective,
    *,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int],
    reader: Reader,
) -> ObjectiveView:
    """Show an objective; `measures` are its own and the KPIs it counts, `children` those directly under it.

    `tasks` counts live tasks by measure.
    """
    return ObjectiveView(**_seen(objective, measures=measures, children=children, tasks=tasks, reader=reader))


def tree_view(
    objective: Objective,
    *,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int] | None,
    reader: Reader,
    below: Iterable[TreeView],
    matched: bool,
) -> TreeView:
    """Show an objective with what hangs under it; without `tasks` nothing warns."""
    seen = _seen(objective, measures=measures, children=children, tasks=tasks, reader=reader)
    return TreeView(**seen, children=tuple(below), matched=matched)


_SAME = (
    "id", "code", "title", "description", "cycle", "weight", "unit_id", "owner_id", "reviewer_id", "tags",
    "retrospective", "closed_on", "parent_objective_id", "parent_measure_id", "version",
)  # fmt: skip
"""What is shown of an objective as it is kept."""

_same_of = attrgetter(*_SAME)


def _seen(
    objective: Objective,
    *,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int] | None,
    reader: Reader,
) -> dict[str, Any]:
    return {
        **dict(zip(_SAME, _same_of(objective), strict=True)),
        "status": objective.status.value,
        "result": objective.result.value if objective.result else None,
        "contributors": contributor_views(objective.contributors) if objective.contributors else (),
        "period": Days(start=objective.starts, end=objective.ends),
        "progress": _progress(objective, as_of=reader.as_of),
        "measures": _measures(objective, measures, children, reader=reader) if measures else (),
        "child_ids": tuple(child.id for child in children),
        "warnings": () if tasks is None else _warnings(objective, measures, children, tasks, locale=reader.locale),
        "as_of": reader.day,
    }


def _measures(
    objective: Objective, measures: Sequence[Measure], children: Sequence[Objective], *, reader: Reader
) -> tuple[MeasureView, ...]:
    parts = shares_in(measures, children)
    return tuple(measure_view(one, objective=objective, reader=reader, share=parts[one.id]) for one in measures)


def _warnings(
    objective: Objective,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int],
    *,
    locale: str,
) -> tuple[str, ...]:
    return (
        *warnings(measures, children, tasks=tasks, locale=locale),
        *hints(objective, measures=measures, children=children, locale=locale),
    )


def _progress(objective: Objective, *, as_of: date) -> Progress:
    tally, starts, ends = objective.tally, objective.starts, objective.ends
    return Progress(
        percent=shown(tally.percent),
        expected_percent=shown(expected(starts=starts, ends=ends, as_of=as_of)),
        status=standing(tally, starts=starts, ends=ends, as_of=as_of),
    )
