"""Who sends a request: the bearer of one of our tokens, or of one of the city's own sign-in."""

from dataclasses import dataclass
from time import monotonic

from hanoiwork_gateway.auth import TokenInvalid, Tokens
from hanoiwork_gateway.calls import Caller, Calls
from hanoiwork_gateway.limits import DeadlinePassed
from hanoiwork_gateway.oidc import Issuer
from hanoiwork_gateway.standing import Standing
from hanoiwork_shared.errors import Forbidden
from hanoiwork_shared.identity import Identity, sign


class IdentityUnknown(Forbidden):
    """The city's own sign-in vouches for somebody whom the directory does not know by it."""

    code = "gateway.identity_unknown"
    vi = "Bạn đã đăng nhập nhưng danh tính chưa gắn với người nào trong hệ thống; hãy liên hệ người quản trị."
    en = "You are signed in, but your identity is linked to nobody here; ask the operator."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Turns an Authorization header into the signed statement that services check.

    `issuer` is the city's own sign-in, or None. Whom its subject means is asked of the directory every time, so that
    unlinking holds at once; whether a local account still stands, once in a few seconds.
    """

    tokens: Tokens
    issuer: Issuer | None
    calls: Calls
    standing: Standing

    async def identity_for(self, authorization: str | None, *, caller: Caller, ends: float) -> str | None:
        """The statement, or None for nobody; `ends` is the `time.monotonic` moment by which it must be known.

        Raises TokenInvalid, TokenExpired, TokenRevoked, IssuerAway, IdentityUnknown, or what the directory refuses.
        """
        if authorization is None:
            return None
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise TokenInvalid
        identity = await self._identity(token.strip(), caller=caller, ends=ends)
        return sign(identity, secret=self.tokens.secret, now=self.tokens.clock.now())

    async def _identity(self, token: str, *, caller: Caller, ends: float) -> Identity:
        if self.issuer is None or not self.issuer.claims_to_be(token):
            identity = self.tokens.read(token, locale=caller.locale)
            await self.standing.demand(identity, caller=caller, ends=ends)
            return identity
        subject = await self.issuer.subject_of(token)
        left = ends - monotonic()
        if left <= 0:
            raise DeadlinePassed
        given = {"issuer": self.issuer.name, "subject": subject}
        known = await self.calls.call("directory.identify", caller=caller, input=given, deadline=left)
        if known is None:
            raise IdentityUnknown
        return Identity(person_id=known["person_id"], account=subject, locale=caller.locale)
