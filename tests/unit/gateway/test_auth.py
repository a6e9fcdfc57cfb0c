"""Signing in, and the tokens that come of it."""

from datetime import timedelta

import jwt
import pytest

from hanoiwork_gateway.auth import ALGORITHM, AUDIENCE, ISSUER, KIND, TokenExpired, TokenInvalid
from hanoiwork_gateway.testing import FakeCalls, browsing
from hanoiwork_shared.errors import Throttled, Unauthenticated
from hanoiwork_shared.identity import Identity, IdentityRefused, sign, verify
from hanoiwork_shared.wire import flatten
from tests.unit.gateway.city import SECRET

pytestmark = pytest.mark.anyio

NVA = Identity(person_id="p-1", account="nva")


class WrongPassword(Unauthenticated):
    code = "directory.wrong_password"
    vi = "Sai tên đăng nhập hoặc mật khẩu."
    en = "Wrong user name or password."


def directory(given):
    assert given["address"] == "127.0.0.1"
    if given["password"] == "again":
        return flatten(Throttled(seconds=40))
    if (given["username"], given["password"]) == ("nva", "secret"):
        return {"person_id": "p-1", "account": "nva"}
    return flatten(WrongPassword())


async def signed_in(make, body, **options):
    async with browsing(make(FakeCalls(answers={"directory.authenticate": directory}))) as client:
        return await client.post("/auth/token", json=body, **options)


async def test_the_right_password_gives_a_token_that_the_gateway_knows_again(make, tokens):
    response = await signed_in(make, {"username": "nva", "password": "secret"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    body = response.json()
    assert body["token_type"] == "bearer"
    assert body["expires_in"] == 8 * 3600
    assert tokens.read(body["access_token"], locale="vi") == NVA


async def test_a_wrong_password_is_401_in_the_callers_language(make):
    response = await signed_in(make, {"username": "nva", "password": "x"}, headers={"Accept-Language": "en"})
    assert response.status_code == 401
    [error] = response.json()["errors"]
    assert error["code"] == "directory.wrong_password"
    assert error["message"] == "Wrong user name or password."
    assert error["correlationId"] == response.headers["x-correlation-id"]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"username": "nva"},
        {"username": "nva", "password": 7},
        {"username": "", "password": "x"},
        {"username": "nva", "password": "x", "admin": True},
    ],
)
async def test_a_malformed_sign_in_is_400(make, body):
    response = await signed_in(make, body)
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "gateway.request_malformed"


async def test_too_many_wrong_passwords_are_429_and_say_when_to_try_again(make):
    response = await signed_in(make, {"username": "nva", "password": "again"})
    assert (response.status_code, response.headers["retry-after"]) == (429, "40")
    assert response.json()["errors"][0]["code"] == "shared.throttled"


async def test_a_sign_in_is_small_json_sent_by_post(make):
    async with browsing(make(FakeCalls())) as client:
        assert (await client.get("/auth/token")).status_code == 405
        assert (await client.post("/auth/token", data={"username": "nva", "password": "x"})).status_code == 415
        assert (await client.post("/auth/token", json={"username": "x" * 5000, "password": "x"})).status_code == 413


async def test_without_the_directory_signing_in_is_503(make):
    async with browsing(make(FakeCalls())) as client:
        response = await client.post("/auth/token", json={"username": "nva", "password": "x"})
    assert response.status_code == 503
    assert response.json()["errors"][0]["code"] == "shared.unavailable"


async def test_a_bug_while_signing_in_is_masked(make, caplog):
    async with browsing(make(FakeCalls(answers={"directory.authenticate": RuntimeError("hunter2")}))) as client:
        response = await client.post("/auth/token", json={"username": "nva", "password": "x"})
    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"]["code"] == "shared.internal"
    assert "hunter2" not in response.text
    assert "hunter2" in caplog.text


def test_a_token_expires(tokens, clock):
    token = tokens.issue(NVA)
    clock.moment += timedelta(hours=8)
    with pytest.raises(TokenExpired):
        tokens.read(token, locale="vi")


def forged(clock, *, kind: str = KIND, secret: str = SECRET, algorithm: str = ALGORITHM, **changed) -> str:
    now = clock.now()
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + timedelta(hours=1),
        "sub": "p-1",
        "account": "nva",
    }
    claims = {name: value for name, value in {**claims, **changed}.items() if value is not None}
    return jwt.encode(claims, secret, algorithm=algorithm, headers={"typ": kind})


def test_the_pattern_of_the_forgeries_is_itself_a_good_token(tokens, clock):
    assert tokens.read(forged(clock), locale="vi") == NVA


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "JWT"},
        {"secret": "another secret that is long enough too"},
        {"algorithm": "HS512", "secret": SECRET * 2},
        {"algorithm": "none", "secret": ""},
        {"iss": "somebody"},
        {"aud": "hanoiwork-services"},
        {"exp": None},
        {"sub": None},
        {"account": None},
    ],
    ids=str,
)
def test_a_token_that_differs_in_anything_is_none_of_ours(tokens, clock, changes):
    with pytest.raises(TokenInvalid):
        tokens.read(forged(clock, **changes), locale="vi")


def test_tokens_and_identities_do_not_pass_for_each_other(tokens, clock):
    with pytest.raises(TokenInvalid):
        tokens.read(sign(NVA, secret=SECRET, now=clock.now()), locale="vi")
    with pytest.raises(IdentityRefused):
        verify(tokens.issue(NVA), secret=SECRET, now=clock.now())
