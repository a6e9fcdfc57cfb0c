"""How exact figures are shown: rounded half up, without trailing zeros; nothing here is calculated with again."""

from decimal import Decimal
from fractions import Fraction

TOTAL_PLACES = 1
PERCENT_PLACES = 1
RATIO_PLACES = 4
POINT_PLACES = 4


def half_up(value: Fraction, *, places: int) -> Decimal:
    """A figure of zero or more rounded half up (0.05 → 0.1) to exactly `places` decimals."""
    units = (value * 10**places * 2 + 1) // 2
    return Decimal(units).scaleb(-places)


def bare(value: Decimal) -> Decimal:
    """The same number without trailing zeros and never in powers of ten: 77.0 → 77, 30 → 30."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    return Decimal(format(value, "f").rstrip("0"))


def points(value: Fraction | Decimal) -> Decimal:
    """Points for a reader: exact to four decimals."""
    return bare(half_up(Fraction(value), places=POINT_PLACES))


def percent(ratio: Fraction | None) -> Decimal | None:
    """A ratio as a percentage with at most one decimal: 305/396 → 77."""
    return None if ratio is None else bare(half_up(ratio * 100, places=PERCENT_PLACES))


def ratio(value: Fraction | None) -> Decimal | None:
    """A ratio with at most four decimals."""
    return None if value is None else bare(half_up(value, places=RATIO_PLACES))


def result(value: Fraction | None) -> Decimal | None:
    """Result points with at most one decimal: 53.914… → 53.9."""
    return None if value is None else bare(half_up(value, places=TOTAL_PLACES))


def cut(value: Fraction) -> str:
    """A figure of zero or more cut (not rounded) after four decimals, with "…" where more follow: 53.9141….

    What is cut still adds up, and rounds to one decimal as the exact figure does.
    """
    units = value * 10**POINT_PLACES // 1
    text = str(bare(Decimal(units).scaleb(-POINT_PLACES)))
    return text if Fraction(text) == value else f"{text}…"


def share(part: Fraction, whole: Fraction) -> Fraction | None:
    """A part of a whole, or None where there is no whole."""
    return None if whole == 0 else part / whole
