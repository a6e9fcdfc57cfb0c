"""The only place that knows tables."""

from hanoiwork_objectives.store.store import Store
from hanoiwork_objectives.store.tables import metadata

__all__ = ["Store", "metadata"]
