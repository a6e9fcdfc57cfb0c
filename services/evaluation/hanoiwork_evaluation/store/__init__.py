"""Where the ledger, the periods and the sheets are kept; the only code that knows tables."""

from hanoiwork_evaluation.store.session import Rows, Store
from hanoiwork_evaluation.store.tables import metadata

__all__ = ["Rows", "Store", "metadata"]
