"""People of a city who ask and order things in a journey, and what they are told."""

from typing import Any

from tests.journeys.refusing import City
from tests.polling import until

NOTICES = "notifications(first: 100) { edges { node { kind reference } } }"


def asked(city: City, account: str, question: str) -> Any:
    """What somebody is answered to one question."""
    answer = city.person(account).ask(f"{{ {question} }}")
    assert "errors" not in answer, answer
    [found] = answer["data"].values()
    return found


def done(city: City, account: str, mutation: str, *, wanted: str, **given: Any) -> Any:
    """What became of an order that is carried out: the thing that `wanted` names first."""
    payload = city.person(account).do(mutation, given, wanted=wanted)
    assert payload["errors"] == []
    return payload[wanted.split(" ", 1)[0]]


def refused(city: City, account: str, mutation: str, **given: Any) -> list[tuple[str, str | None]]:
    """The codes and fields of a refusal, which leaves everything as it was and is said in both languages."""
    with city.untouched():
        said = city.person(account).refused(mutation, given)
    assert all(one.vi != one.en for one in said)
    return [(one.code, one.field) for one in said]


def told(city: City, account: str, kind: str, code: str) -> None:
    """Wait until somebody has a notice of a kind about a code."""
    wanted = {"node": {"kind": kind, "reference": code}}
    until(lambda: wanted in asked(city, account, NOTICES)["edges"], what=f"{account} being told of {code}")
