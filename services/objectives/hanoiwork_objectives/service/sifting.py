"""Which objectives are asked for, and in which order they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Protocol

from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.tags import tidied
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.ports import Named
from hanoiwork_shared.pages import CursorInvalid, after_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What somebody wants; everything given must fit. Units and people are codes or identifiers.

    `under` is a unit with every unit under it; `level` the kind of the objective's unit, such as department [our
    choice: levels follow the unit tree]; `text` stands in code, title or description, accents or not.
    """

    cycle: str | None = None
    unit: str | None = None
    under: str | None = None
    level: str | None = None
    status: Sequence[Status] = ()
    owner: str | None = None
    reviewer: str | None = None
    tag: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The same with every key resolved; `under_ids` are all units of a subtree."""

    cycle: str | None = None
    unit_id: str | None = None
    under_ids: Sequence[str] | None = None
    level: str | None = None
    statuses: Sequence[Status] = ()
    owner_id: str | None = None
    reviewer_id: str | None = None
    tag: str | None = None
    text: str | None = None


class Sifted(Named, Protocol):
    """What resolving a filter needs."""

    def units_below(self, unit_id: str) -> Sequence[str]:
        """The identifiers of a unit and of every unit under it."""
        ...


class Order(Enum):
    """In which order a list comes: its name, and the fields that it goes by."""

    CODE = "code"
    STARTS = "starts"
    ENDS = "ends"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of an objective; cycle and code tell all objectives apart."""
        return ("cycle", "code") if self is Order.CODE else (self.value, "cycle", "code")


def resolved(session: Sifted, filter_: Filter) -> Wanted:
    """Find what the keys of a filter mean; an unknown one is refused."""
    unit_id = None if filter_.unit is None else finding.unit(session, filter_.unit, field="filter.unit")
    above = None if filter_.under is None else finding.unit(session, filter_.under, field="filter.under")
    return Wanted(
        cycle=filter_.cycle,
        unit_id=unit_id,
        under_ids=None if above is None else session.units_below(above),
        level=filter_.level,
        statuses=filter_.status,
        owner_id=finding.person(session, filter_.owner, field="filter.owner"),
        reviewer_id=finding.person(session, filter_.reviewer, field="filter.reviewer"),
        tag=None if filter_.tag is None else tidied([filter_.tag])[0],
        text=filter_.text,
    )


def sort_values(order: Order, objective: Objective) -> list[str]:
    """The place of an objective in a list, for its cursor."""
    return [str(getattr(objective, name)) for name in order.fields]


def place(order: Order, after: str) -> tuple[Any, ...]:
    """The values that a cursor stands for; raises CursorInvalid for that of another list."""
    values = after_values(after, (str,) * len(order.fields))
    if order is Order.CODE:
        return values
    try:
        return (date.fromisoformat(values[0]), *values[1:])
    except ValueError as error:
        raise CursorInvalid(field="after") from error
