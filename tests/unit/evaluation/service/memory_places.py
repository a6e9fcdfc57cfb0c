"""The projection of units, people and grants in memory."""

from datetime import date

from hanoiwork_shared.places import PersonPlace, UnitPlace
from hanoiwork_shared.policy import Actor, Held, Role


class MemoryPlaces:
    """Units, people and grants in dictionaries; the code of everything is its identifier."""

    def __init__(self) -> None:
        self.units: dict[str, UnitPlace] = {}
        self.people: dict[str, PersonPlace] = {}
        self.grants: list[tuple[str, Held]] = []

    def add_unit(self, unit: str, parent: str | None = None) -> None:
        self.units[unit] = UnitPlace(id=unit, code=unit, parent_id=parent, kind="division", closed=False)

    def add_person(self, person: str, unit: str | None, person_type: str = "civil_servant") -> None:
        self.people[person] = PersonPlace(id=person, code=person, unit_id=unit, person_type=person_type, active=True)

    def grant(self, person: str, role: Role, unit: str | None) -> None:
        self.grants.append((person, Held(role, unit)))

    def unit(self, key: str) -> UnitPlace | None:
        return self.units.get(key)

    def person(self, key: str) -> PersonPlace | None:
        return self.people.get(key)

    def line(self, unit_id: str) -> tuple[str, ...]:
        unit = self.units.get(unit_id)
        if unit is None:
            return ()
        return (unit.id, *(self.line(unit.parent_id) if unit.parent_id else ()))

    def below(self, unit_id: str) -> tuple[str, ...]:
        return tuple(unit for unit in self.units if unit_id in self.line(unit))

    def actor(self, person_id: str, on: date) -> Actor:
        return Actor(person_id=person_id, grants=tuple(held for person, held in self.grants if person == person_id))
