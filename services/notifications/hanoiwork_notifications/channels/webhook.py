"""A signed webhook: every letter as JSON to one address of the operator's; off until an address is named.

The receiver checks `X-Hanoiwork-Signature: sha256=HEX`, the HMAC-SHA256 of `TIMESTAMP.BODY` under the shared secret,
where TIMESTAMP is the header `X-Hanoiwork-Timestamp`. It discards what is old, and a second copy by the delivery id.
"""

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from typing import Any
from urllib.parse import SplitResult, urlsplit

from hanoiwork_notifications.channels.settings import OWN_PREFIX, NotificationsSettings
from hanoiwork_notifications.domain import Letter, Undeliverable
from hanoiwork_shared.clock import Clock, SystemClock
from hanoiwork_shared.facts import plain
from hanoiwork_shared.settings import SHORTEST_SECRET, SettingMalformed

TIMEOUT = 5.0
"""Seconds that connecting, and each exchange, may take (our choice)."""

PORTS = {"http": 80, "https": 443}


class PrivateAddress(Undeliverable):
    """The webhook's host leads to an address inside, which was not allowed."""


class Webhook:
    """Posts each letter; anything but a 2xx answer is a failure. Redirections are not followed."""

    name = "webhook"

    def __init__(self, settings: NotificationsSettings, *, clock: Clock) -> None:
        self._url = urlsplit(settings.webhook_url)
        self._secret = settings.webhook_secret.encode()
        self._private = settings.webhook_private
        self._clock = clock

    def send(self, letter: Letter) -> None:
        """Post one letter; raises PrivateAddress for an address inside, ConnectionError for any answer but 2xx."""
        body = json.dumps(plain(letter), ensure_ascii=False, separators=(",", ":")).encode()
        connection = Pinned(self._url, private=self._private)
        try:
            connection.request("POST", _target(self._url), body=body, headers=self._headers(letter, body))
            answer = connection.getresponse().status
        finally:
            connection.close()
        if not 200 <= answer < 300:  # noqa: PLR2004 - what HTTP calls success
            raise ConnectionError(f"the receiver answered {answer}")

    def _headers(self, letter: Letter, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._clock.now().timestamp()))
        return {
            "Content-Type": "application/json",
            "X-Hanoiwork-Delivery": letter.delivery_id,
            "X-Hanoiwork-Timestamp": timestamp,
            "X-Hanoiwork-Signature": signature(self._secret, timestamp, body),
        }


class Pinned(http.client.HTTPConnection):
    """A connection to the very address that was checked, so that a name cannot lead elsewhere in between."""

    def __init__(self, url: SplitResult, *, private: bool) -> None:
        self._tls = ssl.create_default_context() if url.scheme == "https" else None
        self._private = private
        self.default_port = PORTS[url.scheme]
        super().__init__(str(url.hostname), url.port or self.default_port, timeout=TIMEOUT)

    def connect(self) -> None:
        """Resolve, check, connect, and encrypt when the address says https."""
        raw = socket.create_connection((_checked(self.host, self.port, private=self._private), self.port), TIMEOUT)
        self.sock = self._tls.wrap_socket(raw, server_hostname=self.host) if self._tls else raw


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """What the receiver compares, in constant time, with its own."""
    return "sha256=" + hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def make(settings: NotificationsSettings) -> Webhook | None:
    """The channel, once an address is named; refuses an address that is none and a short secret."""
    if not settings.webhook_url:
        return None
    url = urlsplit(settings.webhook_url)
    if url.scheme not in PORTS or not url.hostname:
        raise SettingMalformed(name=f"{OWN_PREFIX}WEBHOOK_URL", reason="not an http or https address")
    if len(settings.webhook_secret) < SHORTEST_SECRET:
        raise SettingMalformed(name=f"{OWN_PREFIX}WEBHOOK_SECRET", reason=f"shorter than {SHORTEST_SECRET} characters")
    return Webhook(settings, clock=SystemClock())


def _checked(host: str, port: int, *, private: bool) -> str:
    found: list[Any] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(address[0]) for *_, address in found]
    inside = [address for address in addresses if not ipaddress.ip_address(address).is_global]
    if inside and not private:
        raise PrivateAddress(f"{host} leads to {inside[0]}")
    return addresses[0]


def _target(url: SplitResult) -> str:
    return (url.path or "/") + (f"?{url.query}" if url.query else "")
