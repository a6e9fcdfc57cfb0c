"""Files go in and out as they are, for those who are signed in, and never as a page of ours."""

from base64 import b64encode
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from hanoiwork_gateway.testing import FakeCalls
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.plugins import FileCalls, Plugin
from hanoiwork_shared.settings import Settings
from hanoiwork_shared.wire import flatten
from tests.unit.gateway.city import SECRET

pytestmark = pytest.mark.anyio

CONTENT = b"%PDF-1.4 K\xe1"
GIVEN = {"name": "Kế hoạch.pdf", "media_type": "application/pdf", "content_base64": b64encode(CONTENT).decode()}


@pytest.fixture
def plugins() -> tuple[Plugin, ...]:
    calls = FileCalls(takes="attach_file", gives="attached_file", key="attachment")
    return (
        Plugin(name="directory", graph="tests.unit.gateway.city:directory"),
        Plugin(name="tasks", graph="tests.unit.gateway.city:tasks", files=calls),
    )


async def sent(app: Starlette, method: str, path: str, *, token: str | None, **given: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        return await client.request(method, path, headers={**headers, **given.pop("headers", {})}, **given)


async def test_a_file_goes_to_its_service_with_what_the_address_says(make, token):
    calls = FakeCalls(answers={"tasks.attach_file": {"id": "f-1", "media_type": "application/pdf"}})
    response = await sent(
        make(calls), "POST", "/files/tasks?task=T-1&name=K%E1%BA%BF%20ho%E1%BA%A1ch.pdf", token=token,
        content=CONTENT, headers={"idempotency-key": "k-1"},
    )  # fmt: skip
    assert (response.status_code, response.json()) == (201, {"id": "f-1", "mediaType": "application/pdf"})
    asked = calls.asked[-1]
    assert asked.input == {"task": "T-1", "name": "Kế hoạch.pdf", "content_base64": b64encode(CONTENT).decode()}
    assert asked.caller.idempotency_key == "k-1"


async def test_a_file_comes_out_to_be_saved(make, token):
    calls = FakeCalls(answers={"tasks.attached_file": GIVEN})
    response = await sent(make(calls), "GET", "/files/tasks/f-1", token=token)
    assert (response.content, response.headers["content-type"]) == (CONTENT, "application/pdf")
    assert response.headers["content-disposition"] == "attachment; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert calls.asked[-1].input == {"attachment": "f-1"}


@pytest.mark.parametrize(("method", "path"), [("POST", "/files/tasks"), ("GET", "/files/tasks/f-1")])
async def test_nobody_unknown_sends_or_gets_a_file(make, method, path):
    calls = FakeCalls()
    response = await sent(make(calls), method, path, token=None)
    assert (response.status_code, response.json()["errors"][0]["code"]) == (401, "shared.unauthenticated")
    assert calls.asked == []


async def test_a_service_without_files_is_not_asked(make, token):
    response = await sent(make(FakeCalls()), "GET", "/files/directory/f-1", token=token)
    assert (response.status_code, response.json()["errors"][0]["code"]) == (404, "gateway.no_files_here")


async def test_what_the_service_refuses_is_answered_in_the_language_asked_for(make, token):
    calls = FakeCalls(answers={"tasks.attached_file": flatten(NotFound(what="file", what_vi="tệp", key="f-1"))})
    vi = await sent(make(calls), "GET", "/files/tasks/f-1", token=token)
    en = await sent(make(calls), "GET", "/files/tasks/f-1", token=token, headers={"accept-language": "en"})
    assert [vi.status_code, en.status_code] == [404, 404]
    assert [one.json()["errors"][0]["message"] for one in (vi, en)] == [
        "Không tìm thấy tệp “f-1”.", "There is no file “f-1”.",
    ]  # fmt: skip


async def test_a_file_larger_than_allowed_is_refused_before_it_is_read_to_its_end(make, token):
    calls = FakeCalls()
    app = make(calls, settings=Settings(secret=SECRET, file_limit=100))
    response = await sent(app, "POST", "/files/tasks?task=T-1&name=a.pdf", token=token, content=bytes(101))
    assert (response.status_code, response.json()["errors"][0]["code"]) == (413, "gateway.body_too_large")
    assert calls.methods() == [name for name in calls.methods() if name.startswith("directory.")]
