"""Identifiers: UUIDv7 text that sorts by time."""

import time
from uuid import UUID

from hanoiwork_shared.identifiers import new_id


def test_an_identifier_is_a_uuid_of_version_7():
    made = UUID(new_id())
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_identifiers_differ():
    assert len({new_id() for _ in range(1000)}) == 1000


def test_a_later_one_sorts_after_an_earlier_one():
    earlier = new_id()
    stamp = time.time_ns() // 1_000_000
    while time.time_ns() // 1_000_000 == stamp:
        pass
    assert earlier < new_id()


def test_those_of_one_moment_sort_in_the_order_in_which_they_were_made():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
