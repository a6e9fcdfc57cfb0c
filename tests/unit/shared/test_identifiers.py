"""Identifiers: UUIDv7 text that sorts by time."""

import time
from uuid import UUID

import pytest

from hanoiwork_shared.identifiers import is_id, new_id


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


def test_codes_that_people_use_are_no_identifiers():
    assert is_id(new_id())
    for text in ("SKHCN-CDS", "", new_id().upper(), f"{{{new_id()}}}", new_id().replace("-", "")):
        assert not is_id(text) or text == text.lower()


@pytest.mark.parametrize("text", ["x" * 36, "00000000-0000-0000-0000-00000000000g"])
def test_text_of_the_same_length_is_no_identifier(text: str):
    assert not is_id(text)
