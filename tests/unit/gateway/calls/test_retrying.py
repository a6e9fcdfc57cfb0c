"""The second try."""

import pytest

from hanoiwork_gateway.calls import Caller, Interrupted, Retrying
from hanoiwork_gateway.testing import FakeCalls
from hanoiwork_shared.errors import Conflict, Unavailable
from hanoiwork_shared.wire import WireError, flatten

pytestmark = pytest.mark.anyio

CALLER = Caller(identity=None, correlation_id="a-request", idempotency_key="k-1")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def tried(*answers, deadline: float = 5) -> tuple[FakeCalls, object]:
    waiting = list(answers)
    calls = FakeCalls(answers={"tasks.task": lambda _given: waiting.pop(0)})
    try:
        return calls, await Retrying(calls, pause=0.01).call("tasks.task", caller=CALLER, input={}, deadline=deadline)
    except (WireError, Unavailable) as error:
        return calls, error


@pytest.mark.parametrize("first", [flatten(Unavailable(what="tasks")), Interrupted(what="tasks")])
async def test_a_passing_failure_is_tried_again_with_the_same_key(first):
    calls, answer = await tried(first, "done")
    assert answer == "done"
    assert [asked.caller.idempotency_key for asked in calls.asked] == ["k-1", "k-1"]
    assert calls.asked[1].deadline < calls.asked[0].deadline


async def test_it_is_tried_twice_at_most():
    calls, answer = await tried(Interrupted(what="tasks"), Interrupted(what="tasks"), "never")
    assert isinstance(answer, Interrupted)
    assert len(calls.asked) == 2


@pytest.mark.parametrize("final", [flatten(Conflict()), Unavailable(what="tasks")])
async def test_a_decision_and_an_absent_service_are_not_asked_again(final):
    calls, answer = await tried(final, "never")
    assert answer is final
    assert len(calls.asked) == 1


async def test_without_time_left_there_is_no_second_try():
    calls, _ = await tried(Interrupted(what="tasks"), "never", deadline=0.005)
    assert len(calls.asked) == 1
