"""Which sheets are open to whom, in SQL: the same rule as for deciding on one of them, on each kind of database."""

import pytest

from hanoiwork_evaluation.domain import sheet as sheets
from hanoiwork_evaluation.domain.sheet import Post
from hanoiwork_evaluation.service.ports import Which
from hanoiwork_evaluation.store import Store
from hanoiwork_shared.policy import Actor, Held, Role
from hanoiwork_shared.testing import tell_places


@pytest.fixture
def store(runtime):
    return Store(runtime.database, runtime.outbox, clock=runtime.clock)


def draft(person, unit, person_type="civil_servant"):
    post = Post(person_id=person, unit_id=unit, person_type=person_type)
    return sheets.generated(post, period="2026-06", rule_pack="hanoi-2026")[0]


@pytest.mark.parametrize(
    ("grant", "staff", "leaders"),
    [
        (None, "", ""),
        ((Role.UNIT_LEADER, "HN"), "HN SKHCN CDS TCKT", "HN SKHCN CDS TCKT"),
        ((Role.UNIT_LEADER, "SKHCN"), "SKHCN CDS", "CDS"),
        ((Role.DELEGATE, "SKHCN"), "SKHCN CDS", "CDS"),
        ((Role.DIVISION_HEAD, "CDS"), "CDS", ""),
        ((Role.AUDITOR, "SKHCN"), "SKHCN CDS", "SKHCN CDS"),
        ((Role.OFFICE, "HN"), "", ""),
        ((Role.OPERATOR, None), "", ""),
        ((Role.UNIT_LEADER, None), "HN SKHCN CDS TCKT lost", "HN SKHCN CDS TCKT lost"),
        ((Role.AUDITOR, None), "HN SKHCN CDS TCKT lost", "HN SKHCN CDS TCKT lost"),
    ],
)
def test_a_leaders_sheet_is_open_from_above_their_unit_and_to_auditors(store, runtime, *, grant, staff, leaders):
    ids = tell_places(runtime, units={"HN": None, "SKHCN": "HN", "CDS": "SKHCN", "TCKT": "HN"})
    ids["lost"] = "not told of yet"
    role, unit = grant or (Role.SPECIALIST, "HN")
    asking = Actor(person_id="R", grants=(Held(role, ids[unit] if unit else None),))
    of = {True: leaders.split(), False: staff.split()}
    with store.begin() as session:
        session.add_sheets([draft("R", ids["TCKT"], "leader")])
        for code, place in ids.items():
            session.add_sheets([draft(f"{code} leader", place, "leader"), draft(f"{code} staff", place)])
        seen = session.heads(Which(periods=["2026-06"], reader=asking))
    expected = {"R"} | {f"{code} {'leader' if leads else 'staff'}" for leads, codes in of.items() for code in codes}
    assert {sheet.person_id for sheet in seen} == expected
