"""This service's door: every request checked field by field."""

from marshmallow import fields, post_load, validate

from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.sheet import Seen, Status
from hanoiwork_shared.doors import Amount, Code, Door, Keys, Paged

MOST_ROWS = 200
LONGEST_REASON = 2000
FIRST_YEAR, LAST_YEAR = 1000, 2999
SHARE = validate.Range(min=0, max=1, error="From 0 to 1.")


def _version() -> fields.Integer:
    return fields.Integer(load_default=None, allow_none=True, strict=True)


class PeriodOpening(Door):
    """The month to open."""

    code = Code(required=True)


class PeriodClosing(PeriodOpening):
    """The month to close, and its version as it was read."""

    version = _version()


class RunWanted(Door):
    """The month whose sheets are to be made."""

    period = Code(required=True)


class RunsWanted(Door):
    """The month whose runs are asked for; none for all."""

    period = Code(load_default=None, allow_none=True)


class SheetWanted(Door):
    """A month and a person (code or id); nobody named is the asking person."""

    period = Code(required=True)
    person = Code(load_default=None, allow_none=True)


class SheetsWanted(Paged):
    """Which sheets, and which page of them."""

    period = Code(required=True)
    unit = Code(load_default=None, allow_none=True)
    status = fields.Enum(Status, by_value=True, load_default=None, allow_none=True)


class KeysInPeriod(Keys):
    """Identifiers to be answered in their order, for one month."""

    period = Code(required=True)


class UnitInPeriod(Door):
    """A unit (code or id) and a month."""

    unit = Code(required=True)
    period = Code(required=True)


class YearWanted(Door):
    """A person (code or id) and a year."""

    person = Code(required=True)
    year = fields.Integer(required=True, strict=True, validate=validate.Range(min=FIRST_YEAR, max=LAST_YEAR))


class KeysInYear(Keys):
    """People (identifiers) to be answered in their order, for one year."""

    year = fields.Integer(required=True, strict=True, validate=validate.Range(min=FIRST_YEAR, max=LAST_YEAR))


class RowGiven(Door):
    """Points for one row of the form."""

    code = Code(required=True)
    score = Amount(required=True)

    @post_load
    def made(self, data: dict[str, object], **_: object) -> RowScore:
        """The score as the domain knows it."""
        return RowScore(**data)  # type: ignore[arg-type]


def _rows() -> fields.List[RowScore]:
    return fields.List(fields.Nested(RowGiven), required=True, validate=validate.Length(max=MOST_ROWS))


class SheetChange(SheetWanted):
    """A sheet to act on, and its version as it was read."""

    version = _version()


class FiguresSeen(Door):
    """The points that the person saw on the draft."""

    quantity = Amount(required=True)
    quality = Amount(required=True)
    progress = Amount(required=True)

    @post_load
    def made(self, data: dict[str, object], **_: object) -> Seen:
        """The points as the domain knows them."""
        return Seen(**data)  # type: ignore[arg-type]


class SheetSubmitted(SheetChange):
    """One's own scores, every row once; with `seen`, only if the task figures are still these."""

    rows = _rows()
    seen = fields.Nested(FiguresSeen, load_default=None, allow_none=True)


class SheetReviewed(SheetChange):
    """The leader's scores, every row once; the last two only for a leader's sheet."""

    rows = _rows()
    person = Code(required=True)
    organising = Amount(load_default=None, allow_none=True, validate=SHARE)
    uniting = Amount(load_default=None, allow_none=True, validate=SHARE)


class SheetReturned(SheetChange):
    """A sheet given back, and why."""

    person = Code(required=True)
    reason = fields.String(required=True, validate=validate.Length(max=LONGEST_REASON))


class SheetApproved(SheetChange):
    """A sheet made final."""

    person = Code(required=True)
