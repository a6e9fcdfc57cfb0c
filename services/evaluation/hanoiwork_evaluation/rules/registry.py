"""The rule packs at hand: found by entry point, built once at the composition root, chosen by effective date."""

from collections.abc import Iterable
from datetime import date
from importlib.metadata import EntryPoint, entry_points

from hanoiwork_evaluation.rules.pack import RulePack
from hanoiwork_evaluation.rules.refusals import NoPack, PackBroken, PackRepeated, PackUnknown

GROUP = "hanoiwork.rules"


class RulePacks:
    """Sound packs by code. No two share a code or a first day, so one day has one pack."""

    def __init__(self, packs: Iterable[RulePack]) -> None:
        self._by_code: dict[str, RulePack] = {}
        self._by_day: dict[date, RulePack] = {}
        for pack in packs:
            self._add(pack)

    def _add(self, pack: RulePack) -> None:
        pack.check()
        if pack.code in self._by_code:
            raise PackRepeated(pack=pack.code, other=pack.code, what="code")
        same_day = self._by_day.setdefault(pack.effective_from, pack)
        if same_day is not pack:
            raise PackRepeated(pack=pack.code, other=same_day.code, what="effective_from")
        self._by_code[pack.code] = pack

    def on(self, day: date) -> RulePack:
        """The newest pack in force on a day."""
        in_force = [first for first in self._by_day if first <= day]
        if not in_force:
            raise NoPack(day=day.isoformat())
        return self._by_day[max(in_force)]

    def named(self, code: str) -> RulePack:
        """The pack with a code."""
        if code not in self._by_code:
            raise PackUnknown(pack=code, known=", ".join(sorted(self._by_code)))
        return self._by_code[code]

    def newest(self) -> RulePack:
        """The pack with the latest first day."""
        return self.on(date.max)


def installed() -> RulePacks:
    """Every pack that an installed distribution declares; one that cannot be loaded stops here, by name."""
    found = entry_points(group=GROUP)
    return RulePacks(_load(point) for point in sorted(found, key=lambda point: point.name))


def _load(point: EntryPoint) -> RulePack:
    try:
        pack = point.load()
    except Exception as error:
        raise PackBroken(pack=point.name, reason=f"{type(error).__name__}: {error}") from error
    if not isinstance(pack, RulePack):
        raise PackBroken(pack=point.name, reason="it is not a RulePack")
    return pack
