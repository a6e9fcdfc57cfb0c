"""The public keys of an issuer: fetched when first needed, kept, and fetched again for a key that is not known yet."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.settings import SAFE_ORIGINS

FETCH_SECONDS = 3.0
FRESH = timedelta(hours=1)
"""Keys are fetched again after this long, and used without the issuer for a day; all of this is our choice."""
USABLE = timedelta(hours=24)
PAUSE = timedelta(seconds=10)
"""At least this long between two fetches, so that made-up key names cannot make us press the issuer."""
LARGEST = 256 * 1024
DISCOVERY = "/.well-known/openid-configuration"


class IssuerAway(Unavailable):
    """The city's own sign-in does not give its keys; local accounts go on working."""

    code = "gateway.issuer_away"
    vi = "Hệ thống đăng nhập của thành phố tạm thời không trả lời; hãy thử lại sau hoặc dùng tài khoản cục bộ."
    en = "The city's sign-in does not answer at the moment; try again later, or use a local account."


class IssuerKeys:
    """Knows the keys of one issuer by their names (`kid`).

    One fetch at a time, whoever waits for it; without a `jwks_uri` the issuer's own configuration says where they are.
    """

    def __init__(
        self, *, issuer: str, jwks_uri: str, clock: Clock, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._issuer = issuer
        self._jwks_uri = jwks_uri
        self._clock = clock
        self._transport = transport
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched: datetime | None = None
        self._tried: datetime | None = None
        self._fetching = asyncio.Lock()

    async def key(self, name: str) -> jwt.PyJWK | None:
        """The key of this name, None when the issuer has none; raises IssuerAway when that cannot be known."""
        if name in self._keys and self._age() < FRESH:
            return self._keys[name]
        async with self._fetching:
            if self._due(name):
                await self._try()
        found = self._keys.get(name)
        if self._age() >= USABLE or (found is None and self._missed()):
            raise IssuerAway
        return found

    def _due(self, name: str) -> bool:
        """Whether to fetch: another one may have done so while this one waited."""
        if self._tried is not None and self._clock.now() - self._tried < PAUSE:
            return False
        return name not in self._keys or self._age() >= FRESH

    def _missed(self) -> bool:
        """Whether the last fetch failed."""
        return self._tried is not None and (self._fetched is None or self._fetched < self._tried)

    def _age(self) -> timedelta:
        return timedelta.max if self._fetched is None else self._clock.now() - self._fetched

    async def _try(self) -> None:
        self._tried = self._clock.now()
        try:
            self._keys = await self._fetch()
        except (httpx.HTTPError, httpx.InvalidURL, jwt.PyJWTError, ValueError, KeyError, TypeError, TimeoutError):
            return
        self._fetched = self._clock.now()

    async def _fetch(self) -> dict[str, jwt.PyJWK]:
        """The issuer's keys as it publishes them; keys without a name, or of a kind nobody knows, are left out."""
        async with (
            asyncio.timeout(FETCH_SECONDS),
            httpx.AsyncClient(timeout=FETCH_SECONDS, transport=self._transport, trust_env=False) as http,
        ):
            published = jwt.PyJWKSet.from_dict(await _json(http, self._jwks_uri or await self._discovered(http)))
        return {key.key_id: key for key in published.keys if key.key_id is not None}

    async def _discovered(self, http: httpx.AsyncClient) -> str:
        found = await _json(http, self._issuer.rstrip("/") + DISCOVERY)
        if found["issuer"] != self._issuer:
            message = "the configuration is another issuer's"
            raise ValueError(message)
        keys = str(found["jwks_uri"])
        if not keys.startswith(SAFE_ORIGINS):
            message = "the keys would come from where anybody can put others in their place"
            raise ValueError(message)
        return keys


async def _json(http: httpx.AsyncClient, address: str) -> dict[str, Any]:
    """A JSON object of no more than LARGEST bytes; redirects are not followed."""
    async with http.stream("GET", address) as answer:
        answer.raise_for_status()
        body = bytearray()
        async for chunk in answer.aiter_bytes():
            body += chunk
            if len(body) > LARGEST:
                message = "the answer is too large"
                raise ValueError(message)
    found = httpx.Response(200, content=bytes(body)).json()
    if not isinstance(found, dict):
        message = "the answer is no object"
        raise TypeError(message)
    return found
