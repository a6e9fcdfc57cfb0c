"""Calls about where work is kept: workspaces, plans, lists."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_shared.facts import plain
from hanoiwork_tasks import schemas


class PlanCalls(Entrypoints):
    """Calls about workspaces, plans and lists."""

    desk: Any

    @command(schemas.FileSent)
    def import_plans(self, request: Request) -> object:
        """Load a file of plans."""
        return plain(self.desk.planning.import_plans(request.identity, **request.input))

    @command(schemas.CreateWorkspace)
    def create_workspace(self, request: Request) -> object:
        """Open a workspace."""
        return schemas.shown_workspace(self.desk.planning.create_workspace(request.identity, **request.input))

    @command(schemas.CreateList)
    def create_list(self, request: Request) -> object:
        """Open a list."""
        return plain(self.desk.planning.create_list(request.identity, **request.input))

    @query(schemas.WorkspacesWanted)
    def workspaces(self, request: Request) -> object:
        """Workspaces."""
        return [schemas.shown_workspace(one) for one in self.desk.reading.workspaces(**request.input)]

    @query(schemas.OfUnit)
    def plans(self, request: Request) -> object:
        """Plans."""
        return [schemas.shown_plan(plan) for plan in self.desk.reading.plans(**request.input)]

    @query(schemas.Keys)
    def lists_by_ids(self, request: Request) -> object:
        """Lists in the order of their identifiers."""
        return plain(self.desk.reading.lists_by_ids(request.input["keys"]))

    @query(schemas.Keys)
    def lists_by_workspaces(self, request: Request) -> object:
        """The lists of workspaces in the order of the identifiers."""
        return plain(self.desk.reading.lists_by_workspaces(request.input["keys"]))

    @query(schemas.Keys)
    def lists_by_plans(self, request: Request) -> object:
        """The lists under plans in the order of the identifiers."""
        return plain(self.desk.reading.lists_by_plans(request.input["keys"]))

    @query(schemas.Keys)
    def workspaces_by_ids(self, request: Request) -> object:
        """Workspaces in the order of their identifiers."""
        return [schemas.shown_workspace(one) for one in self.desk.reading.workspaces_by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def workspaces_by_units(self, request: Request) -> object:
        """The workspaces of units in the order of the identifiers."""
        found = self.desk.reading.workspaces_by_units(request.input["keys"])
        return [[schemas.shown_workspace(one) for one in own] for own in found]

    @query(schemas.Keys)
    def plans_by_ids(self, request: Request) -> object:
        """Plans in the order of their identifiers."""
        return [schemas.shown_plan(plan) for plan in self.desk.reading.plans_by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def plans_by_workspaces(self, request: Request) -> object:
        """The plans of workspaces in the order of the identifiers."""
        found = self.desk.reading.plans_by_workspaces(request.input["keys"])
        return [[schemas.shown_plan(plan) for plan in own] for own in found]

    @query(schemas.Keys)
    def plan_groups_by_ids(self, request: Request) -> object:
        """Groups of plan items in the order of their identifiers."""
        return [schemas.shown_group(one) for one in self.desk.reading.plan_groups_by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def plan_items_by_ids(self, request: Request) -> object:
        """Plan items in the order of their identifiers."""
        return [schemas.shown_item(one) for one in self.desk.reading.plan_items_by_ids(request.input["keys"])]
