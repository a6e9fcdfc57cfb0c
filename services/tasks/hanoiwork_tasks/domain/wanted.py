"""A task as somebody asks for it, before its codes are looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hanoiwork_tasks.domain.fields.value import Said
from hanoiwork_tasks.domain.task import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A task to be written down: units, people, objectives and the like by code or id.

    None is filled in from the parent task or plan item, from the `entry` of the catalogue, or from the person who
    asks; `says` is what it says in the fields of its list.
    """

    title: str = ""
    code: str | None = None
    group: Group | None = None
    unit: str | None = None
    person: str | None = None
    collaborators: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    objective: str | None = None
    measure: str | None = None
    list: str | None = None
    parent: str | None = None
    entry: str | None = None
    product: str = ""
    quantity: Decimal = Decimal(1)
    points: Decimal | None = None
    authority: str = ""
    starts: date | None = None
    due: date | None = None
    says: Sequence[Said] = ()
