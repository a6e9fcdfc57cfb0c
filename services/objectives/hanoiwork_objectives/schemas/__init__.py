"""The door of this service: every request checked field by field, and made what the use cases take."""

from marshmallow import fields, validate

from hanoiwork_objectives.schemas.measures import (
    AddMeasure,
    ArchiveMeasure,
    ChangeMeasure,
    CreateKpi,
    DropKpi,
    KpisWanted,
    MoveMeasure,
    UseKpi,
    measure_changes,
    measure_wanted,
)
from hanoiwork_objectives.schemas.objectives import (
    ApproveObjective,
    ChangeObjective,
    CloneObjectives,
    CloseObjective,
    CreateObjective,
    HangObjective,
    ObjectivesWanted,
    ReturnObjective,
    StepObjective,
    SubmitObjective,
    TreeWanted,
    changes,
    closing,
    objective_wanted,
)
from hanoiwork_objectives.schemas.reports import (
    AcknowledgeCheckIn,
    CheckIn,
    CheckInMany,
    CheckInsSent,
    FeedItemSent,
    FeedMeasures,
    feed_items,
    said,
    wanted,
)
from hanoiwork_shared.doors import Code, Day, FileSent, Given, Key, Keys
from hanoiwork_shared.pages import FIRST, MOST

__all__ = [
    "AcknowledgeCheckIn", "AddMeasure", "ApproveObjective", "ArchiveMeasure", "ChangeMeasure", "ChangeObjective",
    "ChangesWanted", "CheckIn", "CheckInMany", "CheckInsSent", "CheckInsWanted", "CloneObjectives", "CloseObjective",
    "CreateKpi", "CreateObjective", "DropKpi", "FeedItemSent", "FeedMeasures", "FileSent", "Given", "HangObjective",
    "KeyInCycle", "KeysThen", "KpisWanted", "MoveMeasure", "ObjectivesWanted", "OfUnitsWanted",
    "ReturnObjective", "StepObjective", "SubmitObjective", "TreeWanted", "UseKpi", "changes", "closing", "feed_items",
    "measure_changes", "measure_wanted", "objective_wanted", "said", "wanted",
]  # fmt: skip


class KeyInCycle(Key, Given):
    """A code or an identifier; a code may be said to be of a cycle. As it is, or was at the end of a day."""

    cycle = Code(allow_none=True)
    as_of = Day(allow_none=True)


class KeysThen(Keys, Given):
    """Identifiers to be answered in their order, as things are or were at the end of a day."""

    as_of = Day(allow_none=True)


class CheckInsWanted(KeysThen):
    """Measures by identifier, and how many check-ins of each, as known now or at the end of a day."""

    first = fields.Integer(load_default=FIRST, strict=True, validate=validate.Range(min=1, max=MOST))


class ChangesWanted(Given):
    """Which cycle, and between the ends of which two days."""

    cycle = Code(required=True)
    from_ = Day(required=True)
    to = Day(required=True)


class OfUnitsWanted(Keys):
    """Units by identifier, and of which cycle their objectives."""

    cycle = Code(required=True)
