"""Tokens in, identity out: signing in with a local account, and reading the token of every request."""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

import jwt
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hanoiwork_gateway.answers import refused
from hanoiwork_gateway.bodies import read_json
from hanoiwork_gateway.calls import Caller, Calls, InternalError
from hanoiwork_gateway.errors import InternalFailure, RequestMalformed
from hanoiwork_gateway.languages import negotiated
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused, Unauthenticated
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.wire import WireError

ALGORITHM = "HS256"
ISSUER = "hanoiwork-gateway"
AUDIENCE = "hanoiwork-graphql"
KIND = "at+jwt"
"""The `typ` of an access token (RFC 9068), so that no other token of the same secret passes for one."""
LARGEST_SIGN_IN = 4096
"""Bytes of a sign-in (our choice)."""


class TokenExpired(Unauthenticated):
    """The access token was good once."""

    code = "gateway.token_expired"
    vi = "Phiên đăng nhập đã hết hạn; hãy đăng nhập lại."
    en = "The session has expired; sign in again."


class TokenInvalid(Unauthenticated):
    """The access token is none of ours."""

    code = "gateway.token_invalid"
    vi = "Mã truy cập không hợp lệ; hãy đăng nhập lại."
    en = "The access token is not valid; sign in again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Issues and reads the access tokens of local accounts; `secret` also signs identities, for another audience."""

    secret: str
    lifetime: timedelta
    clock: Clock

    def issue(self, identity: Identity) -> str:
        """Write an access token that holds for `lifetime` from now."""
        now = self.clock.now()
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + self.lifetime,
            "sub": identity.person_id,
            "account": identity.account,
        }
        return jwt.encode(claims, self.secret, algorithm=ALGORITHM, headers={"typ": KIND})

    def read(self, token: str, *, locale: str) -> Identity:
        """Say who holds a token; raises TokenExpired or TokenInvalid."""
        try:
            if jwt.get_unverified_header(token).get("typ") != KIND:
                raise TokenInvalid
            claims = jwt.decode(
                token,
                self.secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"require": ["exp", "iat", "sub"], "verify_exp": False, "verify_iat": False},
            )
            identity = Identity(person_id=claims["sub"], account=claims["account"], locale=locale)
        except (jwt.InvalidTokenError, KeyError) as error:
            raise TokenInvalid from error
        if claims["exp"] <= self.clock.now().timestamp():
            raise TokenExpired
        return identity


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """POST /auth/token: `{"username", "password"}` for an access token, as OAuth 2 answers one."""

    calls: Calls
    tokens: Tokens
    seconds: float

    async def answer(self, request: Request) -> Response:
        """Check the password with the directory; a refusal is `{"errors": [{code, message, ...}]}`."""
        locale = negotiated(request.headers.get("accept-language"))
        try:
            return await self._signed_in(request, locale=locale)
        except (Refused, WireError) as refusal:
            return refused(refusal, request, locale=locale)
        except InternalError:
            return refused(InternalFailure(), request, locale=locale)

    async def _signed_in(self, request: Request, *, locale: str) -> Response:
        ends = monotonic() + self.seconds
        given = _credentials(await read_json(request, most=LARGEST_SIGN_IN)) | _sender(request)
        caller = Caller(identity=None, correlation_id=request.state.correlation_id, locale=locale)
        known = await self.calls.call("directory.authenticate", caller=caller, input=given, deadline=ends - monotonic())
        identity = Identity(person_id=known["person_id"], account=known["account"], locale=locale)
        answer = {
            "access_token": self.tokens.issue(identity),
            "token_type": "bearer",
            "expires_in": int(self.tokens.lifetime.total_seconds()),
        }
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})


def _credentials(body: Any) -> dict[str, str]:
    if not isinstance(body, dict) or set(body) != {"username", "password"}:
        raise RequestMalformed(reason="username and password, nothing else", reason_vi="chỉ gồm username và password")
    for name, value in body.items():
        if not isinstance(value, str) or not value:
            raise RequestMalformed(field=name, reason=f"{name} must be a text", reason_vi=f"{name} phải là chữ")
    return body


def _sender(request: Request) -> dict[str, str]:
    """The client's address, for counting wrong passwords; a proxy's own where the proxy is not trusted to tell it."""
    return {} if request.client is None else {"address": request.client.host}
