"""The public test kit: fakes and builders with which a service, or somebody's plug-in, is tested without a broker."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, select

from hanoiwork_shared.bus import BusAway
from hanoiwork_shared.clock import HANOI
from hanoiwork_shared.envelope import Envelope, decode
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.migrate import migrate
from hanoiwork_shared.outbox import outbox
from hanoiwork_shared.parking import parked
from hanoiwork_shared.places import GrantSlice, PersonSlice, Places, UnitSlice
from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.policy import Role
from hanoiwork_shared.runtime import Runtime, make_runtime
from hanoiwork_shared.settings import Settings

SECRET = "a secret for tests, long enough for HS256"  # noqa: S105 - for tests only


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime | None = None) -> None:
        self._moment = moment or datetime(2026, 6, 15, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self._moment

    def today(self) -> date:
        """The day in Hanoi at that moment."""
        return self._moment.astimezone(HANOI).date()

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self._moment += by


class MemoryBus:
    """A bus that keeps what it was told; it can be away, and it can refuse."""

    def __init__(self) -> None:
        self.events: list[Envelope] = []
        self.away = False
        self.refuses: set[str] = set()

    def publish(
        self,
        envelopes: Sequence[Envelope],
        *,
        told: Callable[[str], None],
        refused: Callable[[str, str], None],
    ) -> None:
        """See `Bus.publish`."""
        if self.away:
            raise BusAway(what="memory")
        for envelope in envelopes:
            if envelope.type in self.refuses:
                refused(envelope.id, "refused by the test")
                continue
            self.events.append(envelope)
            told(envelope.id)


def settings_for_tests(**changes: Any) -> Settings:
    """Settings that stand alone."""
    return Settings(**{"secret": SECRET, **changes})


def stand(plugin: Plugin, url: str, *, clock: FixedClock | None = None, own: Any = None) -> Runtime:
    """A migrated database and the runtime of one service over it."""
    runtime = make_runtime(plugin.name, settings=settings_for_tests(), clock=clock or FixedClock(), own=own, url=url)
    migrate(runtime.database, (plugin.migrations,) if plugin.migrations else ())
    return runtime


def drift(runtime: Runtime, metadata: MetaData) -> list[Any]:
    """What differs between the migrated database and the declared tables; empty when nothing does.

    An index whose `info` names another dialect is not looked for.
    """
    declared = MetaData()
    shared = parked.metadata  # the tables of every service; the parking's own is loaded here, if nowhere else
    for table in (*shared.tables.values(), *metadata.tables.values()):
        table.to_metadata(declared)
    with runtime.database.read() as connection:
        elsewhere = _indexes_of_others(metadata, connection.dialect.name)
        options = {"compare_type": True, "include_object": lambda one, *_: getattr(one, "name", None) not in elsewhere}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, declared))


def _indexes_of_others(metadata: MetaData, dialect: str) -> frozenset[str]:
    indexes = (index for table in metadata.tables.values() for index in table.indexes)
    return frozenset(str(index.name) for index in indexes if index.info.get("dialect", dialect) != dialect)


def told(runtime: Runtime) -> list[Envelope]:
    """The events in the outbox of a service, oldest first."""
    with runtime.database.read() as connection:
        payloads = connection.execute(select(outbox.c.payload).order_by(outbox.c.position)).scalars()
        return [decode(payload) for payload in payloads]


def tell_places(
    runtime: Runtime,
    *,
    units: Mapping[str, str | None],
    people: Mapping[str, str | None] | None = None,
    grants: Iterable[tuple[str, Role, str | None]] = (),
) -> dict[str, str]:
    """Fill the projection: unit code → parent code, person code → unit code, (person, role, unit or None).

    Returns the identifier of every code.
    """
    ids = {code: new_id() for code in (*units, *(people or {}))}
    with runtime.database.begin() as connection:
        places = Places(connection)
        for code, parent in units.items():
            parent_id = ids[parent] if parent else None
            unit = UnitSlice(unit_id=ids[code], code=code, parent_id=parent_id, kind="division", closed=False)
            places.hear_unit(unit, sequence=1)
        for code, at in (people or {}).items():
            places.hear_person(_person(ids[code], code, ids[at] if at else None), sequence=1)
        for person, role, at in grants:
            places.hear_grant(_grant(ids[person], role, ids[at] if at else None), sequence=1)
    return ids


def _person(person_id: str, code: str, unit_id: str | None) -> PersonSlice:
    return PersonSlice(person_id=person_id, code=code, unit_id=unit_id, person_type="civil_servant", active=True)


def _grant(person_id: str, role: Role, unit_id: str | None) -> GrantSlice:
    return GrantSlice(
        grant_id=new_id(),
        person_id=person_id,
        role=role.value,
        unit_id=unit_id,
        valid_from=date(2026, 1, 1),
        valid_to=None,
        revoked=False,
    )
