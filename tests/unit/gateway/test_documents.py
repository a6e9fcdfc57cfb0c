"""Documents are judged once, and always the same way."""

import pytest
from graphql import build_schema

from hanoiwork_gateway.documents import KEPT, LONGEST_KEPT, Documents
from hanoiwork_gateway.limits import Limits, TooManyTokens

SCHEMA = build_schema("type Query { code: String }")
LIMITS = Limits(body=10_000, tokens=2_000, depth=12, aliases=30, cost=1000, seconds=1)


def documents(*, introspection: bool = True) -> Documents:
    return Documents(SCHEMA, limits=LIMITS, introspection=introspection)


def test_the_same_document_is_parsed_once():
    ours = documents()
    assert ours.parsed("{ code }") is ours.parsed("{ code }")
    assert ours.faults("{ code }") == []


def test_faults_are_the_same_the_second_time():
    ours = documents()
    assert [fault.message for fault in ours.faults("{ nonsense }")] == [
        fault.message for fault in ours.faults("{ nonsense }")
    ]
    assert len(ours.faults("{ nonsense }")) == 1


def test_long_documents_are_judged_and_not_kept():
    ours = documents()
    long = "{ code }" + " " * LONGEST_KEPT
    assert ours.parsed(long) is not ours.parsed(long)
    assert ours.faults(long) == []


def test_only_so_many_are_kept():
    ours = documents()
    first = ours.parsed("{ code }")
    for number in range(KEPT):
        ours.parsed(f"{{ a{number}: code }}")
    assert ours.parsed("{ code }") is not first


def test_a_refusal_is_never_kept_as_an_answer():
    ours = documents()
    for _ in range(2):
        with pytest.raises(TooManyTokens):
            ours.parsed("{ " + "code " * 2001 + "}")


def test_introspection_can_be_closed():
    assert documents().faults("{ __schema { queryType { name } } }") == []
    [fault] = documents(introspection=False).faults("{ __schema { queryType { name } } }")
    assert "introspection is disabled" in fault.message
