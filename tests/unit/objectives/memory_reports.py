"""The store in memory: check-ins, and what systems fed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.feed import Fed
from hanoiwork_objectives.domain.measure import Measure


class MemoryReports:
    """The check-ins of a MemoryStore."""

    _store: Any

    def measure(self, key: str, *, cycle: str | None = None) -> Measure | None:
        """See MemorySession."""
        raise NotImplementedError

    def check_in(self, check_in_id: str) -> CheckIn | None:
        """One check-in."""
        return self._store.check_ins.get(check_in_id)

    def correction_of(self, check_in_id: str) -> CheckIn | None:
        """The check-in that replaced another, if one did."""
        return next((one for one in self._store.check_ins.values() if one.corrects == check_in_id), None)

    def check_in_to_change(self, check_in_id: str) -> CheckIn | None:
        """One check-in."""
        return self._store.check_ins.get(check_in_id)

    def standing(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """The newest check-ins of measures that nothing corrects."""
        corrected = {one.corrects for one in self._store.check_ins.values()}
        return [
            one
            for measure_id in measure_ids
            for one in [one for one in self._newest(measure_id) if one.id not in corrected][:most]
        ]

    def measures_called(self, keys: Iterable[str]) -> Mapping[str, Measure]:
        """Measures by id or by code: an active one, else the newest."""
        found = {key: self.measure(key) for key in keys}
        return {key: measure for key, measure in found.items() if measure is not None}

    def owns_anything(self, person_id: str) -> bool:
        """Whether somebody owns an objective or a measure."""
        owned = (*self._store.objectives.values(), *self._store.measures.values())
        return any(one.owner_id == person_id for one in owned)

    def put_acknowledgement(self, check_in: CheckIn) -> None:
        """Save that somebody took note."""
        self._store.check_ins[check_in.id] = check_in

    def fed(self, person_id: str, source_keys: Iterable[str]) -> Mapping[str, Fed]:
        """What was sent before."""
        return {key: self._store.fed[person_id, key] for key in source_keys if (person_id, key) in self._store.fed}

    def add_fed(self, items: Sequence[Fed]) -> None:
        """Remember what was sent."""
        self._store.fed.update({(item.person_id, item.source_key): item for item in items})

    def add_check_ins(self, made: Sequence[CheckIn]) -> None:
        """Save check-ins."""
        self._store.check_ins.update({check_in.id: check_in for check_in in made})

    def check_ins_on(self, measure_ids: Sequence[str], *, first: int) -> Sequence[CheckIn]:
        """The newest check-ins of each measure."""
        return [one for measure_id in measure_ids for one in self._newest(measure_id)[:first]]

    def check_ins_before(self, measure_ids: Sequence[str], moment: datetime, *, first: int) -> Sequence[CheckIn]:
        """The newest check-ins of each measure that were recorded before a moment."""
        return [one for key in measure_ids for one in [one for one in self._newest(key) if one.at < moment][:first]]

    def trends_before(self, measure_ids: Sequence[str], moment: datetime, *, most: int) -> Sequence[CheckIn]:
        """The trends that check-ins recorded before a moment make."""
        known = self.check_ins_before(measure_ids, moment, first=10**6)
        corrected = {one.corrects for one in known}
        found: list[CheckIn] = []
        for key in measure_ids:
            by_day = {one.on: one for one in reversed(known) if one.measure_id == key and one.id not in corrected}
            found += [by_day[day] for day in sorted(by_day)[-most:]]
        return found

    def _newest(self, measure_id: str) -> list[CheckIn]:
        own = [one for one in self._store.check_ins.values() if one.measure_id == measure_id]
        return sorted(own, key=lambda one: (one.on, one.sequence), reverse=True)
