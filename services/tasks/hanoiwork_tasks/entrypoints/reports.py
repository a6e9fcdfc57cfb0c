"""Reports over tasks."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, query
from hanoiwork_shared.facts import plain
from hanoiwork_tasks.schemas import questions
from hanoiwork_tasks.schemas.shown import shown_slice


class ReportQuestions(Entrypoints):
    """Reports over the tasks of a scope."""

    desk: Any

    @query(questions.StatisticsWanted)
    def task_statistics(self, request: Request) -> object:
        """The report over a scope."""
        return plain(self.desk.reporting.whole(**request.input))

    @query(questions.SplitWanted)
    def task_statistics_by(self, request: Request) -> object:
        """The report split by people, units, groups, plans or lists."""
        return [shown_slice(one) for one in self.desk.reporting.split(request.identity, **request.input)]

    @query(questions.DaysWanted)
    def task_days(self, request: Request) -> object:
        """What fell due and what was completed, day by day."""
        return plain(self.desk.reporting.by_day(**request.input))

    @query(questions.AgesWanted)
    def overdue_ages(self, request: Request) -> object:
        """Overdue work by its age."""
        return plain(self.desk.reporting.ageing(**request.input))
