"""nameko's RPC messages, read and written."""

import json

import pytest

from hanoiwork_gateway.calls import Caller, InternalError
from hanoiwork_gateway.calls.replies import answer, request
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.wire import WireError, flatten


def reply(result=None, error=None) -> bytes:
    return json.dumps({"result": result, "error": error}).encode()


def failure(kind: str, *arguments) -> dict:
    return {"exc_type": kind, "exc_path": f"somewhere.{kind}", "exc_args": list(arguments), "value": "text"}


def test_a_request_carries_caller_and_input_as_keyword_arguments():
    caller = Caller(identity="signed", correlation_id="a-request", idempotency_key="k-1", locale="en")
    assert json.loads(request(caller, {"title": "Kế hoạch"})) == {
        "args": [],
        "kwargs": {
            "caller": {
                "identity": "signed",
                "correlation_id": "a-request",
                "idempotency_key": "k-1",
                "locale": "en",
            },
            "input": {"title": "Kế hoạch"},
        },
    }


def test_a_number_that_json_does_not_know_is_never_sent():
    with pytest.raises(ValueError, match="JSON"):
        request(Caller(identity=None, correlation_id="a-request"), {"points": float("nan")})


def test_a_result_is_the_answer():
    assert answer(reply({"code": "T-1"}), method="tasks.task") == {"code": "T-1"}
    assert answer(reply(None), method="tasks.task") is None


REFUSALS = list(flatten(NotFound(what="task", key="T-1")).refusals)


@pytest.mark.parametrize("sent", [REFUSALS, json.dumps(REFUSALS), [{**REFUSALS[0], "field": "None"}]])
def test_a_refusal_is_raised_as_one_whichever_way_it_was_written(sent):
    with pytest.raises(WireError) as refused:
        answer(reply(error=failure("WireError", sent)), method="tasks.task")
    assert refused.value.refusals == tuple(REFUSALS)


@pytest.mark.parametrize("body", [reply(error=failure("MethodNotFound", "x")), b"{}", b"nonsense", b"[]", b"null"])
def test_anything_else_is_a_bug_that_names_the_method(body):
    with pytest.raises(InternalError, match=r"tasks\.task"):
        answer(body, method="tasks.task")
