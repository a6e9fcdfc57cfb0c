"""The projection of units, people and grants: every service's own, and the same whatever the order of the news."""

from datetime import date
from itertools import permutations

import pytest

from hanoiwork_shared.places import GrantSlice, PersonSlice, Places, UnitSlice
from hanoiwork_shared.policy import Action, Held, Role, may
from hanoiwork_shared.testing import tell_places

TODAY = date(2026, 6, 15)
LEAD = Action("counter.lead", frozenset({Role.UNIT_LEADER}))


@pytest.fixture
def ids(runtime) -> dict[str, str]:
    """HN over SKHCN over SKHCN-CDS, HN over SYT, a leader on SKHCN, an operator everywhere."""
    return tell_places(
        runtime,
        units={"HN": None, "SKHCN": "HN", "SKHCN-CDS": "SKHCN", "SYT": "HN"},
        people={"NVA": "SKHCN-CDS", "GD": "SKHCN", "OP": None},
        grants=[("GD", Role.UNIT_LEADER, "SKHCN"), ("OP", Role.OPERATOR, None)],
    )


@pytest.fixture
def places(runtime):
    with runtime.database.begin() as connection:
        yield Places(connection)


def test_a_unit_and_a_person_are_found_by_code_and_by_id(ids, places):
    assert places.unit("SKHCN") == places.unit(ids["SKHCN"])
    assert places.unit("SKHCN").parent_id == ids["HN"]
    assert places.person("NVA") == places.person(ids["NVA"])
    assert places.person("NVA").unit_id == ids["SKHCN-CDS"]
    assert places.unit("nowhere") is None
    assert places.person("nobody") is None


def test_the_line_goes_up_to_the_root_and_the_subtree_down(ids, places):
    assert places.line(ids["SKHCN-CDS"]) == (ids["SKHCN-CDS"], ids["SKHCN"], ids["HN"])
    assert places.line("unknown") == ()
    assert set(places.below(ids["SKHCN"])) == {ids["SKHCN"], ids["SKHCN-CDS"]}
    assert set(places.below(ids["HN"])) == {ids[code] for code in ("HN", "SKHCN", "SKHCN-CDS", "SYT")}


def test_a_cycle_that_news_in_the_wrong_order_may_show_for_a_while_ends_the_line(ids, places):
    news = UnitSlice(unit_id=ids["HN"], code="HN", parent_id=ids["SKHCN-CDS"], kind="city", closed=False)
    places.hear_unit(news, sequence=2)
    assert len(places.line(ids["SKHCN"])) == 3
    assert len(places.below(ids["SKHCN"])) == 4


def test_somebody_who_left_is_known_as_such(ids, places):
    gone = PersonSlice(
        person_id=ids["NVA"], code="NVA", unit_id=ids["SKHCN-CDS"], person_type="civil_servant", active=False
    )
    places.hear_person(gone, sequence=2)
    assert not places.person("NVA").active


def test_a_leader_leads_the_unit_and_everything_below_and_nothing_else(ids, places):
    leader = places.actor(ids["GD"], TODAY)
    assert may(leader, LEAD, at=places.line(ids["SKHCN-CDS"]))
    assert not may(leader, LEAD, at=places.line(ids["SYT"]))
    assert not may(leader, LEAD, at=places.line(ids["HN"]))


def test_an_unknown_person_holds_nothing(ids, places):
    assert places.actor("nobody", TODAY).grants == ()


def grant(ids, **changes) -> GrantSlice:
    told = {
        "grant_id": "g1",
        "person_id": ids["NVA"],
        "role": "delegate",
        "unit_id": ids["SKHCN"],
        "valid_from": date(2026, 6, 1),
        "valid_to": date(2026, 6, 30),
        "revoked": False,
    }
    return GrantSlice(**{**told, **changes})


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_grant_holds_from_its_first_to_its_last_day(ids, places, *, day: date, held: bool):
    places.hear_grant(grant(ids), sequence=1)
    assert places.actor(ids["NVA"], day).grants == ((Held(Role.DELEGATE, ids["SKHCN"]),) if held else ())
    assert places.holders(ids["SKHCN"], frozenset({Role.DELEGATE}), day) == ((ids["NVA"],) if held else ())


def test_a_revoked_grant_holds_no_more(ids, places):
    places.hear_grant(grant(ids), sequence=1)
    places.hear_grant(grant(ids, revoked=True), sequence=2)
    assert places.actor(ids["NVA"], TODAY).grants == ()


def test_holders_are_those_of_exactly_this_unit_and_each_named_once(ids, places):
    places.hear_grant(grant(ids), sequence=1)
    places.hear_grant(grant(ids, grant_id="g2", role="office"), sequence=1)
    roles = frozenset({Role.DELEGATE, Role.OFFICE})
    assert places.holders(ids["SKHCN"], roles, TODAY) == (ids["NVA"],)
    assert places.holders(ids["SKHCN-CDS"], roles, TODAY) == ()


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_the_newest_news_stands_whatever_the_order_they_come_in(ids, places, order: tuple[int, ...]):
    for version in (*order, *order):
        told = UnitSlice(unit_id="u", code=f"U{version}", parent_id=None, kind="division", closed=version == 3)
        places.hear_unit(told, sequence=version)
        places.hear_grant(grant(ids, revoked=version == 3), sequence=version)
    assert (places.unit("u").code, places.unit("u").closed) == ("U3", True)
    assert places.actor(ids["NVA"], TODAY).grants == ()
