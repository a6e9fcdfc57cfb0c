"""What is sent to change months and sheets."""

from graphene import InputField, InputObjectType, Int, List, NonNull, String

from hanoiwork_shared.graph import Decimal


class OpenPeriodInput(InputObjectType):
    """The month to open."""

    code = String(required=True, description="Year and month: 2026-06.")


class ClosePeriodInput(OpenPeriodInput):
    """The month to close."""

    version = Int()


class StartEvaluationRunInput(InputObjectType):
    """The month whose draft sheets are to be made."""

    period = String(required=True)


class RowScoreInput(InputObjectType):
    """Points for one row of the form."""

    code = String(required=True)
    score = Decimal(required=True)


class SeenFiguresInput(InputObjectType):
    """The points that were seen on the draft."""

    quantity = Decimal(required=True)
    quality = Decimal(required=True)
    progress = Decimal(required=True)


class SubmitSheetInput(InputObjectType):
    """One's own scores, every row of the form once; after the month's last day."""

    period = String(required=True)
    person = String(description="Code or id; only yourself, and not needed.")
    rows = InputField(NonNull(List(NonNull(RowScoreInput))))
    seen = InputField(SeenFiguresInput, description="Refused if the draft's task figures are no longer these.")
    version = Int()


class ReviewSheetInput(InputObjectType):
    """The leader's scores, every row of the form once."""

    period = String(required=True)
    person = String(required=True, description="Code or id.")
    rows = InputField(NonNull(List(NonNull(RowScoreInput))))
    organising = Decimal(description="0 to 1, only on a leader's sheet; 1 if not given.")
    uniting = Decimal(description="0 to 1, only on a leader's sheet; 1 if not given.")
    version = Int()


class ReturnSheetInput(InputObjectType):
    """A sheet to give back, and why."""

    period = String(required=True)
    person = String(required=True, description="Code or id.")
    reason = String(required=True)
    version = Int()


class ApproveSheetInput(InputObjectType):
    """A sheet to make final."""

    period = String(required=True)
    person = String(required=True, description="Code or id.")
    version = Int()
