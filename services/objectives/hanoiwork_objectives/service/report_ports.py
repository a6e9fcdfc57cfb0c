"""What the use cases of those who report need of one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.feed import Fed
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.service.ports import Planned


class Reported(Planned, Protocol):
    """Check-ins as well."""

    def measures_called(self, keys: Iterable[str]) -> Mapping[str, Measure]:
        """The measures with these ids, or these codes (an active one, else the newest); the unknown are left out."""
        ...

    def owns_anything(self, person_id: str) -> bool:
        """Whether a person owns an objective or a measure."""
        ...

    def check_in(self, check_in_id: str) -> CheckIn | None:
        """One check-in."""
        ...

    def check_in_to_change(self, check_in_id: str) -> CheckIn | None:
        """One check-in, locked."""
        ...

    def correction_of(self, check_in_id: str) -> CheckIn | None:
        """The check-in that replaced another, if one did."""
        ...

    def standing(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """The `most` newest check-ins of each measure that nothing corrects."""
        ...

    def add_check_ins(self, made: Sequence[CheckIn]) -> None:
        """Save check-ins; nothing but an acknowledgement is ever added to them."""
        ...

    def put_acknowledgement(self, check_in: CheckIn) -> None:
        """Save that somebody took note of a check-in."""
        ...

    def fed(self, person_id: str, source_keys: Iterable[str]) -> Mapping[str, Fed]:
        """What a system sent before under these keys."""
        ...

    def add_fed(self, items: Sequence[Fed]) -> None:
        """Remember what a system sent."""
        ...
