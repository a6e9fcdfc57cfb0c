"""What the tables are made of: points in whole hundredths, identifiers, and the one list of all tables."""

from decimal import Decimal

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, MetaData, String
from sqlalchemy.types import TypeDecorator

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


def identifier(name: str, target: str | None = None, *, nullable: bool = False) -> Column[str]:
    """A column of identifiers, perhaps of rows of a table (`target` is table.column)."""
    if target is None:
        return Column(name, String(36), nullable=nullable)
    return Column(name, String(36), ForeignKey(target), nullable=nullable)
