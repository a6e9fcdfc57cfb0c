"""The use cases with passwords that cost no time, and a small city to change."""

from collections.abc import Callable

import pytest

from hanoiwork_directory.service import Directory, PasswordRules, make_directory
from hanoiwork_directory.store import Store
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, told

UNITS = (
    "HN,,city,Hà Nội",
    "SKHCN,HN,department,Sở Khoa học và Công nghệ",
    "CDS,SKHCN,division,Phòng Chuyển đổi số",
    "VP,SKHCN,division,Văn phòng Sở",
    "SYT,HN,department,Sở Y tế",
)
PEOPLE = ("GD,Giám đốc,SKHCN", "NVA,Nguyễn Văn A,CDS", "TTB,Trần Thị B,VP", "BS,Bác sĩ,SYT")


class PlainPasswords:
    """Keeps passwords readable: for tests only."""

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def matches(self, password: str, hashed: str | None) -> bool:
        return hashed == self.hash(password)


@pytest.fixture
def store(runtime: Runtime) -> Store:
    return Store(runtime.database, runtime.outbox)


@pytest.fixture
def directory(store: Store, clock: FixedClock) -> Directory:
    return make_directory(
        begin=store.begin, read=store.read, clock=clock, passwords=PlainPasswords(), rules=PasswordRules(shortest=4)
    )


@pytest.fixture
def city(units: Callable[..., object], people: Callable[..., object]) -> None:
    """Two departments, one with two divisions, and people in them since 1 January of last year."""
    units(*UNITS)
    people(*PEOPLE)


@pytest.fixture
def as_person(directory: Directory) -> Callable[[str], Identity]:
    """Somebody signed in, by code."""
    return lambda code: Identity(person_id=directory.lookup.person(code).id, account=code.lower())


@pytest.fixture
def office(city, directory: Directory, operator: Identity, as_person) -> Identity:
    """TTB, the office of SKHCN."""
    directory.granting.grant_role(operator, person="TTB", role=Role.OFFICE, unit="SKHCN")
    return as_person("TTB")


@pytest.fixture
def leader(city, directory: Directory, operator: Identity, as_person) -> Identity:
    """GD, the leader of SKHCN."""
    directory.granting.grant_role(operator, person="GD", role=Role.UNIT_LEADER, unit="SKHCN")
    return as_person("GD")


@pytest.fixture
def news(runtime: Runtime) -> Callable[[], list]:
    """What was told since it was asked for last."""
    heard = 0

    def since() -> list:
        nonlocal heard
        events = told(runtime)
        fresh, heard = events[heard:], len(events)
        return fresh

    return since
