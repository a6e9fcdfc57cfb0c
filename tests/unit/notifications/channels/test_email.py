"""E-mail, against a mail server of the test's own."""

import email
import email.policy
import smtplib
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from hanoiwork_notifications.channels.email import Email, make
from hanoiwork_notifications.channels.settings import NotificationsSettings
from hanoiwork_notifications.domain import Undeliverable


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a letter needs; `answer` is what it says to a recipient."""

    daemon_threads = True
    answer = "250 fine"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received: list[bytes] = []


class Conversation(socketserver.StreamRequestHandler):
    """One sender's visit."""

    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        for line in self.rfile:
            verb = line.split()[0].upper().decode()
            if verb == "DATA":
                self._take()
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say(self.server.answer if verb == "RCPT" else "250 fine")

    def _take(self) -> None:
        self._say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.received.append(b"".join(lines))
        self._say("250 kept")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def channel(server: MailServer) -> Callable[..., Email]:
    def open_channel(**changes: Any) -> Email:
        own: dict[str, Any] = {
            "email_host": "127.0.0.1",
            "email_port": server.server_address[1],
            "email_tls": False,
            **changes,
        }
        made = make(NotificationsSettings(**own))
        assert made is not None
        return made

    return open_channel


def only(server: MailServer) -> EmailMessage:
    (received,) = server.received
    return email.message_from_bytes(received, policy=email.policy.default)


def test_it_is_off_until_a_mail_server_is_named() -> None:
    assert make(NotificationsSettings()) is None


def test_the_letter_arrives_in_both_languages(letter, channel, server: MailServer) -> None:
    channel(email_to="{code}@hanoi.example", email_from="so@hanoi.example").send(letter)
    received = only(server)
    assert (received["To"], received["From"], received["Subject"]) == (
        "NVA@hanoi.example",
        "so@hanoi.example",
        "Nhiệm vụ mới NV-01",
    )
    assert received["Message-ID"] == "<d-1@hanoi.example>"
    assert "Bạn được giao chủ trì." in received.get_content()
    assert "You lead the task." in received.get_content()


def test_somebody_not_known_yet_is_tried_again_later(letter, channel) -> None:
    with pytest.raises(LookupError):
        channel().send(replace(letter, recipient_code=None))


@pytest.mark.parametrize("code", ["N V A", "nva@elsewhere.example", "a,b", "a\r\nBcc: c@d"])
def test_a_code_that_makes_no_address_is_undeliverable(letter, channel, code: str, server: MailServer) -> None:
    with pytest.raises(Undeliverable):
        channel().send(replace(letter, recipient_code=code))
    assert server.received == []


def test_a_recipient_refused_for_good_is_undeliverable(letter, channel, server: MailServer) -> None:
    server.answer = "550 nobody of that name"
    with pytest.raises(Undeliverable, match="550"):
        channel().send(letter)


def test_a_recipient_refused_for_now_is_tried_again_later(letter, channel, server: MailServer) -> None:
    server.answer = "450 come back later"
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        channel().send(letter)


def test_a_server_without_tls_gets_no_letter_when_tls_is_asked_for(letter, channel, server: MailServer) -> None:
    with pytest.raises(smtplib.SMTPNotSupportedError):
        channel(email_tls=True).send(letter)
    assert server.received == []
