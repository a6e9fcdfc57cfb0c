"""Tokens of the city's own sign-in: believed only when everything about them is right, and asked for sparingly."""

import dataclasses
from datetime import timedelta

import httpx
import jwt
import pytest

from hanoiwork_gateway.auth import Tokens
from hanoiwork_gateway.bearer import Bearer
from hanoiwork_gateway.calls import Caller
from hanoiwork_gateway.issuer_keys import IssuerAway, IssuerKeys
from hanoiwork_gateway.oidc import issuer_of
from hanoiwork_gateway.standing import Standing
from hanoiwork_gateway.testing import FakeCalls, browsing
from hanoiwork_shared.identity import Identity, verify
from hanoiwork_shared.settings import SettingMalformed, SettingMissing, read_settings
from tests.issuing import AUDIENCE, issuing
from tests.unit.gateway.city import SECRET

pytestmark = pytest.mark.anyio


@pytest.fixture
def issuer():
    with issuing() as made:
        yield made


@pytest.fixture
def calls() -> FakeCalls:
    known = {"s-1": {"person_id": "p-1"}}
    return FakeCalls(answers={"directory.identify": lambda given: known.get(given["subject"]), "directory.me": {}})


@pytest.fixture
def app(make, settings, issuer, calls):
    named = {"oidc_issuer": issuer.name, "oidc_audience": AUDIENCE}
    return make(calls, settings=dataclasses.replace(settings, **named))


async def asked(app, token, *, document="{ __typename }"):
    async with browsing(app, token=token) as client:
        answer = await client.post("/graphql", json={"query": document}, headers={"Accept-Language": "en"})
    errors = answer.json().get("errors") or [{"extensions": {"code": None}}]
    return answer.status_code, errors[0]["extensions"]["code"]


async def test_a_token_of_the_issuer_makes_its_person_known_to_the_services(app, issuer, calls, clock):
    assert await asked(app, issuer.token(now=clock.now())) == (200, None)
    [identify] = calls.asked
    assert (identify.method, identify.input) == ("directory.identify", {"issuer": issuer.name, "subject": "s-1"})


async def test_the_services_are_told_the_person_and_the_subject(make, settings, issuer, calls, clock):
    named = dataclasses.replace(settings, oidc_issuer=issuer.name, oidc_audience=AUDIENCE)
    tokens = Tokens(secret=SECRET, lifetime=timedelta(hours=1), clock=clock)
    bearer = Bearer(
        tokens=tokens, issuer=issuer_of(named, clock=clock), calls=calls, standing=Standing(calls, clock=clock)
    )
    caller = Caller(identity=None, correlation_id="c", locale="en")
    signed = await bearer.identity_for(f"Bearer {issuer.token(now=clock.now())}", caller=caller, ends=float("inf"))
    assert signed is not None
    assert verify(signed, secret=SECRET, now=clock.now()) == Identity(person_id="p-1", account="s-1", locale="en")


async def test_local_accounts_go_on_working_beside_it_and_without_it(app, issuer, token):
    issuer.away = True
    assert await asked(app, token) == (200, None)
    assert issuer.asked == []


async def test_a_subject_that_nobody_is_linked_to_is_told_so(app, issuer, clock):
    assert await asked(app, issuer.token("stranger", now=clock.now())) == (403, "gateway.identity_unknown")


async def test_without_an_issuer_its_tokens_are_none_of_ours(make, issuer, calls, clock):
    assert await asked(make(calls), issuer.token(now=clock.now())) == (401, "gateway.token_invalid")
    assert issuer.asked == []


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"aud": "somebody else"}, "gateway.token_invalid"),
        ({"aud": None}, "gateway.token_invalid"),
        ({"iss": "https://evil.example"}, "gateway.token_invalid"),
        ({"sub": None}, "gateway.token_invalid"),
        ({"sub": "x" * 256}, "gateway.token_invalid"),
        ({"exp": None}, "gateway.token_invalid"),
        ({"exp": -HOUR}, "gateway.token_expired"),
        ({"nbf": HOUR}, "gateway.token_invalid"),
        ({"typ": "JWT"}, "gateway.token_invalid"),
        ({"alg": "HS256", "key": "a shared secret that is long enough for anybody"}, "gateway.token_invalid"),
        ({"alg": "none", "key": None}, "gateway.token_invalid"),
        ({"alg": "RS512"}, "gateway.token_invalid"),
    ],
)
async def test_a_token_with_anything_wrong_is_refused(app, issuer, clock, changes, code):
    changed = {name: clock.now() + value if isinstance(value, timedelta) else value for name, value in changes.items()}
    assert await asked(app, issuer.token(now=clock.now(), **changed)) == (401, code)


async def test_a_token_signed_by_another_key_of_the_same_name_is_refused(app, issuer, clock):
    with issuing() as other:
        forged = other.token(now=clock.now(), iss=issuer.name)
    assert await asked(app, forged) == (401, "gateway.token_invalid")


async def test_a_key_of_another_kind_than_the_token_says_is_refused(app, issuer, clock):
    issuer.rotate("k2", algorithm="ES256")
    confused = jwt.encode(
        {"iss": issuer.name, "aud": AUDIENCE, "sub": "s-1", "exp": clock.now() + HOUR},
        issuer.private["k1"],
        algorithm="RS256",
        headers={"kid": "k2", "typ": "at+jwt"},
    )
    assert await asked(app, confused) == (401, "gateway.token_invalid")


async def test_both_kinds_of_signature_are_understood(app, issuer, clock):
    issuer.rotate("k2", algorithm="ES256")
    for kid in ("k1", "k2"):
        assert await asked(app, issuer.token(kid=kid, now=clock.now())) == (200, None)


async def test_the_keys_are_asked_for_once_and_again_for_a_new_one(app, issuer, clock):
    for _ in range(3):
        await asked(app, issuer.token(now=clock.now()))
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]
    clock.moment += timedelta(seconds=10)
    issuer.rotate("k2")
    assert await asked(app, issuer.token(kid="k2", now=clock.now())) == (200, None)
    assert len(issuer.asked) == 4


async def test_made_up_key_names_do_not_press_the_issuer(app, issuer, clock):
    for number in range(20):
        issuer.private[f"x{number}"] = issuer.private["k1"]
        made_up = issuer.token(kid=f"x{number}", now=clock.now())
        del issuer.private[f"x{number}"]
        assert await asked(app, made_up) == (401, "gateway.token_invalid")
    assert len(issuer.asked) == 2


async def test_an_issuer_that_is_away_is_a_refusal_of_its_own_and_known_keys_last_a_day(app, issuer, clock):
    issuer.away = True
    assert await asked(app, issuer.token(now=clock.now())) == (503, "gateway.issuer_away")
    issuer.away = False
    assert await asked(app, issuer.token(now=clock.now())) == (503, "gateway.issuer_away")
    clock.moment += timedelta(seconds=10)
    assert await asked(app, issuer.token(now=clock.now())) == (200, None)
    issuer.away = True
    clock.moment += timedelta(hours=23)
    assert await asked(app, issuer.token(now=clock.now())) == (200, None)
    clock.moment += timedelta(hours=1)
    assert await asked(app, issuer.token(now=clock.now())) == (503, "gateway.issuer_away")


@pytest.mark.parametrize(("address", "known"), [("https://id.example", True), ("http://id.example", False)])
async def test_keys_are_fetched_from_where_nobody_can_swap_them_only(issuer, clock, address, known):
    def answer(request: httpx.Request) -> httpx.Response:
        found = {"issuer": issuer.name, "jwks_uri": f"{address}/keys"}
        return httpx.Response(200, json=issuer.answer("/keys") if request.url.path == "/keys" else found)

    transport = httpx.MockTransport(answer)
    keys = IssuerKeys(issuer=issuer.name, jwks_uri="", clock=clock, transport=transport)
    if known:
        assert await keys.key("k1") is not None
    else:
        with pytest.raises(IssuerAway):
            await keys.key("k1")


async def test_the_keys_may_be_named_instead_of_discovered(make, settings, issuer, calls, clock):
    named = {"oidc_issuer": issuer.name, "oidc_audience": AUDIENCE, "oidc_jwks_uri": f"{issuer.name}/keys"}
    app = make(calls, settings=dataclasses.replace(settings, **named))
    assert await asked(app, issuer.token(now=clock.now())) == (200, None)
    assert issuer.asked == ["/keys"]


async def test_a_directory_that_is_away_is_said_to_be(app, issuer, calls, clock):
    calls.answers = {}
    assert await asked(app, issuer.token(now=clock.now())) == (503, "shared.unavailable")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"OIDC_ISSUER": "https://id.example"}, SettingMissing),
        ({"OIDC_ISSUER": "http://id.example", "OIDC_AUDIENCE": "a"}, SettingMalformed),
        ({"OIDC_ALGORITHMS": "RS256,HS256"}, SettingMalformed),
        ({"OIDC_ALGORITHMS": "none"}, SettingMalformed),
    ],
)
def test_settings_that_would_trust_too_much_stop_the_start(given, refusal):
    with pytest.raises(refusal):
        read_settings({"HANOIWORK_SECRET": SECRET, **{f"HANOIWORK_{name}": value for name, value in given.items()}})
