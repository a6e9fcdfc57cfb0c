"""Calls about recurring tasks and the calendar, and the clock that makes tasks of them."""

from collections.abc import Sequence
from datetime import timedelta

from hanoiwork_shared.bus_nameko import Request, command, every, query
from hanoiwork_shared.facts import plain
from hanoiwork_shared.turns import take_turn
from hanoiwork_tasks import schemas
from hanoiwork_tasks.domain.recurring.recurrence import Recurrence, State
from hanoiwork_tasks.entrypoints.showing import TaskShowing
from hanoiwork_tasks.schemas import recurring as doors

MAKING = timedelta(seconds=10)
"""How long one turn of making tasks goes on; the next goes on where it stopped."""
MOST_SHOWN = 10
"""Days to come that are shown of a recurring task."""


class RecurringCalls(TaskShowing):
    """Calls about what recurs."""

    @command(doors.SetUpRecurrence)
    def set_up_recurrence(self, request: Request) -> object:
        """Set a recurring task up."""
        return self._recurring(self.desk.recurring.set_up(request.identity, **doors.split(request.input)))

    @command(doors.ChangeRecurrence)
    def change_recurrence(self, request: Request) -> object:
        """Change what is not made yet."""
        return self._recurring(self.desk.recurring.change(request.identity, **doors.split(request.input)))

    @command(doors.RecurrenceNamed)
    def pause_recurrence(self, request: Request) -> object:
        """Make no tasks for now."""
        return self._turned(request, State.PAUSED)

    @command(doors.RecurrenceNamed)
    def resume_recurrence(self, request: Request) -> object:
        """Make tasks again."""
        return self._turned(request, State.ACTIVE)

    @command(doors.RecurrenceNamed)
    def end_recurrence(self, request: Request) -> object:
        """Make no more tasks."""
        return self._turned(request, State.ENDED)

    @command(doors.SkipOccurrence)
    def skip_occurrence(self, request: Request) -> object:
        """Leave a day out."""
        return self._recurring(self.desk.recurring.leave_out(request.identity, **request.input))

    @query(doors.RecurrencesWanted)
    def recurrences(self, request: Request) -> object:
        """A page of the recurring tasks of a unit."""
        page = self.desk.recurring.of_unit(**request.input)
        items = self._all_recurring(page.items)
        return {"items": items, "cursors": list(page.cursors), "has_next": page.has_next}

    @query(schemas.Keys)
    def recurrences_by_tasks(self, request: Request) -> object:
        """What made tasks, in the order of the identifiers."""
        return self._all_recurring(self.desk.recurring.by_tasks(request.input["keys"]))

    @query(schemas.PagesWanted)
    def tasks_by_recurrences(self, request: Request) -> object:
        """A page of tasks for each recurring task."""
        return self._shown_pages(request, self.desk.recurring.tasks_of(**request.input))

    @query(doors.DaysPreviewed)
    def recurrence_days(self, request: Request) -> object:
        """The first days of a pattern."""
        given = doors.split(request.input)
        return plain(self.desk.recurring.preview(pattern=given["pattern"], most=given["first"]))

    @query(doors.CalendarWanted)
    def working_days(self, request: Request) -> object:
        """The calendar."""
        return plain(self.desk.recurring.calendar(**request.input))

    @every(seconds=20)
    def make_recurring_tasks(self) -> None:
        """Make the tasks that are due, one transaction after the other, for a turn."""
        take_turn(self.desk.generating.make_due, clock=self.runtime.clock, lasting=MAKING)

    def _turned(self, request: Request, to: State) -> object:
        return self._recurring(self.desk.recurring.turn(request.identity, to=to, **request.input))

    def _recurring(self, found: Recurrence) -> object:
        return self._all_recurring([found])[0]

    def _all_recurring(self, found: Sequence[Recurrence | None]) -> list[object]:
        there = [one for one in found if one is not None]
        coming = dict(
            zip((one.id for one in there), self.desk.recurring.days_to_come(there, most=MOST_SHOWN), strict=True)
        )
        return [one and {**doors.shown_recurrence(one), "days_to_come": plain(coming[one.id])} for one in found]
