"""The webhook, against a receiver of the test's own."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from hanoiwork_notifications.channels.settings import NotificationsSettings
from hanoiwork_notifications.channels.webhook import PrivateAddress, Webhook, make

SECRET = "a secret that both sides know, long enough"


class Receiver(ThreadingHTTPServer):
    """Keeps what it is sent; `answer` is its status."""

    answer = 204

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receipt)
        self.received: list[tuple[str, dict[str, str], bytes]] = []


class Receipt(BaseHTTPRequestHandler):
    """One post."""

    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        self.send_response(self.server.answer)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def channel(receiver: Receiver) -> Callable[..., Webhook]:
    def open_channel(**changes: Any) -> Webhook:
        own: dict[str, Any] = {
            "webhook_url": f"http://127.0.0.1:{receiver.server_address[1]}/hook?to=us",
            "webhook_secret": SECRET,
            "webhook_private": True,
            **changes,
        }
        made = make(NotificationsSettings(**own))
        assert made is not None
        return made

    return open_channel


def test_it_is_off_until_an_address_is_named() -> None:
    assert make(NotificationsSettings()) is None


def test_the_receiver_can_check_who_sent_the_letter(letter, channel, receiver: Receiver) -> None:
    channel().send(letter)
    ((path, headers, body),) = receiver.received
    signed = headers["X-Hanoiwork-Timestamp"].encode() + b"." + body
    expected = "sha256=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert (path, headers["X-Hanoiwork-Signature"], headers["X-Hanoiwork-Delivery"]) == ("/hook?to=us", expected, "d-1")
    document = json.loads(body)
    assert (document["kind"], document["recipient_id"]) == ("task_assigned", "p-1")
    assert document["words"]["vi"]["title"] == "Nhiệm vụ mới NV-01"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "192.168.0.9", "[::1]", "169.254.169.254"])
def test_an_address_inside_is_refused_unless_allowed(letter, channel, host: str, receiver: Receiver) -> None:
    with pytest.raises(PrivateAddress):
        channel(webhook_private=False, webhook_url=f"http://{host}:{receiver.server_address[1]}/").send(letter)
    assert receiver.received == []


@pytest.mark.parametrize("status", [302, 404, 500])
def test_anything_but_a_success_is_a_failure_and_no_redirection_is_followed(
    letter, channel, receiver: Receiver, status: int
) -> None:
    receiver.answer = status
    with pytest.raises(ConnectionError, match=str(status)):
        channel().send(letter)
    assert [path for path, _, _ in receiver.received] == ["/hook?to=us"]
