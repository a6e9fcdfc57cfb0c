"""A token whose account was disabled, or whose person has left, stops within seconds, not when it ends."""

from datetime import timedelta

import pytest

from hanoiwork_gateway.calls import InternalError
from hanoiwork_gateway.testing import FakeCalls, browsing
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.wire import flatten

pytestmark = pytest.mark.anyio

STANDS = "directory.account_stands"
BUG = InternalError(STANDS, kind="KeyError", text="x")


async def asked(client):
    answer = await client.post("/graphql", json={"query": "{ __typename }"}, headers={"Accept-Language": "en"})
    errors = answer.json().get("errors") or [{"extensions": {"code": None}}]
    return answer.status_code, errors[0]["extensions"]["code"]


async def test_a_disabled_account_stops_its_tokens_within_seconds_and_an_enabled_one_goes_on_at_once(
    make, token, clock
):
    good = True
    calls = FakeCalls(answers={STANDS: lambda _: good})
    async with browsing(make(calls), token=token) as client:
        assert [await asked(client), await asked(client)] == [(200, None)] * 2
        assert [one.input for one in calls.asked] == [{"account": "nva", "person": "p-1"}]
        good = False
        clock.moment += timedelta(seconds=5)
        assert [await asked(client), await asked(client)] == [(401, "gateway.token_revoked")] * 2
        good = True
        assert await asked(client) == (200, None)


@pytest.mark.parametrize("answers", [{}, {STANDS: flatten(Unavailable(what="database"))}, {STANDS: BUG}])
async def test_without_an_answer_of_the_directory_tokens_hold_until_they_end(make, token, clock, answers):
    async with browsing(make(FakeCalls(answers=answers)), token=token) as client:
        assert await asked(client) == (200, None)
        clock.moment += timedelta(hours=8)
        assert await asked(client) == (401, "gateway.token_expired")


async def test_nobody_is_asked_about_for_a_token_that_is_none_of_ours(make):
    calls = FakeCalls()
    async with browsing(make(calls), token="forged") as client:
        assert await asked(client) == (401, "gateway.token_invalid")
    assert calls.asked == []
