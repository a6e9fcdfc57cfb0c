"""What the use cases around a list's own fields need of a store."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from hanoiwork_tasks.domain.fields.field import ListField
from hanoiwork_tasks.domain.fields.value import Value
from hanoiwork_tasks.service.said_port import SaidInFields
from hanoiwork_tasks.service.spaces_port import SpaceSession


class FieldReads(Protocol):
    """Fields and values, to be read."""

    def of_lists(self, list_ids: Sequence[str]) -> list[list[ListField]]:
        """The fields in use of lists, in their order, aligned with the ids."""
        ...

    def lists_of_tasks(self, task_ids: Sequence[str]) -> Mapping[str, str | None]:
        """The lists that tasks stand in, by task; one that is not known is absent."""
        ...

    def values_of(self, task_ids: Sequence[str]) -> Mapping[str, Mapping[str, Value]]:
        """What tasks say, by task and field."""
        ...


class FieldBook(SaidInFields, FieldReads, Protocol):
    """Fields, to be written in."""

    def add(self, field: ListField) -> None:
        """Save a new field with its options."""
        ...

    def put(self, field: ListField) -> None:
        """Save a changed field and its options; refuses when another change came first."""
        ...

    def field(self, field_id: str) -> ListField:
        """The field with this id, removed or not; refuses an unknown one."""
        ...


class FieldSession(SpaceSession, Protocol):
    """One transaction over lists and their fields."""

    @property
    def fields(self) -> FieldBook:
        """Fields and values."""
        ...


class FieldLook(Protocol):
    """One reading of the store."""

    @property
    def fields(self) -> FieldReads:
        """Fields and values."""
        ...


BeginFields = Callable[[], AbstractContextManager[FieldSession]]
ReadFields = Callable[[], AbstractContextManager[FieldLook]]
