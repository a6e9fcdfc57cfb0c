"""Standing KPIs in objectives: one KPI may count in several, with its own weight in each."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a closed objective last saw of a KPI that goes on without it."""

    percent: Decimal
    fresh_until: date | None
    current: Decimal | None
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A standing KPI as a key result of an objective; `seen` is set once the objective is closed or archived."""

    objective_id: str
    measure_id: str
    weight: Decimal = Decimal(1)
    seen: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A use with its KPI."""

    use: Use
    kpi: Measure

    @property
    def counted(self) -> Measure:
        """The KPI as its objective counts it: with the weight there, and as last seen by a closed one."""
        weighed = replace(self.kpi, weight=self.use.weight)
        seen = self.use.seen
        if seen is None:
            return weighed
        return replace(
            weighed,
            percent=seen.percent,
            fresh_until=seen.fresh_until,
            current=seen.current,
            last_on=seen.last_on,
        )


def left_behind(used: Used) -> Use:
    """Keep what a closing objective sees of a KPI now."""
    kpi = used.counted
    seen = Seen(percent=kpi.percent, fresh_until=kpi.fresh_until, current=kpi.current, last_on=kpi.last_on)
    return replace(used.use, seen=seen)


def taken_up(used: Used) -> Use:
    """Follow a KPI (again)."""
    return replace(used.use, seen=None)
