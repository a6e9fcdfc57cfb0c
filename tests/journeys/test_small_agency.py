"""A small agency begins: one workbook in and out, local accounts, and the city's own sign-in beside them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from hanoiwork_ops.client import Answered, SuiteClient
from hanoiwork_shared.files.writing import Sheet, write_xlsx
from tests.issuing import AUDIENCE, ThrowAwayIssuer, issuing
from tests.journeys.commanding import Ended, hanoiwork
from tests.journeys.suites import PASSWORD, EmbeddedSuite, signed_in

pytestmark = pytest.mark.journey

BOOK = [
    Sheet(
        name="units",
        heading=("code", "parent_code", "kind", "name"),
        rows=[("HN", None, "city", "Hà Nội"), ("PX", "HN", "ward", "Phường Xuân")],
    ),
    Sheet(
        name="people",
        heading=("code", "full_name", "unit", "person_type"),
        rows=[("LTC", "Lê Thị C", "PX", "leader"), ("PVD", "Phạm Văn D", "PX", "civil_servant")],
    ),
    Sheet(name="grants", heading=("person", "role", "unit"), rows=[("LTC", "unit_leader", "PX")]),
]
ME = {"query": "{ me { account person { code } } }"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[ThrowAwayIssuer]:
    with issuing() as made:
        yield made


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory, issuer: ThrowAwayIssuer) -> Iterator[EmbeddedSuite]:
    """An empty embedded suite that believes the issuer, filled from the workbook."""
    folder = tmp_path_factory.mktemp("agency")
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("HANOIWORK_OIDC_ISSUER", issuer.name)
        environ.setenv("HANOIWORK_OIDC_AUDIENCE", AUDIENCE)
        made = EmbeddedSuite(folder)
    try:
        made.start()
        (folder / "agency.xlsx").write_bytes(write_xlsx(BOOK))
        loaded = told(made, "load", str(folder / "agency.xlsx"))
        assert (loaded.code, '"created": 5' in loaded.out) == (0, True), loaded.err
        yield made
    finally:
        made.stop()
        print(made.processes.logs())


@pytest.fixture
def client(agency: EmbeddedSuite) -> Iterator[Callable[[str], SuiteClient]]:
    """Signs people in, and lets their connections go."""
    made: list[SuiteClient] = []

    def sign_in(account: str) -> SuiteClient:
        made.append(signed_in(agency.url, account))
        return made[-1]

    yield sign_in
    for one in made:
        one.close()


def told(suite: EmbeddedSuite, *arguments: str) -> Ended:
    """Run the command as the operator."""
    return hanoiwork(*arguments, "--url", suite.url, HANOIWORK_PASSWORD=PASSWORD)


def asked(suite: EmbeddedSuite, token: str) -> tuple[int, Any]:
    with httpx.Client(base_url=suite.url, timeout=30, trust_env=False) as http:
        answer = http.post("/graphql", json=ME, headers={"Authorization": f"Bearer {token}"})
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("name", "what"), [("all.xlsx", "directory"), ("people.csv", "people"), ("grants.csv", "grants")]
)
def test_what_is_exported_is_loaded_again_without_a_change(agency, tmp_path: Path, name: str, what: str):
    file = str(tmp_path / name)
    exported = told(agency, "export", file, "--what", what)
    assert exported.code == 0, exported.err
    again = told(agency, "load", file)
    assert again.code == 0, again.err
    report = json.loads(again.out[again.out.index("{") :])
    assert (report["created"], report["changed"], report["unchanged"]) == (0, 0, report["rows"])
    assert report["rows"] > 0


def test_every_problem_of_a_workbook_is_a_line_with_sheet_and_row(agency, tmp_path: Path):
    file = tmp_path / "bad.xlsx"
    bad = [
        Sheet(name="units", heading=("code", "parent_code", "kind", "name"), rows=[("X", "NO", "ward", "X")]),
        Sheet(name="people", heading=("code", "full_name", "unit"), rows=[("A", None, "PX"), ("B", "Ba", "Y")]),
    ]
    file.write_bytes(write_xlsx(bad))
    ended = told(agency, "load", str(file))
    assert ended.codes() == ["directory.parent_unknown", "shared.cell_missing", "directory.unit_unknown"]
    assert all(place in ended.err for place in ("Sheet “units”", "(line 2)", "Sheet “people”: Line 2", "(line 3)"))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"PK\x03\x04", "shared.file_malformed"),
        ("a.xls", b"\xd0\xcf\x11\xe0\x00", "shared.file_malformed"),
        ("a.csv", "code,full_name,unit\nA,Bà,PX\n".encode("utf-16"), "shared.file_malformed"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(agency, tmp_path: Path, name: str, content: bytes, code: str):
    (tmp_path / name).write_bytes(content)
    assert told(agency, "load", str(tmp_path / name)).codes() == [code]


def test_a_file_to_write_says_its_kind_and_one_csv_holds_one_table(agency, tmp_path: Path):
    assert told(agency, "export", str(tmp_path / "a.pdf")).codes() == ["ops.file_ending_unknown"]
    assert told(agency, "export", str(tmp_path / "a.csv")).codes() == ["shared.field_invalid"]
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_changed_guessed_at_and_reset(agency, client):
    operator = client("operator")
    operator.do("createAccount", {"name": "ltc", "password": PASSWORD, "person": "LTC"})
    own = client("ltc")
    own.do("changePassword", {"oldPassword": PASSWORD, "newPassword": "longer one"}, wanted="account { name }")
    with httpx.Client(base_url=agency.url, timeout=30, trust_env=False) as http:
        answers = [http.post("/auth/token", json={"username": "ltc", "password": PASSWORD}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 5
    assert answers[-1].json()["errors"][0]["code"] == "directory.sign_in_throttled"
    operator.do("resetPassword", {"name": "ltc", "password": PASSWORD})
    client("ltc")
    operator.do("disableAccount", {"name": "ltc"})
    with pytest.raises(Answered) as refused:
        own.sign_in("ltc", PASSWORD)
    assert refused.value.code == "directory.account_disabled"


def test_the_citys_own_sign_in_lets_in_whom_the_operator_links(agency, client, issuer):
    operator = client("operator")
    status, answer = asked(agency, issuer.token("s-1"))
    assert (status, answer["errors"][0]["extensions"]["code"]) == (403, "gateway.identity_unknown")
    link = {"issuer": issuer.name, "subject": "s-1"}
    linked = operator.do("linkIdentity", {**link, "person": "PVD"}, wanted="identity { subject person { code } }")
    assert linked["identity"] == {"subject": "s-1", "person": {"code": "PVD"}}
    assert asked(agency, issuer.token("s-1")) == (
        200,
        {"data": {"me": {"account": "s-1", "person": {"code": "PVD"}}}},
    )
    operator.do("unlinkIdentity", link)
    assert asked(agency, issuer.token("s-1"))[0] == 403
