"""Calls about the catalogue."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import catalogue as doors


class CatalogueCalls(Entrypoints):
    """Calls about what products weigh."""

    desk: Any

    @command(doors.ProposeEntry)
    def propose_entry(self, request: Request) -> object:
        """Propose a new entry."""
        return doors.shown_entry(self.desk.catalogue.propose(request.identity, **doors.split_terms(request.input)))

    @command(doors.ReviseEntry)
    def revise_entry(self, request: Request) -> object:
        """Propose a change of one."""
        return doors.shown_entry(self.desk.catalogue.revise(request.identity, **doors.split_terms(request.input)))

    @command(doors.EntryNamed)
    def approve_entry(self, request: Request) -> object:
        """Approve a proposal."""
        return doors.shown_entry(self.desk.catalogue.approve(request.identity, **request.input))

    @command(doors.ReturnEntry)
    def return_entry(self, request: Request) -> object:
        """Return a proposal."""
        return doors.shown_entry(self.desk.catalogue.send_back(request.identity, **request.input))

    @command(doors.RetireEntry)
    def retire_entry(self, request: Request) -> object:
        """Take an entry out of use."""
        return doors.shown_entry(self.desk.catalogue.retire(request.identity, **request.input))

    @query(doors.EntriesWanted)
    def catalogue(self, request: Request) -> object:
        """A page of what is in force for a unit."""
        page = self.desk.catalogue.entries(**request.input)
        items = [doors.shown_entry(entry) for entry in page.items]
        return {"items": items, "cursors": list(page.cursors), "has_next": page.has_next}

    @query(schemas.Nothing)
    def entries_to_approve(self, request: Request) -> object:
        """Proposals that the caller may decide on."""
        return [doors.shown_entry(entry) for entry in self.desk.catalogue.waiting(request.identity)]

    @query(schemas.Keys)
    def entries_by_ids(self, request: Request) -> object:
        """Revisions in the order of their identifiers."""
        return [doors.shown_entry(entry) for entry in self.desk.catalogue.by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def entry_histories(self, request: Request) -> object:
        """All revisions of entries in the order of the identifiers."""
        histories = self.desk.catalogue.histories(request.input["keys"])
        return [[doors.shown_entry(entry) for entry in history] for history in histories]
