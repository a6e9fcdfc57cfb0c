"""Exact numbers from outside: finite, and short enough to be written out."""

from decimal import Decimal, InvalidOperation

LONGEST = 40
"""Digits before and after the point that a number may need; `1e999999999` would fill the memory when written out."""


def exact(value: int | str | Decimal) -> Decimal | None:
    """The decimal that `value` stands for, or None when it is no number that fits into LONGEST digits."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    digits, exponent = len(number.as_tuple().digits), int(number.as_tuple().exponent)
    return number if digits + abs(exponent) <= LONGEST else None
