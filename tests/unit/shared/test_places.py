"""The projection of units, people and grants: every service's own, and the same whatever the order of the news."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from sqlalchemy import event, select

from hanoiwork_shared.places import (
    GrantSlice,
    PersonSlice,
    Places,
    PostSlice,
    UnitSlice,
    grants,
    permitted,
    posts,
    projection,
    units,
)
from hanoiwork_shared.policy import Action, Held, Resource, Role, may
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


def test_what_a_merged_unit_left_is_led_from_the_unit_that_took_over(ids, places):
    merged = UnitSlice(
        unit_id=ids["SKHCN-CDS"], code="SKHCN-CDS", parent_id=ids["SKHCN"], kind="division", closed=True,
        merged_into=ids["SYT"],
    )  # fmt: skip
    places.hear_unit(merged, sequence=2)
    assert places.line(ids["SKHCN-CDS"]) == (ids["SKHCN-CDS"], ids["SYT"], ids["HN"])
    assert set(places.below(ids["SYT"])) == {ids["SYT"], ids["SKHCN-CDS"]}
    assert places.below(ids["SKHCN"]) == (ids["SKHCN"],)
    places.hear_unit(replace(merged, closed=False, merged_into=None), sequence=3)
    assert places.line(ids["SKHCN-CDS"]) == (ids["SKHCN-CDS"], ids["SKHCN"], ids["HN"])


def test_somebody_who_left_is_known_as_such(ids, places):
    gone = PersonSlice(
        person_id=ids["NVA"], code="NVA", unit_id=ids["SKHCN-CDS"], person_type="civil_servant", active=False
    )
    places.hear_person(gone, sequence=2)
    assert not places.person("NVA").active


def test_thousands_of_people_are_found_by_their_codes(ids, places, monkeypatch):
    monkeypatch.setattr(projection, "AT_ONCE", 1)
    found = places.people_with(["NVA", "GD", "nobody"])
    assert {one.code: one.id for one in found} == {code: ids[code] for code in ("NVA", "GD")}


def test_a_leader_leads_the_unit_and_everything_below_and_nothing_else(ids, places):
    leader = places.actor(ids["GD"], TODAY)
    assert may(leader, LEAD, Resource(line=places.line(ids["SKHCN-CDS"])))
    assert not may(leader, LEAD, Resource(line=places.line(ids["SYT"])))
    assert not may(leader, LEAD, Resource(line=places.line(ids["HN"])))


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


def test_a_delegation_lapses_with_the_leaders_own_grant(ids, places):
    places.hear_grant(grant(ids, acts_for=ids["GD"]), sequence=1)
    assert places.actor(ids["NVA"], TODAY).grants == (Held(Role.DELEGATE, ids["SKHCN"], acts_for=ids["GD"]),)
    leads = {"grant_id": "g2", "person_id": ids["GD"], "role": "unit_leader", "valid_to": None}
    places.hear_grant(grant(ids, grant_id="g3", acts_for=ids["OP"]), sequence=1)
    assert len(places.actor(ids["NVA"], TODAY).grants) == 1
    places.hear_grant(grant(ids, **leads, unit_id=ids["HN"]), sequence=1)
    _revoke_the_leaders(places, ids)
    assert len(places.actor(ids["NVA"], TODAY).grants) == 1, "the leader still leads above"
    places.hear_grant(grant(ids, **leads, unit_id=ids["HN"], revoked=True), sequence=2)
    assert places.actor(ids["NVA"], TODAY).grants == ()
    assert places.holders(ids["SKHCN"], frozenset({Role.DELEGATE}), TODAY) == ()


def _revoke_the_leaders(places: Places, ids) -> None:
    found = places._connection.execute(select(grants.c.grant_id).where(grants.c.person_id == ids["GD"]))
    for grant_id in [row.grant_id for row in found if row.grant_id != "g2"]:
        places.hear_grant(
            grant(ids, grant_id=grant_id, person_id=ids["GD"], role="unit_leader", revoked=True), sequence=2
        )


def person(ids, **changes) -> PersonSlice:
    told = {"person_id": ids["NVA"], "code": "NVA", "unit_id": ids["SKHCN-CDS"], "person_type": "civil_servant"}
    return PersonSlice(**{**told, "active": True, **changes})


def posts_of(places: Places, person_id: str) -> list[tuple[str, bool, date | None]]:
    query = select(posts).where(posts.c.person_id == person_id).order_by(posts.c.number)
    return [(row.unit_id, row.primary, row.valid_from) for row in places._connection.execute(query)]


def test_the_posts_of_a_person_are_those_last_told(ids, places):
    assert posts_of(places, ids["NVA"]) == [(ids["SKHCN-CDS"], True, None)]
    since = date(2026, 3, 1)
    two = (
        PostSlice(unit_id=ids["SYT"], primary=True, valid_from=since),
        PostSlice(unit_id=ids["SKHCN"], primary=False, valid_from=since),
    )
    places.hear_person(person(ids, unit_id=ids["SYT"], posts=two), sequence=3)
    places.hear_person(person(ids), sequence=2)
    assert posts_of(places, ids["NVA"]) == [(ids["SYT"], True, since), (ids["SKHCN"], False, since)]
    places.hear_person(person(ids, unit_id=None), sequence=4)
    assert posts_of(places, ids["NVA"]) == []


def test_a_move_of_a_subtree_is_decided_on_at_the_next_request(ids, places):
    leader = places.actor(ids["GD"], TODAY)
    inside = permitted(leader, LEAD, unit=units.c.unit_id)

    def led() -> set[str]:
        return set(places._connection.execute(select(units.c.code).where(inside)).scalars())

    assert led() == {"SKHCN", "SKHCN-CDS"}
    moved = UnitSlice(unit_id=ids["SKHCN-CDS"], code="SKHCN-CDS", parent_id=ids["SYT"], kind="division", closed=False)
    places.hear_unit(moved, sequence=2)
    assert not may(leader, LEAD, Resource(line=places.line(ids["SKHCN-CDS"])))
    assert led() == {"SKHCN"}


def test_what_is_permitted_is_found_in_one_statement_by_indices(ids, places):
    connection, said = places._connection, []
    leader = places.actor(ids["GD"], TODAY)
    event.listen(connection.engine, "before_cursor_execute", lambda *told: said.append(told[2:4]))
    query = select(posts.c.person_id).where(permitted(leader, LEAD, unit=posts.c.unit_id))
    assert set(connection.execute(query).scalars()) == {ids["GD"], ids["NVA"]}
    ((statement, values),) = said
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        steps = " ".join(row[-1] for row in plan)
        assert "ix_place_unit_parent_id" in steps
        assert "ix_place_post_unit_id" in steps
