"""Fields that lists have of their own, their options, and what tasks say in them."""

from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from hanoiwork_shared.columns import DecimalText, Moment
from hanoiwork_tasks.domain.fields.field import MOST_DIGITS
from hanoiwork_tasks.store.tables.columns import identifier, metadata, plainly_ordered

TEXT_LETTERS = 100
"""Letters by which texts are looked up and ordered before they are compared whole (our choice)."""


class FinestDecimals(TypeDecorator[Decimal]):
    """Numbers of at most MOST_DIGITS decimals as whole ones: exact, compared and ordered alike on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Write a number without its point."""
        del dialect
        return None if value is None else int(value.scaleb(MOST_DIGITS))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Read it back, without zeros behind it."""
        del dialect
        return None if value is None else Decimal(value).scaleb(-MOST_DIGITS).normalize()


list_fields = Table(
    "list_field",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("list_id", "task_list.id"),
    Column("key", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("label", String(200), nullable=False),
    Column("label_en", String(200), nullable=False),
    Column("help", Text, nullable=False),
    Column("required", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("precision", Integer, nullable=False),
    Column("least", DecimalText),
    Column("most", DecimalText),
    Column("removed_at", Moment),
    Column("version", Integer, nullable=False),
    Index("list_field_list", "list_id"),
)

field_options = Table(
    "list_field_option",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("field_id", "list_field.id"),
    Column("position", Integer, nullable=False),
    Column("label", String(200), nullable=False),
    Column("retired", Boolean, nullable=False),
    Index("list_field_option_field", "field_id"),
)

field_values = Table(
    "task_field_value",
    metadata,
    Column("task_id", String(36), ForeignKey("task.id"), primary_key=True),
    Column("field_id", String(36), ForeignKey("list_field.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("text", Text),
    Column("text_order", plainly_ordered(TEXT_LETTERS)),
    Column("number", FinestDecimals),
    Column("day", Date),
    identifier("option_id", "list_field_option.id", nullable=True),
    identifier("person_id", nullable=True),
    Column("yes", Boolean),
    Index("task_field_value_text", "field_id", "text_order"),
    Index("task_field_value_number", "field_id", "number"),
    Index("task_field_value_day", "field_id", "day"),
    Index("task_field_value_option", "field_id", "option_id"),
    Index("task_field_value_person", "field_id", "person_id"),
)
"""One row for each value, of several options one for each; only the column of the field's kind is filled."""

_IN_USE = list_fields.c.removed_at.is_(None)
Index(
    "list_field_key",
    list_fields.c.list_id,
    list_fields.c.key,
    unique=True,
    postgresql_where=_IN_USE,
    sqlite_where=_IN_USE,
)
"""Fields in use of one list have different keys."""
