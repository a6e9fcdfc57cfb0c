from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.cloning import Values
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import Waypoint
from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.service import Wanted
from hanoiwork_shared.errors import Forbidden, NotFound, Refused


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()


def clone(suite, *branches, by="OP", to="2027", **given):
    cloning = suite.service.cloning
    return cloning.clone(suite.as_(by), from_cycle="2026", to_cycle=to, branches=branches, **given)


def outline(trees):
    return [(tree.code, outline(tree.children)) for tree in trees]


def there(suite, code):
    return suite.service.reading.objective(key=code, cycle="2027")


def test_a_whole_cycle_is_copied_as_drafts_with_codes_targets_and_tree(suite):
    report = clone(suite)
    assert (report.objectives, report.measures, report.codes) == (4, 2, ("O2", "O2-P", "O2-S", "T1"))
    assert outline(suite.service.reading.tree(cycle="2027")) == [("T1", [("O2", [("O2-S", [("O2-P", [])])])])]
    copy, old = there(suite, "O2-S"), suite.service.reading.objective(key="O2-S", cycle="2026")
    assert (copy.status, copy.version, copy.owner_id, copy.title) == ("draft", 2, "GD", "Xử lý hồ sơ")
    assert (copy.period.start, copy.period.end) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (copy.measures[0].target, copy.measures[0].status, copy.measures[0].current) == (98, "draft", None)
    assert copy.parent_measure_id == there(suite, "O2").measures[0].id != old.parent_measure_id
    assert suite.types()[-8:].count("objectives.objective.created.v1") == 4


def test_everything_that_is_said_of_an_objective_goes_along(suite):
    suite.service.planning.change(
        suite.as_("OP"), objective="O2-S", changes={"reviewer": "CT", "tags": ["Y tế"], "description": "Dài"}
    )
    clone(suite, "O2-S")
    copy = there(suite, "O2-S")
    assert (copy.reviewer_id, copy.tags, copy.description) == ("CT", ("y tế",), "Dài")


def test_a_branch_hangs_under_the_objective_of_its_parents_code_or_becomes_a_root(suite):
    clone(suite, "O2-S")
    assert there(suite, "O2-S").parent_objective_id is None
    clone(suite, "O2-S", to="2028")
    suite.load({"cycle": "2029", "objectives": [{"code": "O2", "unit": "HN", "title": "O2"}]})
    clone(suite, "O2-S", to="2029")
    found = suite.service.reading.objective(key="O2-S", cycle="2029")
    assert found.parent_objective_id == suite.service.reading.objective(key="O2", cycle="2029").id
    assert found.parent_measure_id is None


def test_a_branch_hangs_on_the_key_result_of_the_same_code_if_there_is_one(suite):
    measure = {"code": "O2-KR1", "kind": "KR", "title": "K", "direction": "at_least", "target": "1"}
    suite.load({"cycle": "2027", "objectives": [{"code": "O2", "unit": "HN", "title": "O2", "measures": [measure]}]})
    clone(suite, "O2-S")
    assert there(suite, "O2-S").parent_measure_id == there(suite, "O2").measures[0].id


def test_nothing_is_hung_under_what_has_ended(suite):
    suite.load({"cycle": "2027", "objectives": [{"code": "O2", "unit": "HN", "title": "O2"}]})
    suite.step(there(suite, "O2").id, "close")
    clone(suite, "O2-S")
    assert there(suite, "O2-S").parent_objective_id is None


def test_a_copy_counts_nowhere_until_it_is_active(suite):
    suite.load({"cycle": "2027", "objectives": [{"code": "O2", "unit": "HN", "title": "O2"}]})
    clone(suite, "O2-S")
    assert (there(suite, "O2").progress.percent, there(suite, "O2-S").progress.percent) == (None, 0)


def test_values_are_kept_as_baselines_where_that_makes_a_lawful_target(suite):
    suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(49))
    suite.check_in("CT", measure="O2-KR1", value=Decimal(100))
    clone(suite, to="2027", values=Values.KEEP)
    clone(suite, to="2028", values=Values.DROP)
    kept, dropped = (
        {code: suite.service.reading.measure(key=code, cycle=cycle).baseline for code in ("O2-S-KR1", "O2-KR1")}
        for cycle in ("2027", "2028")
    )
    assert kept == {"O2-S-KR1": 49, "O2-KR1": 0}  # 100 is the target of O2-KR1: nothing would be left to do
    assert dropped == {"O2-S-KR1": 0, "O2-KR1": 0}


def test_a_milestone_starts_anew(suite):
    aim = Aim(direction=Direction.MILESTONE, steps=(Step(title="a"), Step(title="b")))
    suite.add_measure("OP", objective="O2-P", code="M", kind=Kind.KR, title="M", aim=aim)
    suite.check_in("OP", measure="M", value=Decimal(1))
    clone(suite, "O2-P", values=Values.KEEP)
    copy = suite.service.reading.measure(key="M", cycle="2027")
    assert (copy.baseline, [step.title for step in copy.steps]) == (0, ["a", "b"])


def test_the_leap_day_becomes_the_day_before(suite):
    entry = {"code": "L", "unit": "HN", "title": "L", "period": ["2028-02-29", "2028-12-31"]}
    suite.load({"cycle": "2028", "objectives": [entry]})
    suite.service.cloning.clone(suite.as_("OP"), from_cycle="2028", to_cycle="2029")
    assert suite.service.reading.objective(key="L", cycle="2029").period.start == date(2029, 2, 28)


def test_every_code_that_is_there_is_named_and_nothing_is_copied(suite):
    clone(suite, "O2-P")
    before = suite.told()
    with pytest.raises(Refused) as caught:
        clone(suite)
    assert [(one.code, one.details["key"]) for one in caught.value.each()] == [("objectives.code_taken", "O2-P")]
    with pytest.raises(Refused) as caught:
        clone(suite, to="2026")
    assert len(caught.value.each()) == 6
    assert suite.told() == before


def test_what_is_archived_is_left_behind(suite):
    suite.step("O2-P", "archive")
    assert clone(suite).codes == ("O2", "O2-S", "T1")
    with pytest.raises(NotFound) as caught:
        clone(suite, "O2-P", to="2028")
    assert caught.value.field == "branches"


def test_a_dry_run_refuses_the_same_and_saves_nothing(suite):
    before = suite.told()
    assert clone(suite, dry_run=True).objectives == 4
    assert suite.told() == before
    clone(suite)
    with pytest.raises(Refused):
        clone(suite, dry_run=True)


def test_who_copies_must_be_allowed_to_at_every_unit(suite):
    assert clone(suite, "O2-S", by="GD").objectives == 2
    with pytest.raises(Forbidden):
        clone(suite, by="GD", to="2028")


@pytest.mark.parametrize(("cycles", "field"), [(("26", "2027"), "from_cycle"), (("2026", "x"), "to_cycle")])
def test_a_cycle_is_a_year(suite, cycles, field):
    with pytest.raises(Refused) as caught:
        suite.service.cloning.clone(suite.as_("OP"), from_cycle=cycles[0], to_cycle=cycles[1])
    assert (caught.value.code, caught.value.field) == ("objectives.cycle_label", field)


AIM = Aim(direction=Direction.AT_LEAST, target=Decimal(100))


def composite(suite, code, *parts, objective="O2-P"):
    formula = Formula(kind=FormulaKind.SUM, parts=tuple(Part(measure_id=part) for part in parts))
    suite.add_measure("OP", objective=objective, code=code, kind=Kind.KPI, title=code, aim=AIM, formula=formula)


def parts_of(suite, code, cycle):
    with suite.store.begin() as session:
        return session.measure(code, cycle=cycle).formula.part_ids


def test_a_composite_is_computed_from_the_copies_of_its_parts_and_from_standing_kpis(suite):
    kpi = suite.create_kpi("OP", of="HN", code="K", title="K", aim=AIM)
    suite.check_in("OP", measure="K", value=Decimal(30))
    composite(suite, "S", "O2-S-KR1", "K")
    clone(suite)
    copied = suite.service.reading.measure(key="O2-S-KR1", cycle="2027").id
    assert parts_of(suite, "S", "2027") == (copied, kpi.id)
    assert suite.service.reading.measure(key="S", cycle="2027").current is None


def test_parts_that_are_not_copied_are_those_of_their_codes_there_or_it_is_refused(suite):
    composite(suite, "S", "O2-S-KR1")
    with pytest.raises(Refused) as caught:
        clone(suite, "O2-P")
    assert (caught.value.code, caught.value.details["key"]) == ("objectives.part_unknown", "O2-S-KR1")
    measure = {"code": "O2-S-KR1", "kind": "KR", "title": "K", "direction": "at_least", "target": "1"}
    suite.load({"cycle": "2027", "objectives": [{"code": "X", "unit": "HN", "title": "X", "measures": [measure]}]})
    clone(suite, "O2-P")
    assert parts_of(suite, "S", "2027") == (suite.service.reading.measure(key="O2-S-KR1", cycle="2027").id,)


def test_copies_use_the_same_standing_kpis(suite):
    kpi = suite.create_kpi("OP", of="HN", code="K", title="K", aim=AIM)
    suite.use_kpi("OP", kpi="K", objective="O2-S", weight=Decimal(3))
    suite.check_in("OP", measure="K", value=Decimal(40))
    clone(suite, "O2-S")
    copy = there(suite, "O2-S")
    assert [(one.code, one.weight) for one in copy.measures] == [("O2-S-KR1", 1), ("K", 3)]
    assert copy.progress.percent == 30
    _, told = next(fact for fact in reversed(suite.told()) if fact[0] == "objectives.measure.changed.v1")
    assert (told["measure_id"], len(told["used_by"])) == (kpi.id, 2)


def test_waypoints_move_by_whole_years_and_bind_the_new_baseline(suite):
    points = (Waypoint(on=date(2026, 6, 30), value=Decimal(50)),)
    suite.add_measure("OP", objective="O2-P", code="W", kind=Kind.KR, title="W", aim=AIM, waypoints=points)
    suite.check_in("OP", measure="W", value=Decimal(70))
    clone(suite, "O2-P", values=Values.KEEP)
    copy = suite.service.reading.measure(key="W", cycle="2027")
    assert (copy.waypoints[0].on, copy.baseline) == (date(2027, 6, 30), 0)


def test_a_code_goes_on_meaning_this_years_goal_while_next_years_is_drafted(suite):
    clone(suite)
    measure, _ = suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(49))
    assert (measure.cycle, suite.service.reading.objective(key="O2-S").status) == ("2026", "active")
    made = suite.service.reporting.check_in_many(
        suite.as_("OP"), [Wanted(measure="O2-S-KR1", said=Said(value=Decimal(50)))], paths=["items[0]"]
    )
    assert [one.cycle for one, _ in made] == ["2026"]
