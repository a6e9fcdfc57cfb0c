"""Writing down what the directory has, as the files that it loads: exported and loaded again, nothing changes.

Of what is over nothing is written: closed units, people who have left, roles taken back or ended; nor are delegations,
which are a leader's own act, and no dates of posts, which a file does not know.
"""

from collections.abc import Sequence

from hanoiwork_directory.service.access import demand_operator
from hanoiwork_directory.service.ports import Read, Reading
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.files.writing import Sheet
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role

SHEETS = ("units", "people", "grants")


class Exporting:
    """Gives out whole tables; names are personal, so only to the operator (our choice)."""

    def __init__(self, *, read: Read, clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def sheets(self, identity: Identity, *, names: Sequence[str]) -> tuple[Sheet, ...]:
        """The tables of these names, of SHEETS, as they are today."""
        with self._read() as session:
            demand_operator(session, identity, on=self._clock.today())
            written = {"units": self._units, "people": self._people, "grants": self._grants}
            return tuple(written[name](session) for name in names)

    def _units(self, session: Reading) -> Sheet:
        units = session.units()
        codes = {unit.id: unit.code for unit in units}
        return Sheet(
            name="units",
            heading=("code", "parent_code", "kind", "name"),
            rows=[
                (unit.code, codes.get(unit.parent_id or ""), unit.kind.value, unit.name)
                for unit in units
                if not unit.closed
            ],
        )

    def _people(self, session: Reading) -> Sheet:
        codes = {unit.id: unit.code for unit in session.units()}
        return Sheet(
            name="people",
            heading=("code", "full_name", "unit", "position", "person_type"),
            rows=[
                (one.code, one.full_name, codes.get(one.unit_id or ""), one.position, one.person_type.value)
                for one in session.active_people()
            ],
        )

    def _grants(self, session: Reading) -> Sheet:
        units = {unit.id: unit for unit in session.units()}
        people = {person.id: person.code for person in session.active_people()}
        return Sheet(
            name="grants",
            heading=("person", "role", "unit", "valid_from", "valid_to"),
            rows=[
                (
                    people[grant.person_id],
                    grant.role.value,
                    units[grant.unit_id].code if grant.unit_id else None,
                    grant.valid_from,
                    grant.valid_to,
                )
                for grant in session.standing_grants(on=self._clock.today())
                if grant.role != Role.DELEGATE
                and grant.person_id in people
                and not (grant.unit_id and units[grant.unit_id].closed)
            ],
        )
