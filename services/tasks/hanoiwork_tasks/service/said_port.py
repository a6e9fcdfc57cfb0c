"""What other use cases need of the fields of lists: which there are, and what tasks say in them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from hanoiwork_tasks.domain.fields.field import ListField
from hanoiwork_tasks.domain.fields.value import Value


class FieldsOfLists(Protocol):
    """The fields that lists have."""

    def of(self, list_id: str | None) -> list[ListField]:
        """The fields in use of a list; a task outside all lists has none."""
        ...


class SaidInFields(FieldsOfLists, Protocol):
    """What tasks say in the fields of their lists, for those who give tasks on."""

    def values(self, task_id: str) -> dict[str, Value]:
        """What a task says, by field, also in fields that were removed."""
        ...

    def set_values(self, said: Mapping[str, Mapping[str, Value]], fields: Iterable[ListField]) -> None:
        """Save new values of tasks, by task and field; a field's earlier ones must be gone."""
        ...

    def drop_values(self, task_id: str, field_ids: Collection[str]) -> None:
        """Delete what a task says in some fields."""
        ...
