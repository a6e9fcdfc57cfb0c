"""Reports of many values, their acknowledgement, and what systems feed, as GraphQL types."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, Decimal


class CheckInsImportReport(ObjectType):
    """What loading a file of check-ins did, or would do."""

    check_ins = Int(required=True)
    measures = Int(required=True, description="How many measures they are of.")
    dry_run = Boolean(required=True)


class FeedRefusal(ObjectType):
    """One reason why an item of a feed was refused."""

    code = String(required=True)
    message = String(required=True)
    field = String(description="The field of the item at fault, if one is.")


class FeedOutcome(ObjectType):
    """What came of one item of a feed."""

    source_key = String(required=True)
    outcome = String(required=True, description="taken, known (sent before) or refused")
    check_in_id = String(description="The check-in that it became, now or before.")
    refusals = NonNull(List(NonNull(FeedRefusal)))


class CheckInItemInput(InputObjectType):
    """One of many values to be reported."""

    measure = String(required=True, description="code or id")
    value = Decimal(required=True)
    on = Date(description="today when left out")
    confidence = Int(description="0 to 10")
    note = String()
    difficulty = String()
    remedy = String()
    evidence = String(description="an http(s) link to the proof")
    corrects = String(description="the id of a check-in that this one replaces")
    version = Int(description="the measure's version you saw")


class CheckInManyInput(InputObjectType):
    """Values to be reported together: all are taken or none, and every problem names its item and field."""

    items = List(NonNull(CheckInItemInput), required=True, description="at most 5000")


class ImportCheckInsInput(InputObjectType):
    """A CSV or XLSX file with the columns measure, value, on, confidence, note, difficulty, remedy, evidence.

    All lines are taken or none; a dry run refuses what the real run would, and otherwise only says what would happen.
    """

    content = String(description="The text of a CSV file.")
    content_base64 = String(description="A CSV or XLSX file in base64, instead of `content`.")
    dry_run = Boolean()


class AcknowledgeCheckInInput(InputObjectType):
    """A check-in of somebody else to take note of, once."""

    check_in = String(required=True, description="id")
    note = String()


class FeedItemInput(InputObjectType):
    """A value from another system, under that system's own key for it."""

    source_key = String(required=True, description="yours; the same item again under its key changes nothing")
    measure = String(required=True, description="code or id")
    value = Decimal(required=True)
    on = Date(description="today when left out")
    confidence = Int(description="0 to 10")
    note = String()
    difficulty = String()
    remedy = String()
    evidence = String(description="an http(s) link to the proof")


class FeedMeasuresInput(InputObjectType):
    """Values that a service account feeds: unlike in checkInMany, a bad item is refused alone."""

    items = List(NonNull(FeedItemInput), required=True, description="at most 5000")
