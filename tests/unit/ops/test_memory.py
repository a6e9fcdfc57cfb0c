"""A serving process collects rarely, and still collects."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from hanoiwork_ops.memory import collect_rarely


class Circle:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def test_what_was_loaded_is_never_looked_at_again():
    collect_rarely()
    assert gc.get_freeze_count() > 10_000


def test_circles_made_later_are_freed_in_the_end():
    collect_rarely()
    seen = weakref.ref(Circle())
    keep = [[number] for number in range(200_000)]
    assert seen() is None, f"{len(keep)} containers later it is still there"
