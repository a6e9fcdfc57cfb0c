"""Requests by nobody, by somebody else, by yesterday's reader or twice: refused alike in both ways to run."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import jwt
import pytest

from tests.journeys.conftest import Suite
from tests.journeys.refusing import City
from tests.journeys.story import CITY_TREE, PERIOD
from tests.journeys.suites import PASSWORD, SECRET, DistributedSuite
from tests.polling import until

pytestmark = pytest.mark.journey

ME = {"query": "{ me { account } }"}
HEAD = "truongphong.cds"
TRIES = 3
"""How often something quick is tried: other tests may keep the machine busy during one."""
UNITS = "code,parent_code,kind,name\n"
TASK: dict[str, Any] = {"title": "Việc thử", "unit": "SKHCN-CDS", "points": "5"}
SCORES = 'query ($period: String!) { objectiveTree(cycle: "2026") { code scores(period: $period) { people } } }'


@pytest.fixture(scope="module")
def here(suite: Suite) -> Iterator[City]:
    """A suite of either kind with the city's files in it."""
    city = City(suite)
    try:
        city.story.load_the_city()
        city.story.add_measures()
        yield city
    finally:
        city.close()


@pytest.mark.parametrize(
    ("username", "password"), [("nva", "wrong"), ("nobody", PASSWORD), ("nva", "x" * 200), ("NVA", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_account_look_the_same(here: City, username: str, password: str):
    body = {"username": username, "password": password}
    said = here.stranger().turned_away("/auth/token", body, status=401)
    assert [one.code for one in said] == ["directory.wrong_password"]
    assert said[0].vi == "Tên đăng nhập hoặc mật khẩu không đúng."
    assert said[0].en == "The user name or the password is not right."


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"username": "nva"}, "gateway.request_malformed"),
        ({"username": "nva", "password": PASSWORD, "colour": "đỏ"}, "gateway.request_malformed"),
        ({"username": "", "password": ""}, "gateway.request_malformed"),
        ({"username": 7, "password": PASSWORD}, "gateway.request_malformed"),
        ({"username": "x" * 100, "password": PASSWORD}, "shared.field_invalid"),
        ([], "gateway.request_malformed"),
    ],
)
def test_a_sign_in_that_is_none_is_refused(here: City, body: Any, code: str):
    said = here.stranger().turned_away("/auth/token", body, status=400)
    assert [one.code for one in said] == [code]


def minted(city: City, *, secret: str = SECRET, typ: str = "at+jwt", **claims: Any) -> str:
    """A token like NVA's own, but for what is given."""
    answer = city.stranger().post("/auth/token", {"username": "nva", "password": PASSWORD}).json()
    own = jwt.decode(answer["access_token"], options={"verify_signature": False})
    return jwt.encode({**own, **claims}, secret, algorithm="HS256", headers={"typ": typ})


def test_a_token_that_was_good_once_has_expired(here: City):
    now = datetime.now(UTC)
    token = minted(here, iat=now - timedelta(hours=9), exp=now - timedelta(seconds=1))
    said = here.stranger(token).turned_away("/graphql", ME, status=401)
    assert [one.code for one in said] == ["gateway.token_expired"]
    assert (said[0].vi, said[0].en) == (
        "Phiên đăng nhập đã hết hạn; hãy đăng nhập lại.",
        "The session has expired; sign in again.",
    )


def test_a_token_that_is_not_ours_is_refused(here: City):
    good = minted(here)
    head, body, signature = good.split(".")
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt"}').decode().rstrip("=")
    forged = [
        minted(here, secret="another secret of the same length, almost"),
        minted(here, typ="JWT"),
        minted(here, aud="hanoiwork-services"),
        minted(here, iss="somebody"),
        f"{unsigned}.{body}.",
        f"{head}.{body}.{signature[:-4]}",
        "nonsense",
    ]
    assert here.stranger(good).ask(ME["query"]) == {"data": {"me": {"account": "nva"}}}
    for token in forged:
        said = here.stranger(token).turned_away("/graphql", ME, status=401)
        assert [one.code for one in said] == ["gateway.token_invalid"], token


def test_without_a_token_nothing_is_read_and_nothing_is_done(here: City):
    nobody = here.stranger()
    with here.untouched():
        for query in (ME["query"], '{ unit(key: "HN") { name } }', '{ objectiveTree(cycle: "2026") { code } }'):
            said = nobody.failed(query)
            assert [one.code for one in said] == ["shared.unauthenticated"], query
        for mutation, given in (
            ("importUnits", {"content": UNITS}),
            ("createTask", TASK),
            ("openPeriod", {"code": "2026-07"}),
        ):
            said = nobody.refused(mutation, given)
            assert [one.code for one in said] == ["shared.unauthenticated"], mutation


def test_a_role_that_would_end_before_it_begins_is_not_granted(here: City):
    given = {"person": "NVA", "role": "office", "unit": "SKHCN", "validFrom": "2026-07-01", "validTo": "2026-06-01"}
    with here.untouched():
        said = here.person("operator").refused("grantRole", given)
    assert [(one.code, one.field) for one in said] == [("directory.validity_reversed", "validTo")]


def test_the_same_key_with_the_same_request_is_answered_again_without_a_second_effect(here: City):
    head, key = here.person(HEAD), "the same key"
    first = head.do("createTask", TASK, wanted="task { id code }", key=key)
    assert first["errors"] == []
    with here.untouched():
        again = head.do("createTask", TASK, wanted="task { id code }", key=key)
    assert again == first


def test_the_same_key_with_another_request_is_refused(here: City):
    head, key = here.person(HEAD), "another key"
    assert head.do("createTask", TASK, key=key)["errors"] == []
    with here.untouched():
        said = head.refused("createTask", {**TASK, "points": "6"}, key=key)
    assert [(one.code, one.field) for one in said] == [("shared.key_reused", "idempotencyKey")]


def test_what_was_refused_under_a_key_may_be_mended_under_it(here: City):
    head, key = here.person(HEAD), "a third key"
    assert [one.code for one in head.refused("createTask", {**TASK, "points": "-1"}, key=key)] == [
        "tasks.points_invalid"
    ]
    assert head.do("createTask", TASK, key=key)["errors"] == []


def test_whoever_read_an_older_version_decides_again(here: City):
    head = here.person(HEAD)
    shown = "task { code version }"
    task = head.do("createTask", {**TASK, "product": "Văn bản", "authority": "Trưởng phòng"}, wanted=shown)["task"]
    terms = {"task": task["code"], "person": "NVA", "due": "2099-12-24"}
    moved = head.do("assignTask", {**terms, "version": task["version"]}, wanted=shown)
    assert moved["errors"] == []
    with here.untouched():
        said = head.refused("cancelTask", {"task": task["code"], "reason": "Thôi", "version": task["version"]})
    assert [(one.code, one.field) for one in said] == [("shared.stale", "version")]
    assert f"(version {moved['task']['version']}, you sent {task['version']})" in said[0].en


def test_every_reason_arrives_through_either_bus(here: City):
    content = f"{UNITS}XN1,HN,planet,A\nXN2,HN,moon,\n"
    with here.untouched():
        said = here.person("operator").refused("importUnits", {"content": content})
    assert [(one.code, one.field) for one in said] == [
        ("shared.cell_invalid", "kind"),
        ("shared.cell_missing", "name"),
        ("shared.cell_invalid", "kind"),
    ]


def test_text_that_no_database_keeps_and_codes_longer_than_their_column_are_refused(here: City):
    with here.untouched():
        long = here.person("operator").refused("importUnits", {"content": f"{UNITS}{'X' * 81},HN,city,A\n"})
        nul = here.person(HEAD).refused("createTask", {**TASK, "title": "a\x00b"})
    assert [one.code for one in long] == ["shared.cell_too_long"]
    assert [(one.code, one.field) for one in nul] == [("shared.field_invalid", "title")]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ me { account }", "gateway.syntax"),
        ("{ nothing }", "gateway.document_invalid"),
        ("{ tasks(first: 101) { edges { node { code } } } }", "shared.field_invalid"),
        ('{ tasks(after: "nonsense") { edges { node { code } } } }', "shared.cursor_invalid"),
        ('{ units(kind: "planet") { code } }', "shared.field_invalid"),
        ('{ tasks(filter: { status: ["gone"] }) { edges { node { code } } } }', "shared.field_invalid"),
        ('{ task(key: "NOWHERE") { code } }', "tasks.task_unknown"),
        ('{ unit(key: "NOWHERE") { code } }', "shared.not_found"),
        ('{ person(key: "NOBODY") { code } }', "shared.not_found"),
        ('{ unitResults(unit: "HN", period: "2031-01") { people } }', "evaluation.period_not_found"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_why(here: City, query: str, code: str):
    assert [one.code for one in here.person(HEAD).failed(query)] == [code]


def test_a_body_that_is_no_request_is_refused(here: City):
    bodies: tuple[Any, ...] = ([], {}, {"query": 7}, {"query": "{ me { account } }", "variables": []})
    for body in bodies:
        said = here.person(HEAD).turned_away("/graphql", body, status=400)
        assert [one.code for one in said] == ["gateway.request_malformed"], json.dumps(body)


def test_a_service_that_is_away_fails_its_own_fields_within_a_second(here: City):
    if not isinstance(here.suite, DistributedSuite):
        return  # in one process they are all there, or none is
    head, processes = here.person(HEAD), here.suite.processes
    whole = head.ask(CITY_TREE, {"period": PERIOD})
    processes.end("evaluation")
    try:
        took = []
        for _ in range(TRIES):
            asked = monotonic()
            answer = head.ask(CITY_TREE, {"period": PERIOD})
            took.append(monotonic() - asked)
        assert [{**root, "scores": None} for root in whole["data"]["objectiveTree"]] == answer["data"]["objectiveTree"]
        failures = {(error["extensions"]["code"], error["path"][-1]) for error in answer["errors"]}
        assert failures == {("shared.unavailable", "scores")}
        assert min(took) < 1.5
        said = head.failed(SCORES, {"period": PERIOD})
        assert said[0].vi == "Dịch vụ “evaluation” tạm thời không trả lời; hãy thử lại sau."
        refused = here.person("operator").refused("openPeriod", {"code": PERIOD})
        assert [one.code for one in refused] == ["shared.unavailable"]
    finally:
        processes.start("evaluation", "serve", "evaluation")
    until(lambda: head.ask(CITY_TREE, {"period": PERIOD}) == whole, what="the whole tree again")
