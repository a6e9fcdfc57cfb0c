"""What the tables are made of: points in whole hundredths, identifiers, and the one list of all tables."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, MetaData, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData()
_HUNDRED = 100


class Hundredths(TypeDecorator[Decimal]):
    """Points kept as whole hundredths, so that SQL adds them exactly on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Write points as hundredths."""
        del dialect
        return None if value is None else int(value * _HUNDRED)

    def process_result_value(self, value: int | Decimal | None, dialect: Dialect) -> Decimal | None:
        """Read points, or a sum of points, back."""
        del dialect
        return None if value is None else Decimal(value) / _HUNDRED


def plainly_ordered(letters: int) -> TypeEngine[str]:
    """A text of at most so many letters, ordered by their code points on every database."""
    return String(letters).with_variant(String(letters, collation="C"), "postgresql")


class Words(TypeDecorator[tuple[str, ...]]):
    """Words to be searched: PostgreSQL's tsvector of exactly these, on SQLite a text with spaces around each.

    No parser of the database comes between, so that both find the same.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type the database has for it."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        """Write words, which are letters and digits only."""
        if value is None:
            return None
        return (
            " ".join(f"'{word}'" for word in value)
            if dialect.name == "postgresql"
            else "".join(f" {word} " for word in value)
        )


class Identifiers(TypeDecorator[tuple[str, ...]]):
    """Some identifiers in their order, with commas between."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """Write them as one text."""
        del dialect
        return ",".join(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Read them back."""
        del dialect
        return tuple(value.split(",")) if value else ()


def identifier(name: str, target: str | None = None, *, nullable: bool = False) -> Column[str]:
    """A column of identifiers, perhaps of rows of a table (`target` is table.column)."""
    if target is None:
        return Column(name, String(36), nullable=nullable)
    return Column(name, String(36), ForeignKey(target), nullable=nullable)
