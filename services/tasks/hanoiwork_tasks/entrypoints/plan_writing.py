"""Calls that write plans by hand, and that ask how far they are broken down."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import plans as doors


class PlanWritingCalls(Entrypoints):
    """Calls that change plans, and look at what became of them."""

    desk: Any

    @command(doors.CreatePlan)
    def create_plan(self, request: Request) -> object:
        """Write a plan down."""
        described, rest = doors.document(request.input)
        rest["groups"] = doors.groups(rest["groups"])
        return schemas.shown_plan(self.desk.plan_writing.create(request.identity, document=described, **rest))

    @command(doors.ChangePlan)
    def change_plan(self, request: Request) -> object:
        """Let it describe itself anew."""
        described, rest = doors.document(request.input)
        return schemas.shown_plan(self.desk.plan_writing.change(request.identity, document=described, **rest))

    @command(doors.AddPlanItem)
    def add_plan_item(self, request: Request) -> object:
        """Give it a further item."""
        given = request.input
        of = {"plan": given["plan"], "version": given.get("version"), "place": doors.place(given)}
        return schemas.shown_plan(self.desk.plan_writing.add_item(request.identity, item=doors.item(given), **of))

    @command(doors.ChangePlanItem)
    def change_plan_item(self, request: Request) -> object:
        """Let an item say something else."""
        given = request.input
        of = {"item": given["item"], "version": given.get("version")}
        return schemas.shown_plan(self.desk.plan_writing.change_item(request.identity, words=doors.item(given), **of))

    @command(doors.PlanItemNamed)
    def remove_plan_item(self, request: Request) -> object:
        """Take an item away."""
        return schemas.shown_plan(self.desk.plan_writing.remove_item(request.identity, **request.input))

    @query(doors.PlanNamed)
    def plan_gaps(self, request: Request) -> object:
        """Who has still to do something about a plan."""
        return doors.shown_gaps(self.desk.plan_gaps.gaps(**request.input))

    @query(schemas.Keys)
    def breakdowns_by_plans(self, request: Request) -> object:
        """How far plans are broken down, in the order of their identifiers."""
        return [doors.shown_breakdown(one) for one in self.desk.plan_gaps.breakdowns(request.input["keys"])]
