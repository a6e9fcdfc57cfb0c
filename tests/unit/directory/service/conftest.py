"""The directory's use cases over a database of each kind, with a fixed clock and passwords that cost no time."""

from collections.abc import Callable, Iterator

import pytest

from hanoiwork_directory.plugin import plugin
from hanoiwork_directory.schemas import person_rows, unit_rows
from hanoiwork_directory.service import Access, Directory, Loading, Lookup
from hanoiwork_directory.store import Store
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand


class PlainPasswords:
    """Keeps passwords readable: for tests only."""

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def matches(self, password: str, hashed: str | None) -> bool:
        return hashed == self.hash(password)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def runtime(database_url: str, clock: FixedClock) -> Iterator[Runtime]:
    """The directory's runtime on SQLite and on PostgreSQL."""
    runtime = stand(plugin, database_url, clock=clock)
    yield runtime
    runtime.database.close()


@pytest.fixture
def store(runtime: Runtime) -> Store:
    return Store(runtime.database, runtime.outbox)


@pytest.fixture
def directory(store: Store, clock: FixedClock) -> Directory:
    access = Access(begin=store.begin, read=store.read, clock=clock, passwords=PlainPasswords(), shortest_password=4)
    return Directory(
        loading=Loading(begin=store.begin, clock=clock), access=access, lookup=Lookup(read=store.read, clock=clock)
    )


@pytest.fixture
def operator(directory: Directory) -> Identity:
    """The first account."""
    directory.access.found_operator("demo")
    account = directory.access.authenticate(username="operator", password="demo")
    return Identity(person_id=account.person_id, account=account.name)


@pytest.fixture
def anybody(directory: Directory, people: Callable[..., object]) -> Identity:
    """Somebody who is signed in and holds no role."""
    people("NVA,Nguyễn Văn A,")
    return Identity(person_id=directory.lookup.person("NVA").id, account="nva")


@pytest.fixture
def units(directory: Directory, operator: Identity) -> Callable[..., object]:
    """Load lines of a units file (code,parent_code,kind,name)."""

    def load(*lines: str, dry_run: bool = False):
        rows = unit_rows("\n".join(("code,parent_code,kind,name", *lines)))
        return directory.loading.import_units(operator, rows=rows, dry_run=dry_run)

    return load


@pytest.fixture
def people(directory: Directory, operator: Identity) -> Callable[..., object]:
    """Load lines of a people file (code,full_name,unit)."""

    def load(*lines: str, dry_run: bool = False):
        rows = person_rows("\n".join(("code,full_name,unit", *lines)))
        return directory.loading.import_people(operator, rows=rows, dry_run=dry_run)

    return load
