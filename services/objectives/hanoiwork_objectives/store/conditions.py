"""What is wanted of objectives, as conditions of a query."""

import json
from collections.abc import Iterator

from sqlalchemy import ColumnElement, select

from hanoiwork_objectives.service.sifting import Wanted
from hanoiwork_objectives.store.tables import objectives
from hanoiwork_shared.folding import fold
from hanoiwork_shared.places import units


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """One condition for each thing that is wanted; a row must meet them all."""
    column = objectives.c
    for name in ("cycle", "unit_id", "owner_id", "reviewer_id"):
        value = getattr(wanted, name)
        if value is not None:
            yield column[name] == value
    if wanted.under_ids is not None:
        yield column.unit_id.in_(wanted.under_ids)
    if wanted.level is not None:
        yield column.unit_id.in_(select(units.c.unit_id).where(units.c.kind == wanted.level))
    if wanted.statuses:
        yield column.status.in_([status.value for status in wanted.statuses])
    if wanted.tag is not None:
        yield column.tags.contains(json.dumps(wanted.tag, ensure_ascii=False), autoescape=True)
    if wanted.text is not None:
        yield column.folded.contains(fold(wanted.text), autoescape=True)
