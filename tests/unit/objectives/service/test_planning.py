from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.service import ContributorWanted
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale

AIM = Aim(direction=Direction.AT_LEAST, target=Decimal(100))


def create(suite, code="N", *, by="GD", **given):
    wanted = {"title": "Mới", "cycle": "2026", "unit": "SKHCN", **given}
    return suite.create(by, code=code, **wanted)


def add(suite, code="N-KR1", *, by="GD", objective="N", **given):
    wanted = {"kind": Kind.KR, "title": "Kết quả", "aim": AIM, **given}
    return suite.add_measure(by, objective=objective, code=code, **wanted)


def move(suite, code, to, *, by="OP", **given):
    return suite.step(code, {"active": "activate", "closed": "close", "archived": "archive"}[to], by=by, **given)


def code_of(refusal):
    return (refusal.value.code.removeprefix("objectives."), refusal.value.field)


def test_a_leader_drafts_an_objective_for_the_own_unit(suite):
    made = create(suite, owner="TP")
    assert (made.status, made.starts, made.ends) == (Status.DRAFT, date(2026, 1, 1), date(2026, 12, 31))
    assert suite.types() == ["objectives.objective.created.v1"]


@pytest.mark.parametrize("unit", ["SKHCN", "SKHCN-CDS"])
def test_a_leader_leads_the_subtree_and_nothing_above(suite, unit):
    create(suite, unit=unit)
    with pytest.raises(Forbidden):
        create(suite, "M", unit="HN")


def test_a_specialist_drafts_nothing(suite):
    with pytest.raises(Forbidden):
        create(suite, by="NVA", unit="SKHCN-CDS")


def test_a_department_hangs_straight_on_the_citys_key_result(suite):
    suite.load()
    made = create(suite, parent_key_result="O2-KR1")
    assert made.parent_measure_id == suite.service.reading.measure(key="O2-KR1").id
    assert made.parent_objective_id == suite.service.reading.objective(key="O2").id


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"unit": "XX"}, ("unit_unknown", "unit")),
        ({"owner": "XX"}, ("person_unknown", "owner")),
        ({"parent": "XX"}, ("parent_unknown", "parent")),
        ({"parent_key_result": "XX"}, ("parent_unknown", "parent_key_result")),
        ({"parent": "T1", "parent_key_result": "O2-KR1"}, ("parent_ambiguous", "parent_key_result")),
        ({"parent": "T1", "cycle": "2027"}, ("parent_unknown", "parent")),
        ({"code": "T1"}, ("code_taken", "code")),
        ({"weight": Decimal(0)}, ("weight_not_positive", "weight")),
        ({"starts": date(2026, 9, 1), "ends": date(2026, 8, 1)}, ("period_reversed", "ends")),
        ({"cycle": "khác"}, ("cycle_label", "cycle")),
    ],
)
def test_what_cannot_be_is_refused_by_field(suite, given, problem):
    suite.load()
    with pytest.raises(Refused) as refusal:
        create(suite, **given)
    assert code_of(refusal) == problem


def test_a_draft_counts_only_once_it_is_active(suite):
    suite.load()
    suite.check_in("CT", measure="O2-KR1", value=Decimal(50))
    create(suite, parent="O2")
    add(suite)
    assert suite.percent("O2") == "25"
    move(suite, "N", "active")
    assert (suite.percent("O2"), suite.percent("T1")) == ("16.7", "16.7")
    assert suite.service.reading.measure(key="N-KR1").status == "active"


def test_what_is_put_away_counts_nowhere_and_stays_readable(suite):
    suite.load()
    suite.check_in("CT", measure="O2-KR1", value=Decimal(50))
    move(suite, "O2-P", "archived")
    assert suite.percent("O2") == "25"
    move(suite, "O2-S", "archived")
    assert (suite.percent("O2"), suite.percent("T1")) == ("50", "50")
    assert suite.service.reading.objective(key="O2-S").status == "archived"
    assert suite.types().count("objectives.objective.archived.v1") == 2


def test_a_branch_is_put_away_from_below(suite):
    suite.load()
    with pytest.raises(Refused) as refusal:
        move(suite, "O2", "archived")
    assert code_of(refusal)[0] == "has_live_children"


def test_a_closed_objective_goes_on_counting_and_takes_no_more_measures(suite):
    suite.load()
    move(suite, "O2-S", "closed")
    assert suite.percent("O2") == "0"
    with pytest.raises(Refused) as refusal:
        add(suite, objective="O2-S")
    assert code_of(refusal)[0] == "not_changeable"
    with pytest.raises(Refused) as refusal:
        create(suite, parent="O2-S")
    assert code_of(refusal)[0] == "not_changeable"


def test_a_step_by_somebody_who_saw_another_version_is_stale(suite):
    create(suite)
    with pytest.raises(Stale):
        move(suite, "N", "active", version=7)
    move(suite, "N", "active", version=1)


def test_a_new_measure_pulls_its_branch_down_at_once(suite):
    suite.load()
    suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(98))
    assert (suite.percent("O2-S"), suite.percent("O2")) == ("100", "50")
    add(suite, objective="O2-S")
    assert (suite.percent("O2-S"), suite.percent("O2"), suite.percent("T1")) == ("50", "25", "25")


def test_a_measures_code_is_taken_once_in_a_cycle(suite):
    suite.load()
    create(suite)
    with pytest.raises(Refused) as refusal:
        add(suite, "O2-KR1")
    assert code_of(refusal) == ("code_taken", "code")


def test_a_target_against_its_direction_is_refused(suite):
    create(suite)
    with pytest.raises(Refused) as refusal:
        add(suite, aim=Aim(direction=Direction.COUNT, target=Decimal("1.5")))
    assert code_of(refusal) == ("target_contradicts_direction", "target")


def test_a_key_result_fed_by_its_children_takes_their_mean(suite):
    create(suite)
    add(suite, source=Source.CHILDREN)
    add(suite, "N-KR2")
    move(suite, "N", "active")
    create(suite, "C", parent_key_result="N-KR1")
    add(suite, "C-KR1", objective="C")
    move(suite, "C", "active")
    suite.check_in("GD", measure="C-KR1", value=Decimal(80))
    assert str(suite.service.reading.measure(key="N-KR1").progress.percent) == "80"
    assert suite.percent("N") == "40"


def test_what_nobody_knows_is_not_found(suite):
    with pytest.raises(NotFound):
        move(suite, "XX", "active")


def change(suite, by="GD", *, version=None, **changes):
    return suite.service.planning.change(suite.as_(by), objective="N", changes=changes, version=version)


def test_an_objective_is_defined_anew_and_what_is_not_named_stays(suite):
    create(suite, owner="TP", description="Dài", tags=["a"])
    changed = change(suite, title="Khác", owner=None, reviewer="CT", contributors=[ContributorWanted(unit="HN")])
    assert (changed.title, changed.owner_id, changed.reviewer_id, changed.version) == ("Khác", None, "CT", 2)
    assert (changed.description, changed.tags, changed.contributors[0].unit_id) == ("Dài", ("a",), "HN")
    assert suite.types()[-1] == "objectives.objective.changed.v1"


def test_the_same_again_is_no_change(suite):
    create(suite, tags=["Y tế"])
    before = suite.told()
    assert change(suite, title="Mới", tags=["y tế", "Y TẾ"]).version == 1
    assert suite.told() == before


def test_another_weight_moves_what_is_above(suite):
    suite.load()
    create(suite, parent="O2")
    add(suite)
    move(suite, "N", "active")
    suite.check_in("CT", measure="O2-KR1", value=Decimal(90))
    suite.check_in("GD", measure="N-KR1", value=Decimal(0))
    assert suite.percent("O2") == "30"
    change(suite, weight=Decimal(7))
    assert (suite.percent("O2"), suite.percent("T1")) == ("10", "10")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"owner": "XX"}, ("person_unknown", "owner")),
        ({"reviewer": "XX"}, ("person_unknown", "reviewer")),
        ({"reviewer": "TP"}, ("reviewer_is_owner", "reviewer")),
        ({"contributors": [ContributorWanted(unit="XX")]}, ("unit_unknown", "contributors[0].unit")),
        ({"starts": date(2026, 9, 1), "ends": date(2026, 8, 1)}, ("period_reversed", "ends")),
        ({"weight": Decimal(-1)}, ("weight_not_positive", "weight")),
    ],
)
def test_a_change_to_what_cannot_be_is_refused_by_field(suite, changes, problem):
    create(suite, owner="TP")
    with pytest.raises(Refused) as refusal:
        change(suite, **changes)
    assert code_of(refusal) == problem


def test_who_leads_nothing_changes_nothing_and_an_older_version_neither(suite):
    create(suite)
    with pytest.raises(Forbidden):
        change(suite, "NVA", title="Khác")
    with pytest.raises(Stale):
        change(suite, version=7, title="Khác")


def test_a_file_leaves_what_it_does_not_say_of_an_objective(suite):
    create(suite, by="OP", owner="TP", reviewer="GD", tags=["a"], description="Dài")
    entry = {"code": "N", "unit": "SKHCN", "title": "Khác", "owner": "TP"}
    suite.load({"cycle": "2026", "objectives": [entry]})
    shown = suite.service.reading.objective(key="N")
    assert (shown.title, shown.reviewer_id, shown.tags, shown.description) == ("Khác", "GD", ("a",), "Dài")
    with pytest.raises(Refused) as refusal:
        suite.load({"cycle": "2026", "objectives": [{**entry, "owner": "GD"}]})
    assert code_of(refusal) == ("reviewer_is_owner", "objectives[0].owner")


def test_nothing_is_drafted_or_measured_where_somebody_is_deciding(suite):
    create(suite)
    suite.step("N", "submit", by="GD")
    with pytest.raises(Refused) as refusal:
        add(suite)
    assert code_of(refusal)[0] == "not_changeable"
    assert create(suite, "M", parent="N").parent_objective_id is not None


def test_nothing_hangs_on_a_key_result_that_was_taken_off_its_draft(suite):
    create(suite)
    add(suite)
    suite.service.measuring.archive(suite.as_("GD"), measure="N-KR1")
    with pytest.raises(Refused) as refusal:
        create(suite, "N1", parent_key_result="N-KR1")
    assert code_of(refusal) == ("parent_unknown", "parent_key_result")
