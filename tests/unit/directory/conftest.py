"""The directory standing alone, with its first account and somebody who may do nothing."""

from collections.abc import Callable, Iterator

import pytest

from hanoiwork_directory.entrypoints import build
from hanoiwork_directory.plugin import plugin
from hanoiwork_directory.schemas import read_files
from hanoiwork_directory.service import Directory, ImportReport
from hanoiwork_directory.settings import DirectorySettings
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand
from tests.databases import TablesOf

Loaded = Callable[..., ImportReport]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def runtime(tables: TablesOf, clock: FixedClock) -> Iterator[Runtime]:
    runtime = stand(plugin, tables(plugin), clock=clock, own=DirectorySettings(shortest_password=4))
    yield runtime
    runtime.database.close()


@pytest.fixture
def directory(runtime: Runtime) -> Directory:
    return build(runtime)


@pytest.fixture
def operator(directory: Directory) -> Identity:
    """The first account."""
    directory.accounts.found_operator("demo")
    account = directory.signing_in.authenticate(username="operator", password="demo")
    return Identity(person_id=account.person_id, account=account.name)


@pytest.fixture
def units(directory: Directory, operator: Identity) -> Loaded:
    """Loads units from the lines of a file."""

    def load(*lines: str, dry_run: bool = False) -> ImportReport:
        files = read_files("\n".join(("code,parent_code,kind,name", *lines)), "units")
        return directory.loading.load(operator, files=files, dry_run=dry_run)

    return load


@pytest.fixture
def people(directory: Directory, operator: Identity) -> Loaded:
    """Loads people from the lines of a file."""

    def load(*lines: str, dry_run: bool = False) -> ImportReport:
        files = read_files("\n".join(("code,full_name,unit", *lines)), "people")
        return directory.loading.load(operator, files=files, dry_run=dry_run)

    return load


@pytest.fixture
def anybody(people: Loaded, directory: Directory) -> Identity:
    """Somebody without any grant."""
    people("NVA,Nguyễn Văn A,")
    return Identity(person_id=directory.lookup.person("NVA").id, account="nva")
