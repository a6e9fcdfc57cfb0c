"""Identity: what the gateway signed a moment ago, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from hanoiwork_shared.identity import AUDIENCE, ISSUER, Identity, IdentityRefused, sign, verify

SECRET = "the secret of the suite, long enough for HS256"
NOW = datetime(2026, 6, 15, 3, tzinfo=UTC)
WHO = Identity(person_id="p-1", account="nva", locale="en")


def test_a_signed_identity_is_read_back():
    assert verify(sign(WHO, secret=SECRET, now=NOW), secret=SECRET, now=NOW) == WHO


def test_it_holds_for_its_lifetime_and_no_longer():
    token = sign(WHO, secret=SECRET, now=NOW, lifetime=timedelta(seconds=60))
    assert verify(token, secret=SECRET, now=NOW + timedelta(seconds=59)) == WHO
    with pytest.raises(IdentityRefused):
        verify(token, secret=SECRET, now=NOW + timedelta(seconds=60))


def test_an_identity_signed_with_another_secret_is_refused():
    with pytest.raises(IdentityRefused):
        verify(sign(WHO, secret="somebody else's secret, also long enough", now=NOW), secret=SECRET, now=NOW)


def forged(*, algorithm: str = "HS256", key: str = SECRET, **claims: Any) -> str:
    whole = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": NOW,
        "exp": NOW + timedelta(seconds=60),
        "sub": "p-1",
        "account": "nva",
        "locale": "vi",
        **claims,
    }
    kept = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode(kept, key, algorithm=algorithm)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "somebody"},
        {"aud": "hanoiwork-browser"},
        {"iss": None},
        {"aud": None},
        {"exp": None},
        {"sub": None},
        {"account": None},
        {"locale": None},
        {"sub": 7},
        {"exp": "soon"},
    ],
    ids=str,
)
def test_a_statement_with_a_wrong_or_missing_claim_is_refused(claims: dict[str, Any]):
    with pytest.raises(IdentityRefused):
        verify(forged(**claims), secret=SECRET, now=NOW)


def test_an_unsigned_statement_is_refused():
    with pytest.raises(IdentityRefused):
        verify(forged(algorithm="none", key=""), secret=SECRET, now=NOW)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "💥", sign(WHO, secret=SECRET, now=NOW)[:-2]])
def test_what_is_no_token_is_refused(token: str):
    with pytest.raises(IdentityRefused):
        verify(token, secret=SECRET, now=NOW)
