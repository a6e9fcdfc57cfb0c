"""Whether the account of a token may still be used: disabling it, or its person's leaving, stops a token early."""

from datetime import datetime, timedelta
from time import monotonic

from hanoiwork_gateway.calls import Caller, Calls, InternalError
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Unauthenticated, Unavailable
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.wire import WireError

REMEMBERED = timedelta(seconds=5)
"""How long an account that was good is believed to be (our choice): the longest that a disabled one goes on."""
PATIENCE = 1.0
"""Seconds for the directory's answer (our choice); without one the token holds."""
MOST_ACCOUNTS = 10_000


class TokenRevoked(Unauthenticated):
    """The account of a token was disabled, or its person has left."""

    code = "gateway.token_revoked"
    vi = "Tài khoản của phiên này đã bị khóa hoặc không còn dùng; hãy liên hệ người quản trị."
    en = "The account of this session is disabled or no longer in use; ask the operator."


class Standing:
    """Asks the directory about each account once in a while; while it is away, tokens hold until they end."""

    def __init__(self, calls: Calls, *, clock: Clock) -> None:
        self._calls = calls
        self._clock = clock
        self._believed: dict[Identity, datetime] = {}

    async def demand(self, identity: Identity, *, caller: Caller, ends: float) -> None:
        """Refuse with TokenRevoked whoever's account may not be used any more; `ends` is a `time.monotonic` moment."""
        now = self._clock.now()
        if self._believed.get(identity, now) > now:
            return
        if not await self._stands(identity, caller=caller, seconds=min(PATIENCE, ends - monotonic())):
            raise TokenRevoked
        if len(self._believed) >= MOST_ACCOUNTS:
            self._believed.clear()
        self._believed[identity] = now + REMEMBERED

    async def _stands(self, identity: Identity, *, caller: Caller, seconds: float) -> bool:
        given = {"account": identity.account, "person": identity.person_id}
        try:
            answer = await self._calls.call("directory.account_stands", caller=caller, input=given, deadline=seconds)
        except (Unavailable, WireError, InternalError):
            return True
        return bool(answer)
