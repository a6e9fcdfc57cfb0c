"""The directory's broker surface: decode, call, encode."""

from datetime import timedelta

from hanoiwork_directory import schemas
from hanoiwork_directory.domain.sign_in import SignInLimits
from hanoiwork_directory.entrypoints.accounts import AccountEntrypoints
from hanoiwork_directory.entrypoints.files import FileEntrypoints
from hanoiwork_directory.passwords import Argon2Passwords
from hanoiwork_directory.schemas import shown_beside, shown_unit, shown_units
from hanoiwork_directory.service import Directory, PasswordRules, make_directory
from hanoiwork_directory.settings import DirectorySettings
from hanoiwork_directory.store import Store
from hanoiwork_shared.bus_nameko import Request, Wired, command, query
from hanoiwork_shared.database import persist
from hanoiwork_shared.facts import plain
from hanoiwork_shared.runtime import Runtime


def build(runtime: Runtime) -> Directory:
    """Compose the directory, and make its first account when the operator gave a password for it."""
    store = Store(runtime.database, runtime.outbox)
    own: DirectorySettings = runtime.own or DirectorySettings()
    limits = SignInLimits(
        tries=own.sign_in_tries,
        address_tries=own.address_tries,
        longest_pause=timedelta(seconds=own.longest_pause_seconds),
    )
    directory = make_directory(
        begin=store.begin,
        read=store.read,
        clock=runtime.clock,
        passwords=Argon2Passwords(),
        rules=PasswordRules(shortest=own.shortest_password, limits=limits),
    )
    if password := runtime.settings.operator_password:
        persist(lambda: directory.accounts.found_operator(password))
    return directory


class DirectoryEntrypoints(AccountEntrypoints, FileEntrypoints):
    """Calls that the directory answers."""

    name = "directory"
    directory = Wired(build)

    @command(schemas.UnitMade)
    def create_unit(self, request: Request) -> object:
        """Make a unit."""
        return shown_unit(self.directory.units.create(request.identity, **request.input))

    @command(schemas.UnitRenamed)
    def rename_unit(self, request: Request) -> object:
        """Give a unit another name or code."""
        return shown_unit(self.directory.units.rename(request.identity, **request.input))

    @command(schemas.UnitMoved)
    def move_unit(self, request: Request) -> object:
        """Put a unit under another one."""
        return shown_unit(self.directory.units.move(request.identity, **request.input))

    @command(schemas.UnitMerged)
    def merge_units(self, request: Request) -> object:
        """Merge a unit into another one."""
        return shown_unit(self.directory.units.merge(request.identity, **request.input))

    @command(schemas.UnitChange)
    def close_unit(self, request: Request) -> object:
        """Close an empty unit."""
        return shown_unit(self.directory.units.close(request.identity, **request.input))

    @command(schemas.UnitChange)
    def reopen_unit(self, request: Request) -> object:
        """Open a closed unit again."""
        return shown_unit(self.directory.units.reopen(request.identity, **request.input))

    @command(schemas.PersonMade)
    def create_person(self, request: Request) -> object:
        """Make somebody known."""
        return plain(self.directory.people.create(request.identity, **request.input).person)

    @command(schemas.PersonChanged)
    def change_person(self, request: Request) -> object:
        """Change somebody's name, position or type."""
        return plain(self.directory.people.change(request.identity, **request.input).person)

    @command(schemas.PersonLeft)
    def deactivate_person(self, request: Request) -> object:
        """Let somebody leave."""
        return plain(self.directory.people.deactivate(request.identity, **request.input).person)

    @command(schemas.PersonBack)
    def reactivate_person(self, request: Request) -> object:
        """Bring back somebody who had left."""
        return plain(self.directory.people.reactivate(request.identity, **request.input).person)

    @command(schemas.PostAdded)
    def add_post(self, request: Request) -> object:
        """Give somebody a further post."""
        return plain(self.directory.posts.add(request.identity, **request.input).person)

    @command(schemas.PostChange)
    def end_post(self, request: Request) -> object:
        """End a further post."""
        return plain(self.directory.posts.end(request.identity, **request.input).person)

    @command(schemas.PersonTransferred)
    def transfer_person(self, request: Request) -> object:
        """Move the primary post to another unit."""
        return plain(self.directory.posts.transfer(request.identity, **request.input).person)

    @command(schemas.PostChange)
    def set_primary_post(self, request: Request) -> object:
        """Make another post the primary one."""
        return plain(self.directory.posts.set_primary(request.identity, **request.input).person)

    @command(schemas.LeaveRecorded)
    def record_leave(self, request: Request) -> object:
        """Write a leave down."""
        return plain(self.directory.leaves.record(request.identity, **request.input).person)

    @command(schemas.LeaveEnded)
    def end_leave(self, request: Request) -> object:
        """Say on which day a leave ends."""
        return plain(self.directory.leaves.end(request.identity, **request.input).person)

    @command(schemas.LeaveChange)
    def cancel_leave(self, request: Request) -> object:
        """Say that a leave was never taken."""
        return plain(self.directory.leaves.cancel(request.identity, **request.input).person)

    @command(schemas.RoleGiven)
    def grant_role(self, request: Request) -> object:
        """Give a role."""
        return plain(self.directory.granting.grant_role(request.identity, **request.input))

    @command(schemas.RoleTaken)
    def revoke_role(self, request: Request) -> object:
        """Take a role back."""
        return plain(self.directory.granting.revoke_role(request.identity, **request.input))

    @command(schemas.Delegating)
    def delegate(self, request: Request) -> object:
        """Let somebody act for a leader."""
        return plain(self.directory.granting.delegate(request.identity, **request.input))

    @command(schemas.DelegationEnded)
    def end_delegation(self, request: Request) -> object:
        """Take a delegation back."""
        return plain(self.directory.granting.end_delegation(request.identity, **request.input))

    @query(schemas.Nothing)
    def me(self, request: Request) -> object:
        """Who is asking."""
        person, grants = self.directory.lookup.me(request.identity)
        return {"account": request.identity.account, "person": plain(person), "grants": plain(grants)}

    @query(schemas.UnitsWanted)
    def units(self, request: Request) -> object:
        """Units, all or some."""
        return shown_units(self.directory.lookup.units(**request.input), as_of=request.input["as_of"])

    @query(schemas.Keys)
    def units_by_ids(self, request: Request) -> object:
        """Units in the order of their identifiers."""
        return shown_units(self.directory.lookup.units_by_ids(request.input["keys"]))

    @query(schemas.Places)
    def parents_by_units(self, request: Request) -> object:
        """The unit right above each of these."""
        places = request.input["keys"]
        return shown_beside(self.directory.lookup.parents(places), places)

    @query(schemas.Places)
    def units_by_parents(self, request: Request) -> object:
        """The units right under each of these."""
        places = request.input["keys"]
        under = self.directory.lookup.units_under(places)
        return [shown_units(units, as_of=place.on) for units, place in zip(under, places, strict=True)]

    @query(schemas.Keys)
    def histories_by_units(self, request: Request) -> object:
        """How each of these units stood."""
        return plain(self.directory.lookup.histories(request.input["keys"]))

    @query(schemas.PagesWanted)
    def people_by_units(self, request: Request) -> object:
        """A page of the people of each of these units."""
        given = request.input
        return plain(self.directory.lookup.people_pages(given["keys"], first=given["first"], after=given["after"]))

    @query(schemas.PostPagesWanted)
    def posts_by_units(self, request: Request) -> object:
        """A page of the posts of each of these units."""
        given = {name: value for name, value in request.input.items() if name != "keys"}
        return plain(self.directory.lookup.post_pages(request.input["keys"], **given))

    @query(schemas.UnitWanted)
    def unit(self, request: Request) -> object:
        """One unit."""
        return shown_unit(self.directory.lookup.unit(**request.input), as_of=request.input["as_of"])

    @query(schemas.PeopleWanted)
    def people(self, request: Request) -> object:
        """A page of people."""
        return plain(self.directory.lookup.people(**request.input))

    @query(schemas.Keys)
    def people_by_ids(self, request: Request) -> object:
        """People in the order of their identifiers."""
        return plain(self.directory.lookup.people_by_ids(request.input["keys"]))

    @query(schemas.Key)
    def person(self, request: Request) -> object:
        """One person."""
        return plain(self.directory.lookup.person(request.input["key"]))

    @query(schemas.PostsWanted)
    def posts_by_people(self, request: Request) -> object:
        """The posts of each of these people."""
        return plain(self.directory.lookup.posts(request.input["keys"], as_of=request.input["as_of"]))

    @query(schemas.Keys)
    def leaves_by_people(self, request: Request) -> object:
        """The leaves of each of these people, as far as the caller may see them."""
        return plain(self.directory.lookup.leaves(request.identity, request.input["keys"]))

    @query(schemas.GrantsWanted)
    def grants(self, request: Request) -> object:
        """A page of grants."""
        return plain(self.directory.lookup.grants(request.identity, delegated=False, **request.input))

    @query(schemas.GrantsWanted)
    def delegations(self, request: Request) -> object:
        """A page of delegations."""
        return plain(self.directory.lookup.grants(request.identity, delegated=True, **request.input))
