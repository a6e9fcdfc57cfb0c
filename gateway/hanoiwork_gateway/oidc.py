"""The city's own sign-in (OpenID Connect): whether an access token is really its, and whom it names.

The algorithms are fixed by settings, never by the token (RFC 8725, 3.1), and so are issuer, audience and `typ`.
"""

from dataclasses import dataclass
from datetime import timedelta

import jwt

from hanoiwork_gateway.auth import TokenExpired, TokenInvalid
from hanoiwork_gateway.issuer_keys import IssuerKeys
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.settings import Settings

LEEWAY = timedelta(seconds=30)
"""How far the issuer's clock may be from ours (our choice)."""
LONGEST_TOKEN = 8192
LONGEST_SUBJECT = 255
REQUIRED = ["iss", "aud", "exp", "sub"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """One issuer: what its tokens must say, and where its keys come from."""

    name: str
    audience: str
    algorithms: tuple[str, ...]
    types: tuple[str, ...]
    keys: IssuerKeys
    clock: Clock

    def claims_to_be(self, token: str) -> bool:
        """Whether a token says that it comes from this issuer; nothing is believed yet."""
        try:
            claims = jwt.decode(token, options={"verify_signature": False}) if len(token) <= LONGEST_TOKEN else {}
        except jwt.InvalidTokenError:
            return False
        return claims.get("iss") == self.name

    async def subject_of(self, token: str) -> str:
        """Whom a token names; raises TokenInvalid, TokenExpired, or IssuerAway when its keys cannot be had."""
        header = self._header(token)
        key = await self.keys.key(header["kid"])
        if key is None or key.algorithm_name != header["alg"]:
            raise TokenInvalid
        subject = self._claims(token, key)["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
            raise TokenInvalid
        return subject

    def _header(self, token: str) -> dict[str, str]:
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError as error:
            raise TokenInvalid from error
        if header.get("alg") not in self.algorithms or str(header.get("typ")).lower() not in self.types:
            raise TokenInvalid
        if not isinstance(header.get("kid"), str):
            raise TokenInvalid
        return header

    def _claims(self, token: str, key: jwt.PyJWK) -> dict[str, object]:
        try:
            claims: dict[str, object] = jwt.decode(
                token,
                key,
                algorithms=list(self.algorithms),
                audience=self.audience,
                issuer=self.name,
                options={
                    "require": REQUIRED,
                    "verify_exp": False,  # times are checked by our own clock, below
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
            ends, begins = float(str(claims["exp"])), float(str(claims.get("nbf", 0)))
        except (jwt.InvalidTokenError, ValueError) as error:
            raise TokenInvalid from error
        now, leeway = self.clock.now().timestamp(), LEEWAY.total_seconds()
        if not ends > now - leeway:
            raise TokenExpired
        if not begins <= now + leeway:
            raise TokenInvalid
        return claims


def issuer_of(settings: Settings, *, clock: Clock) -> Issuer | None:
    """The issuer that the settings name, if they name one."""
    if not settings.oidc_issuer:
        return None
    return Issuer(
        name=settings.oidc_issuer,
        audience=settings.oidc_audience,
        algorithms=_listed(settings.oidc_algorithms),
        types=_listed(settings.oidc_token_types.lower()),
        keys=IssuerKeys(issuer=settings.oidc_issuer, jwks_uri=settings.oidc_jwks_uri, clock=clock),
        clock=clock,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
