"""Idempotency: the same key again gives the same answer; another request under it is refused."""

from decimal import Decimal
from typing import Any

import pytest

from hanoiwork_shared.answers import Asked, KeyReused

ASKED = {"person_id": "p1", "method": "counter.count", "key": "k1", "request": {"thing": "a", "n": 1}}


def keep(runtime, answer: Any, **named: Any) -> None:
    with runtime.database.begin() as connection:
        runtime.answers.keep(connection, Asked(**{**ASKED, **named}), answer)


def find(runtime, **named: Any) -> tuple[bool, Any]:
    with runtime.database.read() as connection:
        return runtime.answers.find(connection, Asked(**{**ASKED, **named}))


def test_a_new_key_has_no_answer(runtime):
    assert find(runtime) == (False, None)


@pytest.mark.parametrize("answer", [None, {"name": "Sở", "points": "12.50"}, [1, None, True], "text"])
def test_the_same_key_gives_the_same_answer(runtime, answer: Any):
    keep(runtime, answer)
    assert find(runtime) == (True, answer)


def test_the_order_of_the_fields_makes_no_other_request(runtime):
    keep(runtime, 1)
    assert find(runtime, request={"n": 1, "thing": "a"}) == (True, 1)


def test_another_request_under_the_same_key_is_refused(runtime):
    keep(runtime, 1)
    with pytest.raises(KeyReused):
        find(runtime, request={"thing": "b", "n": 1})


@pytest.mark.parametrize("named", [{"person_id": "p2"}, {"method": "counter.drop"}, {"key": "k2"}])
def test_a_key_belongs_to_one_person_and_one_method(runtime, named: dict[str, str]):
    keep(runtime, 1)
    assert find(runtime, **named) == (False, None)


def test_a_request_may_hold_what_json_does_not_know(runtime):
    request = {"points": Decimal("1.5")}
    keep(runtime, 1, request=request)
    assert find(runtime, request=request) == (True, 1)
