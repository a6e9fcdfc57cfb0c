"""The directory through GraphQL: people move, units move, and who may do what moves with them at the next request."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from hanoiwork_ops.client import Answered
from hanoiwork_shared.clock import SystemClock
from tests.journeys.refusing import City
from tests.journeys.story import ACCOUNTS
from tests.journeys.suites import PASSWORD, EmbeddedSuite
from tests.polling import until

pytestmark = pytest.mark.journey

TODAY = SystemClock().today()
MID_MONTH, DAY_BEFORE = TODAY - timedelta(days=12), TODAY - timedelta(days=13)
TOMORROW = TODAY + timedelta(days=1)
POSTS = "posts { unit { code } primary validFrom validTo }"
NUMBERS = iter(range(1000))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The embedded suite with the city's files in it, and two more people."""
    made = EmbeddedSuite(tmp_path_factory.mktemp("directory"))
    city = City(made)
    try:
        made.start()
        city.story.load_the_city()
        operator = city.story.person("operator")
        for code, unit in (("GDVP", "VP"), ("BADINH", "W00004")):
            given = {"code": code, "fullName": f"Cán bộ {code}", "unit": unit, "validFrom": str(DAY_BEFORE)}
            operator.do("createPerson", given)
            operator.do("createAccount", {"name": code.lower(), "password": PASSWORD, "person": code})
        operator.do("grantRole", {"person": "GDVP", "role": "unit_leader", "unit": "VP"})
        yield city
    finally:
        city.close()
        made.stop()
        print(made.processes.logs())  # shown with a failure


@pytest.fixture
def operator(here: City) -> Any:
    return here.story.person("operator")


@pytest.fixture
def may_plan(here: City) -> Callable[[str, str], bool]:
    """Whether somebody may draft an objective in a unit: a new one at each asking."""

    def attempt(account: str, unit: str) -> bool:
        given = {"code": f"XN{next(NUMBERS)}", "title": "Mục tiêu thử", "cycle": "2026", "unit": unit}
        try:
            here.story.person(account).do("createObjective", given)
        except Answered as refused:
            if refused.code != "shared.forbidden":
                raise
            return False
        return True

    return attempt


def test_a_transfer_in_the_middle_of_a_month_keeps_the_old_post(operator):
    moved = operator.do(
        "transferPerson",
        {"person": "CB0042", "unit": "SKHCN-VP", "on": str(MID_MONTH)},
        wanted=f"person {{ unit {{ code }} {POSTS} }}",
    )["person"]
    assert moved["unit"] == {"code": "SKHCN-VP"}
    assert [(post["unit"]["code"], post["primary"], post["validTo"]) for post in moved["posts"]] == [
        ("SKHCN-CDS", True, str(DAY_BEFORE)),
        ("SKHCN-VP", True, None),
    ]
    question = 'query ($day: Date) { person(key: "CB0042") { posts(asOf: $day) { unit { code } } } }'
    then = operator.ask(question, {"day": str(DAY_BEFORE)})["person"]["posts"]
    assert then == [{"unit": {"code": "SKHCN-CDS"}}]
    inside = (
        'query ($day: Date) { unit(key: "SKHCN-CDS") { posts(asOf: $day) { edges { node { person { code } } } } } }'
    )
    staff = [
        {edge["node"]["person"]["code"] for edge in operator.ask(inside, {"day": day})["unit"]["posts"]["edges"]}
        for day in (str(DAY_BEFORE), None)
    ]
    assert staff[0] - staff[1] == {"CB0042"}


def test_a_moved_division_is_led_by_its_new_department_at_once(operator, may_plan):
    unit = "SKHCN-TCDL"
    until(lambda: may_plan("giamdoc.skhcn", unit), what="the first grant")
    assert not may_plan("gdvp", unit)
    operator.do("moveUnit", {"unit": unit, "parent": "VP"})
    until(lambda: may_plan("gdvp", unit), what="the new leader's right")
    assert not may_plan("giamdoc.skhcn", unit)
    question = """query ($day: Date) {
      unit(key: "SKHCN-TCDL", asOf: $day) { parent { code children { code } } history { parent { code } validTo } } }"""
    past, now = (operator.ask(question, {"day": day})["unit"] for day in (str(DAY_BEFORE), None))
    assert (past["parent"]["code"], now["parent"]["code"]) == ("SKHCN", "VP")
    assert {"code": unit} in past["parent"]["children"]
    assert [(one["parent"]["code"], one["validTo"]) for one in now["history"]] == [
        ("SKHCN", str(TODAY - timedelta(days=1))),
        ("VP", None),
    ]


def test_a_merged_ward_hands_everything_over_and_names_its_successor(operator, may_plan):
    operator.do("grantRole", {"person": "BADINH", "role": "unit_leader", "unit": "W00004"})
    until(lambda: may_plan("badinh", "W00004"), what="the ward's leader")
    merged = operator.do(
        "mergeUnits",
        {"unit": "W00004", "into": "W00008", "on": str(MID_MONTH)},
        wanted="unit { closed mergedInto { code people { edges { node { code } } } } }",
    )["unit"]
    assert merged["closed"]
    assert merged["mergedInto"]["code"] == "W00008"
    assert {"node": {"code": "BADINH"}} in merged["mergedInto"]["people"]["edges"]
    until(lambda: may_plan("badinh", "W00008"), what="the grant that went over")
    question = f'{{ person(key: "BADINH") {{ {POSTS} }} }}'
    posts = operator.ask(question)["person"]["posts"]
    assert [(post["unit"]["code"], post["validTo"]) for post in posts] == [
        ("W00004", str(DAY_BEFORE)),
        ("W00008", None),
    ]


def test_a_delegate_acts_until_the_delegation_is_taken_back(here, may_plan):
    leader = here.story.person("giamdoc.skhcn")
    assert not may_plan("nva", "SKHCN-VP")
    given = leader.do(
        "delegate",
        {"delegate": "NVA", "unit": "SKHCN", "validTo": str(TOMORROW), "reason": "Đi công tác"},
        wanted="delegation { id version actsFor { code } }",
    )["delegation"]
    assert given["actsFor"] == {"code": ACCOUNTS["giamdoc.skhcn"][0]}
    until(lambda: may_plan("nva", "SKHCN-VP"), what="the delegate's right")
    question = '{ delegations(person: "NVA") { edges { node { id revoked unit { code } reason } } } }'
    node = {"id": given["id"], "revoked": False, "unit": {"code": "SKHCN"}, "reason": "Đi công tác"}
    assert leader.ask(question)["delegations"]["edges"] == [{"node": node}]
    leader.do("endDelegation", {"delegation": given["id"], "version": given["version"]})
    until(lambda: not may_plan("nva", "SKHCN-VP"), what="the end of the delegate's right")


def test_leaves_are_kept_and_shown_to_the_persons_own_line(here, operator):
    away = {"person": "TPCDS", "kind": "sick", "starts": str(TODAY), "ends": str(TOMORROW)}
    leave = operator.do("recordLeave", away, wanted="person { leaves { id kind } }")["person"]["leaves"][0]
    question = '{ person(key: "TPCDS") { leaves { kind cancelled } } }'
    seen = [here.story.person(who).ask(question)["person"]["leaves"] for who in ("truongphong.cds", "nva")]
    assert seen == [[{"kind": "sick", "cancelled": False}], None]
    operator.do("endLeave", {"person": "TPCDS", "leave": leave["id"], "on": str(TODAY)})
    operator.do("cancelLeave", {"person": "TPCDS", "leave": leave["id"]})
    assert operator.ask(question)["person"]["leaves"][0]["cancelled"]


REFUSED: list[tuple[str, dict[str, Any], str, str | None]] = [
    ("addPost", {"person": "NVA", "unit": "SYT", "primary": True}, "shared.not_found", "unit"),
    ("addPost", {"person": "NVA", "unit": "VP", "primary": True}, "directory.two_primary", "primary"),
    ("addPost", {"person": "NVA", "unit": "SKHCN-CDS"}, "directory.posts_overlap", "unit"),
    ("addPost", {"person": "NVA", "unit": "VP", "validTo": "2000-01-01"}, "directory.validity_reversed", "validTo"),
    ("addPost", {"person": "operator", "unit": "VP"}, "directory.primary_needed", "primary"),
    ("transferPerson", {"person": "NVA", "unit": "VP", "on": str(TOMORROW)}, "directory.day_ahead", "on"),
    ("transferPerson", {"person": "NVA", "unit": "SKHCN-CDS"}, "directory.already_there", "unit"),
    ("transferPerson", {"person": "NOBODY", "unit": "VP"}, "shared.not_found", "person"),
    ("transferPerson", {"person": "NVA", "unit": "VP", "version": 99}, "shared.stale", "version"),
    ("endPost", {"person": "NVA", "post": "nothing"}, "shared.not_found", "post"),
    ("setPrimaryPost", {"person": "NVA", "post": "nothing"}, "shared.not_found", "post"),
    ("createPerson", {"code": "NVA", "fullName": "Trùng", "unit": "VP"}, "directory.code_taken", "code"),
    ("createPerson", {"code": "X", "fullName": " ", "unit": "VP"}, "shared.field_invalid", "fullName"),
    (
        "createPerson",
        {"code": "X", "fullName": "X", "unit": "VP", "personType": "robot"},
        "shared.field_invalid",
        "personType",
    ),
    ("changePerson", {"person": "NVA", "fullName": "Khác", "version": 99}, "shared.stale", "version"),
    ("deactivatePerson", {"person": "NVA", "version": 99}, "shared.stale", "version"),
    (
        "recordLeave",
        {"person": "NVA", "kind": "study", "starts": "2026-02-02", "ends": "2026-02-01"},
        "directory.validity_reversed",
        "ends",
    ),
    ("recordLeave", {"person": "NVA", "kind": "fishing", "starts": "2026-02-02"}, "shared.field_invalid", "kind"),
    ("cancelLeave", {"person": "NVA", "leave": "nothing"}, "shared.not_found", "leave"),
    ("createUnit", {"code": "HN", "name": "Hà Nội", "kind": "city"}, "directory.code_taken", "code"),
    ("createUnit", {"code": "X", "name": "X", "kind": "planet"}, "shared.field_invalid", "kind"),
    ("createUnit", {"code": "X", "name": "X", "kind": "ward", "parent": "NOWHERE"}, "shared.not_found", "parent"),
    ("renameUnit", {"unit": "VP", "code": "HN"}, "directory.code_taken", "code"),
    ("renameUnit", {"unit": "VP", "name": "Khác", "version": 99}, "shared.stale", "version"),
    ("moveUnit", {"unit": "HN", "parent": "VP"}, "directory.root_stays", "unit"),
    ("moveUnit", {"unit": "SKHCN", "parent": "SKHCN-CDS"}, "directory.under_itself", "parent"),
    ("moveUnit", {"unit": "SKHCN-CDS", "parent": "VP", "on": "2000-01-01"}, "directory.unit_closed", "parent"),
    ("mergeUnits", {"unit": "SKHCN", "into": "SKHCN"}, "directory.merge_within", "into"),
    ("mergeUnits", {"unit": "SKHCN", "into": "SKHCN-CDS"}, "directory.merge_within", "into"),
    ("mergeUnits", {"unit": "NOWHERE", "into": "VP"}, "shared.not_found", "unit"),
    ("closeUnit", {"unit": "SKHCN"}, "directory.unit_not_empty", "unit"),
    ("closeUnit", {"unit": "SKHCN", "on": "2000-01-01"}, "directory.unit_not_empty", "unit"),
    ("closeUnit", {"unit": "W00025", "on": "2000-01-01"}, "directory.day_too_early", "on"),
    ("closeUnit", {"unit": "W00025", "version": 99}, "shared.stale", "version"),
    ("reopenUnit", {"unit": "VP"}, "directory.unit_open", "unit"),
    ("grantRole", {"person": "NVA", "role": "delegate", "unit": "VP"}, "directory.delegate_names_leader", "role"),
    ("revokeRole", {"grant": "nothing"}, "shared.not_found", "grant"),
    (
        "delegate",
        {"leader": "GDSKHCN", "delegate": "GDSKHCN", "unit": "SKHCN", "validTo": str(TOMORROW)},
        "directory.delegation_to_self",
        "delegate",
    ),
    (
        "delegate",
        {"leader": "GDSKHCN", "delegate": "NVA", "unit": "HN", "validTo": str(TOMORROW)},
        "directory.delegation_beyond",
        "unit",
    ),
    (
        "delegate",
        {"leader": "GDSKHCN", "delegate": "NVA", "unit": "SKHCN", "validTo": "2000-01-01"},
        "directory.validity_reversed",
        "validTo",
    ),
    ("createAccount", {"name": "nva", "password": PASSWORD, "person": "GDVP"}, "directory.account_taken", "name"),
    (
        "createAccount",
        {"name": "moi", "password": "n", "person": "GDVP"},
        "directory.password_too_short",
        "password",
    ),
    ("unlinkIdentity", {"issuer": "https://id.example", "subject": "x"}, "directory.identity_unlinked", "subject"),
    ("reactivatePerson", {"person": "NVA", "unit": "VP"}, "directory.person_active", "person"),
    ("disableAccount", {"name": "khong-co"}, "directory.account_unknown", "name"),
    ("endDelegation", {"delegation": "nothing"}, "shared.not_found", "delegation"),
]


@pytest.mark.parametrize(("mutation", "given", "code", "field"), REFUSED)
def test_what_is_wrong_is_refused_in_both_languages(
    here: City, mutation: str, given: dict[str, Any], code: str, field: str | None
):
    said = here.person("operator").refused(mutation, given)
    assert [(one.code, one.field) for one in said] == [(code, field)]


def test_what_was_refused_left_nothing_behind(here: City):
    with here.untouched():
        for mutation, given, _, _ in REFUSED:
            here.person("operator").do(mutation, given)


def test_what_needs_two_steps_to_be_wrong_is_refused_too(here: City, operator):
    leave = {"person": "LDTP", "kind": "annual", "starts": "2026-03-02", "ends": "2026-03-06"}
    operator.do("recordLeave", leave)
    operator.do("grantRole", {"person": "GDVP", "role": "unit_leader", "unit": "VP"})
    days = {"validTo": str(TOMORROW)}
    operator.do("delegate", {"leader": "GDVP", "delegate": "GDSKHCN", "unit": "VP", **days})
    operator.do("closeUnit", {"unit": "W00070"})
    operator.do("deactivatePerson", {"person": "TPCDS"})
    for mutation, given, code in (
        ("recordLeave", {**leave, "kind": "sick"}, "directory.leave_overlaps"),
        ("delegate", {"leader": "GDSKHCN", "delegate": "GDVP", "unit": "SKHCN", **days}, "directory.delegation_circle"),
        ("delegate", {"leader": "GDSKHCN", "delegate": "NVA", "unit": "VP", **days}, "directory.delegation_chain"),
        ("moveUnit", {"unit": "SKHCN-VP", "parent": "W00070"}, "directory.unit_closed"),
        ("changePerson", {"person": "TPCDS", "fullName": "Khác"}, "directory.person_inactive"),
    ):
        assert [one.code for one in here.person("operator").refused(mutation, given)] == [code]
    said = here.person("operator").failed("{ grants { edges { node { id } } } }")
    assert [one.code for one in said] == ["directory.name_person_or_unit"]


def test_nobody_changes_the_directory_without_the_right(here: City):
    for account in ("giamdoc.skhcn", "nva"):
        for mutation, given in (
            ("createUnit", {"code": "X", "name": "X", "kind": "ward"}),
            ("moveUnit", {"unit": "SKHCN-CDS", "parent": "VP"}),
            ("transferPerson", {"person": "NVA", "unit": "VP"}),
            ("recordLeave", {"person": "NVA", "kind": "sick", "starts": str(TODAY)}),
            ("grantRole", {"person": "NVA", "role": "office", "unit": "SKHCN"}),
            ("delegate", {"leader": "LDTP", "delegate": "NVA", "unit": "HN", "validTo": str(TOMORROW)}),
        ):
            assert [one.code for one in here.person(account).refused(mutation, given)] == ["shared.forbidden"]
