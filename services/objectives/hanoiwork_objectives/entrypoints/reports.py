"""Calls about check-ins: one, many, from files and from systems, and their acknowledgement."""

from typing import Any

from hanoiwork_objectives import schemas
from hanoiwork_objectives.service.report_views import check_in_view, outcome_answer
from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_shared.facts import plain


class ReportEntrypoints(Entrypoints):
    """Calls that this service answers about check-ins."""

    service: Any

    @query(schemas.CheckInsWanted)
    def check_ins_by_measures(self, request: Request) -> object:
        """The newest check-ins of measures, in the order of their identifiers."""
        return plain(self.service.reading.check_ins_by_measures(**request.input))

    @command(schemas.CheckIn)
    def check_in(self, request: Request) -> object:
        """Report a measure's value."""
        said, of = schemas.said(request.input)
        measure, check_in = self.service.reporting.check_in(request.identity, said=said, **of)
        shown = self.service.reading.measure(key=measure.id, locale=request.locale)
        return {"measure": plain(shown), "check_in": plain(check_in_view(check_in))}

    @command(schemas.CheckInMany)
    def check_in_many(self, request: Request) -> object:
        """Report many values, all or none."""
        items = request.input["items"]
        taken = self.service.reporting.check_in_many(
            request.identity,
            [schemas.wanted(item) for item in items],
            paths=[f"items[{index}]" for index in range(len(items))],
        )
        keys = list(dict.fromkeys(measure.id for measure, _ in taken))
        measures = self.service.reading.measures_by_ids(keys=keys, locale=request.locale)
        return {"measures": plain(measures), "check_ins": [plain(check_in_view(made)) for _, made in taken]}

    @command(schemas.CheckInsSent)
    def import_check_ins(self, request: Request) -> object:
        """Report the values of a file, all or none."""
        return plain(self.service.reporting.import_check_ins(request.identity, **request.input))

    @command(schemas.AcknowledgeCheckIn)
    def acknowledge_check_in(self, request: Request) -> object:
        """Take note of somebody else's report."""
        return plain(check_in_view(self.service.reporting.acknowledge(request.identity, **request.input)))

    @command(schemas.FeedMeasures)
    def feed_measures(self, request: Request) -> object:
        """Take what a system feeds, item by item."""
        outcomes = self.service.feeding.feed(request.identity, schemas.feed_items(request.input["items"]))
        return [outcome_answer(outcome, locale=request.locale) for outcome in outcomes]
