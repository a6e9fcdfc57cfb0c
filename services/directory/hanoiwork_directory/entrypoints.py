"""The directory's broker surface: decode, call, encode."""

from hanoiwork_directory import schemas
from hanoiwork_directory.passwords import Argon2Passwords
from hanoiwork_directory.service import Access, Directory, Loading, Lookup
from hanoiwork_directory.settings import DirectorySettings
from hanoiwork_directory.store import Store
from hanoiwork_shared.bus_nameko import Entrypoints, Request, Wired, command, query
from hanoiwork_shared.database import persist
from hanoiwork_shared.facts import plain
from hanoiwork_shared.runtime import Runtime


def build(runtime: Runtime) -> Directory:
    """Compose the directory, and make its first account when the operator gave a password for it."""
    store = Store(runtime.database, runtime.outbox)
    own: DirectorySettings = runtime.own or DirectorySettings()
    access = Access(
        begin=store.begin,
        read=store.read,
        clock=runtime.clock,
        passwords=Argon2Passwords(),
        shortest_password=own.shortest_password,
    )
    if password := runtime.settings.operator_password:
        persist(lambda: access.found_operator(password))
    return Directory(
        loading=Loading(begin=store.begin, clock=runtime.clock),
        access=access,
        lookup=Lookup(read=store.read, clock=runtime.clock),
    )


class DirectoryEntrypoints(Entrypoints):
    """Calls that the directory answers."""

    name = "directory"
    directory = Wired(build)

    @command(schemas.FileSent)
    def import_units(self, request: Request) -> object:
        """Load a units file."""
        rows = schemas.unit_rows(request.input["content"])
        return plain(self.directory.loading.import_units(request.identity, rows=rows, dry_run=request.input["dry_run"]))

    @command(schemas.FileSent)
    def import_people(self, request: Request) -> object:
        """Load a people file."""
        rows = schemas.person_rows(request.input["content"])
        return plain(
            self.directory.loading.import_people(request.identity, rows=rows, dry_run=request.input["dry_run"])
        )

    @command(schemas.RoleGiven)
    def grant_role(self, request: Request) -> object:
        """Give a role."""
        return plain(self.directory.access.grant_role(request.identity, **request.input))

    @command(schemas.RoleTaken)
    def revoke_role(self, request: Request) -> object:
        """Take a role back."""
        return plain(self.directory.access.revoke_role(request.identity, **request.input))

    @command(schemas.AccountWanted)
    def create_account(self, request: Request) -> object:
        """Make a local sign-in."""
        account = self.directory.access.create_account(request.identity, **request.input)
        return {"name": account.name, "person_id": account.person_id}

    @query(schemas.Credentials, public=True)
    def authenticate(self, request: Request) -> object:
        """Check a name and a password."""
        account = self.directory.access.authenticate(**request.input)
        return {"account": account.name, "person_id": account.person_id}

    @query(schemas.Nothing)
    def me(self, request: Request) -> object:
        """Who is asking."""
        person, grants = self.directory.lookup.me(request.identity)
        return {"account": request.identity.account, "person": plain(person), "grants": plain(grants)}

    @query(schemas.UnitsWanted)
    def units(self, request: Request) -> object:
        """Units, all or some."""
        return plain(self.directory.lookup.units(**request.input))

    @query(schemas.Keys)
    def units_by_ids(self, request: Request) -> object:
        """Units in the order of their identifiers."""
        return plain(self.directory.lookup.units_by_ids(request.input["keys"]))

    @query(schemas.Keys)
    def units_by_parents(self, request: Request) -> object:
        """The units right under each of these."""
        return plain(self.directory.lookup.units_under(request.input["keys"]))

    @query(schemas.PagesWanted)
    def people_by_units(self, request: Request) -> object:
        """A page of the people of each of these units."""
        given = request.input
        return plain(self.directory.lookup.people_pages(given["keys"], first=given["first"], after=given["after"]))

    @query(schemas.Key)
    def unit(self, request: Request) -> object:
        """One unit."""
        return plain(self.directory.lookup.unit(request.input["key"]))

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
