"""Who is asking: a short-lived signed statement by the gateway that every service checks again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

from hanoiwork_shared.errors import Unauthenticated

ALGORITHM = "HS256"
ISSUER = "hanoiwork-gateway"
AUDIENCE = "hanoiwork-services"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A signed-in person: `person_id` is the directory's, `account` the name used to sign in."""

    person_id: str
    account: str
    locale: str = "vi"


class IdentityRefused(Unauthenticated):
    """The statement is forged, expired or not meant for services."""

    code = "shared.identity_refused"
    vi = "Danh tính gửi kèm không hợp lệ hoặc đã hết hạn; hãy đăng nhập lại."
    en = "The identity sent along is not valid or has expired; sign in again."


def sign(identity: Identity, *, secret: str, now: datetime, lifetime: timedelta = timedelta(seconds=60)) -> str:
    """State who is asking, for `lifetime` from `now`."""
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + lifetime,
        "sub": identity.person_id,
        "account": identity.account,
        "locale": identity.locale,
    }
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def verify(token: str, *, secret: str, now: datetime) -> Identity:
    """Read the statement back; raises IdentityRefused unless we signed it for services and it still holds."""
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": ["exp", "iat", "sub"], "verify_exp": False, "verify_iat": False},
        )
        if claims["exp"] <= now.timestamp():
            raise IdentityRefused
        return Identity(person_id=claims["sub"], account=claims["account"], locale=claims["locale"])
    except (jwt.InvalidTokenError, KeyError, TypeError) as error:
        raise IdentityRefused from error
