"""A small city around tasks: units, people with posts, and the use cases over a database of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand, tell_places, told
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.task import Group, Task
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.entrypoints import Desk, build
from hanoiwork_tasks.plugin import plugin
from hanoiwork_tasks.settings import TasksSettings
from tests.databases import TablesOf

UNITS = {"HN": None, "VP": "HN", "SKHCN": "HN", "SKHCN-CDS": "SKHCN", "SKHCN-VP": "SKHCN"}
PEOPLE = {
    "MAYOR": "HN",
    "GD": "SKHCN",
    "TP": "SKHCN-CDS",
    "NVA": "SKHCN-CDS",
    "NVB": "SKHCN-CDS",
    "OFFICE": "SKHCN-VP",
    "OP": None,
    "STRANGER": "VP",
}
GRANTS = (
    ("MAYOR", Role.UNIT_LEADER, "HN"),
    ("GD", Role.UNIT_LEADER, "SKHCN"),
    ("TP", Role.DIVISION_HEAD, "SKHCN-CDS"),
    ("NVA", Role.SPECIALIST, "SKHCN-CDS"),
    ("OFFICE", Role.OFFICE, "SKHCN"),
    ("OP", Role.OPERATOR, None),
)


@dataclass
class City:
    """The use cases, who may ask, and what was told."""

    runtime: Runtime
    clock: FixedClock
    desk: Desk
    ids: dict[str, str] = field(default_factory=dict)

    def who(self, code: str) -> Identity:
        return Identity(person_id=self.ids[code], account=code.lower())

    def told(self) -> list[str]:
        return [envelope.type.split(".")[-2] for envelope in told(self.runtime)]

    def facts(self, what: str) -> list[dict[str, Any]]:
        return [dict(envelope.data) for envelope in told(self.runtime) if envelope.type.split(".")[-2] == what]

    def draft(self, **changes: Any) -> Task:
        wanted = Wanted(**{"title": "Xây dựng Kế hoạch", "points": Decimal(20), "unit": "SKHCN-CDS", **changes})
        return self.desk.drafting.create(self.who("TP"), wanted=wanted)

    def assigned(self, *, by: str = "TP", person: str = "NVA", **changes: Any) -> Task:
        task = self.draft(**changes)
        terms = Terms(product="Bản dự thảo", authority="Trưởng phòng duyệt", due=task.due or date(2026, 6, 24))
        return self.desk.drafting.assign(self.who(by), task=task.id, person=person, terms=terms)

    def submitted(self, **changes: Any) -> Task:
        task = self.assigned(**changes)
        return self.desk.working.submit(self.who("NVA"), task=task.id, note="xong")


def _city(url: str, files: Path) -> Iterator[City]:
    clock = FixedClock()
    runtime = stand(plugin, url, clock=clock, own=TasksSettings(files=str(files)))
    ids = tell_places(runtime, units=UNITS, people=PEOPLE, grants=GRANTS)
    yield City(runtime=runtime, clock=clock, desk=build(runtime), ids=ids)
    runtime.database.close()


@pytest.fixture
def city(sqlite_tables: TablesOf, tmp_path: Path) -> Iterator[City]:
    yield from _city(sqlite_tables(plugin), tmp_path)


@pytest.fixture
def stored_city(tables: TablesOf, tmp_path: Path) -> Iterator[City]:
    """The same city on each kind of database in turn."""
    yield from _city(tables(plugin), tmp_path)


@pytest.fixture
def make_task() -> Callable[..., Task]:
    """A draft that lacks only what the test is about."""

    def make(**changes: Any) -> Task:
        own = {
            "id": new_id(),
            "code": "NV-1",
            "owner_id": "unit",
            "title": "Báo cáo",
            "group": Group.ROUTINE,
            "unit_id": "unit",
            "created_by": "head",
            "created_at": datetime(2026, 6, 1, tzinfo=UTC),
            "person_id": "nva",
            "assigner_id": "head",
            "product": "Báo cáo tháng",
            "authority": "Trưởng phòng",
            "points": Decimal(10),
            "due": date(2026, 6, 24),
        }
        return Task(**{**own, **changes})

    return make
