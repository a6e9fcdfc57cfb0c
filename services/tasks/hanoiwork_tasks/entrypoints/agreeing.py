"""Calls about what people agree: later deadlines, waived lateness, hand-overs."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import agreeing


class AgreementCalls(Entrypoints):
    """Calls about extensions, waivers and hand-overs."""

    desk: Any

    @command(agreeing.AskExtension)
    def ask_extension(self, request: Request) -> object:
        """Ask for a later deadline."""
        return agreeing.shown_extension(self.desk.extending.ask(request.identity, **request.input))

    @command(agreeing.ExtendTask)
    def extend_task(self, request: Request) -> object:
        """Move the deadline."""
        return schemas.shown(self.desk.extending.extend(request.identity, **request.input))

    @command(agreeing.ExtensionNamed)
    def grant_extension(self, request: Request) -> object:
        """Let a task have the deadline asked for."""
        return schemas.shown(self.desk.extending.grant(request.identity, **request.input))

    @command(agreeing.RefuseExtension)
    def refuse_extension(self, request: Request) -> object:
        """Let the deadline stand."""
        return agreeing.shown_extension(self.desk.extending.refuse(request.identity, **request.input))

    @command(agreeing.ExtensionNamed)
    def withdraw_extension(self, request: Request) -> object:
        """Ask no longer."""
        return agreeing.shown_extension(self.desk.extending.withdraw(request.identity, **request.input))

    @command(agreeing.WaiveLateness)
    def waive_lateness(self, request: Request) -> object:
        """Count some late days no longer."""
        ground, of = agreeing.ground(request.input)
        return schemas.shown(self.desk.waiving.waive(request.identity, ground=ground, **of))

    @command(agreeing.ProposeHandOver)
    def propose_hand_over(self, request: Request) -> object:
        """Propose that a task goes on in other hands."""
        kept, of = agreeing.share(request.input)
        return agreeing.shown_hand_over(self.desk.handing_over.propose(request.identity, kept=kept, **of))

    @command(agreeing.HandOverNamed)
    def agree_to_hand_over(self, request: Request) -> object:
        """Agree to it; the last to agree carries it out."""
        return agreeing.shown_hand_over(self.desk.handing_over.agree(request.identity, **request.input))

    @command(agreeing.RefuseHandOver)
    def refuse_hand_over(self, request: Request) -> object:
        """Say no to it, or take it back."""
        return agreeing.shown_hand_over(self.desk.handing_over.refuse(request.identity, **request.input))

    @query(schemas.Nothing)
    def extensions_to_answer(self, request: Request) -> object:
        """The requests that wait for the caller."""
        return [agreeing.shown_extension(one) for one in self.desk.agreements.extensions_to_answer(request.identity)]

    @query(schemas.Nothing)
    def hand_overs_to_answer(self, request: Request) -> object:
        """The hand-overs that wait for the caller."""
        return [agreeing.shown_hand_over(one) for one in self.desk.agreements.hand_overs_to_answer(request.identity)]

    @query(schemas.Keys)
    def extensions_by_ids(self, request: Request) -> object:
        """The requests about tasks in the order of their identifiers; null where the caller may not look."""
        found = self.desk.agreements.extensions(request.identity, request.input["keys"])
        return [own and [agreeing.shown_extension(one) for one in own] for own in found]

    @query(schemas.Keys)
    def waivers_by_ids(self, request: Request) -> object:
        """The waivers of tasks in the order of their identifiers; null where the caller may not look."""
        found = self.desk.agreements.waivers(request.identity, request.input["keys"])
        return [own and [agreeing.shown_waiver(one) for one in own] for own in found]

    @query(schemas.Keys)
    def hand_overs_by_ids(self, request: Request) -> object:
        """The hand-overs of tasks in the order of their identifiers; null where the caller may not look."""
        found = self.desk.agreements.hand_overs(request.identity, request.input["keys"])
        return [own and [agreeing.shown_hand_over(one) for one in own] for own in found]
