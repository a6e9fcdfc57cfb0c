"""Several things at the same moment, each as the command of a service: again when a passing failure stops it."""

from collections.abc import Callable
from functools import partial

from hanoiwork_shared.database import persist
from tests import at_once as together


def at_once(*work: Callable[[], object]) -> list[Exception]:
    """Do these at the same moment; what went wrong."""
    return together.at_once(*(partial(persist, do) for do in work))
