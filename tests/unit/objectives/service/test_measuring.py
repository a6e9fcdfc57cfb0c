from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import Waypoint
from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale

D = Decimal
AIM = Aim(direction=Direction.AT_LEAST, target=D(100))


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()
    suite.create("GD", code="N", title="Mục tiêu mới của Sở", cycle="2026", unit="SKHCN", parent="O2")


def add(suite, code, *, objective="N", by="GD", **given):
    wanted = {"kind": Kind.KPI, "title": "Kết quả mới", "aim": AIM, **given}
    return suite.add_measure(by, objective=objective, code=code, **wanted)


def formula(kind, *keys):
    return Formula(kind=FormulaKind(kind), parts=tuple(Part(measure_id=key) for key in keys))


def refused(work, *arguments, **given):
    with pytest.raises(Refused) as caught:
        work(*arguments, **given)
    return [(one.code.removeprefix("objectives."), one.field) for one in caught.value.each()]


def test_another_target_moves_the_branch_at_once_and_keeps_what_was_reported(suite):
    suite.check_in("NVA", measure="O2-S-KR1", value=D(49))
    changed = suite.change("GD", measure="O2-S-KR1", target=D(70), title="Đúng hạn hơn")
    assert (changed.percent, changed.current, changed.title) == (70, 49, "Đúng hạn hơn")
    assert [suite.percent(code) for code in ("O2-S", "O2", "T1")] == ["70", "35", "35"]
    assert "objectives.measure.changed.v1" in suite.types()


def test_what_is_not_named_stays_and_null_empties(suite):
    suite.change("GD", measure="O2-S-KR1", commit=D(90), stretch=D(99), owner="GD", weight=D(2))
    shown = suite.measure("O2-S-KR1")
    assert (shown.commit, shown.stretch, shown.target, shown.owner_id) == (90, 99, 98, suite.ids["GD"])
    suite.change("GD", measure="O2-S-KR1", commit=None, owner=None)
    shown = suite.measure("O2-S-KR1")
    assert (shown.commit, shown.stretch, shown.owner_id, shown.weight) == (None, 99, None, 2)


def test_a_direction_writes_the_target_anew(suite):
    suite.change("GD", measure="O2-S-KR1", commit=D(90))
    suite.change("GD", measure="O2-S-KR1", direction=Direction.MILESTONE, steps=(Step(title="a"), Step(title="b")))
    shown = suite.measure("O2-S-KR1")
    assert (shown.direction, shown.target, shown.commit, shown.baseline) == ("milestone", 2, None, 0)


def test_the_same_plan_again_tells_nothing(suite):
    before = suite.told()
    assert suite.change("GD", measure="O2-S-KR1", target=D(98), title="Đúng hạn").version == 1
    assert suite.told() == before


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"weight": D(0)}, ("weight_not_positive", "weight")),
        ({"weight": D(-1)}, ("weight_not_positive", "weight")),
        ({"baseline": D(98)}, ("target_contradicts_direction", "target")),
        ({"commit": D(99)}, ("ladder_out_of_order", "commit")),
        ({"stretch": D(98)}, ("ladder_out_of_order", "stretch")),
        ({"precision": 7}, ("precision_out_of_bounds", "precision")),
        ({"owner": "XX"}, ("person_unknown", "owner")),
        ({"parent": "O2-KR1"}, ("kpi_parent_unknown", "parent")),
        ({"formula": formula("sum", "O2-KR1")}, ("formula_invalid", "formula")),
        ({"waypoints": (Waypoint(on=date(2027, 1, 1), value=D(1)),)}, ("waypoints_invalid", "waypoints[0].on")),
    ],
)
def test_what_cannot_be_is_refused_by_field(suite, changes, problem):
    before = suite.measure("O2-S-KR1")
    assert refused(suite.change, "GD", measure="O2-S-KR1", **changes) == [problem]
    assert suite.measure("O2-S-KR1") == before


def test_who_leads_the_unit_plans_its_measures_and_nobody_else(suite):
    with pytest.raises(Forbidden):
        suite.change("NVA", measure="O2-S-KR1", title="Của tôi")
    with pytest.raises(Forbidden):
        suite.change("GD", measure="O2-KR1", title="Của Sở")
    with pytest.raises(NotFound):
        suite.change("GD", measure="XX", title="Không có")


def test_a_change_by_somebody_who_saw_another_version_is_stale(suite):
    with pytest.raises(Stale):
        suite.change("GD", measure="O2-S-KR1", title="Muộn", version=7)


def test_a_closed_objectives_measures_stay_as_they_are(suite):
    suite.step("O2-S", "close")
    assert refused(suite.change, "GD", measure="O2-S-KR1", title="Muộn") == [("not_changeable", None)]


def test_a_value_finer_than_the_measure_is_refused_and_the_precision_can_be_changed(suite):
    assert refused(suite.check_in, "NVA", measure="O2-S-KR1", value=D("1.234")) == [("value_too_fine", "value")]
    suite.change("GD", measure="O2-S-KR1", precision=3)
    assert suite.check_in("NVA", measure="O2-S-KR1", value=D("1.234"))[0].current == D("1.234")
    assert suite.measure("O2-S-KR1").precision == 3


def test_waypoints_move_what_is_owed_and_the_status_with_it(suite):
    suite.check_in("NVA", measure="O2-S-KR1", value=D(20))
    assert suite.measure("O2-S-KR1").progress.status == "behind"
    suite.change("GD", measure="O2-S-KR1", waypoints=(Waypoint(on=date(2026, 6, 15), value=D(20)),))
    progress = suite.measure("O2-S-KR1").progress
    assert (str(progress.expected_percent), str(progress.percent), progress.status) == ("20.4", "20.4", "on_track")
    objective = suite.service.reading.objective(key="O2-S").progress
    assert str(objective.expected_percent) == "45.5"


def test_a_draft_may_lose_a_measure_which_stays_readable(suite):
    add(suite, "N-KR1")
    add(suite, "N-KR2")
    suite.service.measuring.archive(suite.as_("GD"), measure="N-KR1")
    assert [one.code for one in suite.service.reading.objective(key="N").measures] == ["N-KR2"]
    assert suite.measure("N-KR1").status == "archived"
    suite.step("N", "activate")
    assert suite.measure("N-KR1").status == "archived"
    assert "N-KR1" not in [one.code for one in suite.service.reading.tree(cycle="2026", root="N")[0].measures]
    assert refused(suite.change, "GD", measure="N-KR1", title="Sống lại") == [("measure_archived", None)]
    assert refused(suite.check_in, "GD", measure="N-KR1", value=D(1)) == [("measure_archived", None)]


def archive(suite, code):
    return suite.service.measuring.archive(suite.as_("GD"), measure=code)


def test_an_objective_under_way_loses_no_measure(suite):
    assert refused(archive, suite, "O2-S-KR1") == [("not_a_draft", "measure")]


def test_a_measure_that_something_lives_from_is_not_put_away(suite):
    add(suite, "PART")
    add(suite, "ABOVE")
    add(suite, "N-SUM", formula=formula("sum", "PART"))
    add(suite, "BELOW", parent="ABOVE")
    add(suite, "RESULT", kind=Kind.KR, source=Source.CHILDREN)
    suite.create("GD", code="C", title="Mục tiêu con", cycle="2026", unit="SKHCN", parent_key_result="RESULT")
    for code in ("PART", "ABOVE", "RESULT"):
        assert refused(archive, suite, code) == [("measure_in_use", "measure")]
    archive(suite, "N-SUM")
    archive(suite, "PART")


def move(suite, code, to, **given):
    return suite.service.measuring.move(suite.as_(given.pop("by", "OP")), measure=code, to=to, **given)


def test_a_measure_goes_to_another_objective_with_what_was_reported(suite):
    suite.check_in("NVA", measure="O2-S-KR1", value=D(49))
    suite.step("N", "activate")
    suite.step("O2-P", "archive")
    moved = move(suite, "O2-S-KR1", "N")
    assert (moved.percent, moved.current) == (50, 49)
    assert (suite.percent("O2-S"), suite.percent("N"), suite.percent("O2")) == (None, "50", "25")


def test_what_something_hangs_on_or_another_cycle_has_is_not_moved(suite):
    assert refused(move, suite, "O2-S-KR1", "N") == [("measure_in_use", "measure")]
    assert refused(move, suite, "O2-S-KR1", "XX") == [("parent_unknown", "to")]
    with pytest.raises(Forbidden):
        move(suite, "O2-KR1", "N", by="GD")


def test_composites_are_computed_at_once_and_with_every_value(suite):
    suite.check_in("CT", measure="O2-KR1", value=D(40))
    add(suite, "MEAN", formula=formula("mean", "O2-KR1", "O2-S-KR1"))
    assert (suite.measure("MEAN").current, suite.measure("MEAN").progress.status) == (None, "no_data")
    suite.check_in("NVA", measure="O2-S-KR1", value=D(60))
    shown = suite.measure("MEAN")
    assert (shown.current, shown.progress.percent, shown.source, shown.progress.status) == (
        50,
        50,
        "formula",
        "on_track",
    )
    assert suite.percent("N") == "50"


def test_composites_over_composites_follow_and_carry_up_their_branch(suite):
    suite.step("N", "activate")
    suite.check_in("CT", measure="O2-KR1", value=D(40))
    add(suite, "FIRST", formula=formula("mean", "O2-KR1", "O2-S-KR1"))
    add(suite, "SECOND", formula=formula("sum", "FIRST", "O2-KR1"))
    suite.check_in("NVA", measure="O2-S-KR1", value=D(80))
    assert (suite.measure("FIRST").current, suite.measure("SECOND").current) == (60, 100)
    assert suite.percent("N") == "80"
    assert suite.measure("SECOND").progress.status == "on_track"


def test_a_composite_takes_no_check_ins(suite):
    add(suite, "SUM", formula=formula("sum", "O2-KR1"))
    suite.step("N", "activate")
    assert refused(suite.check_in, "GD", measure="SUM", value=D(1)) == [("source_not_check_ins", "measure")]


def test_a_composite_over_itself_is_refused_directly_and_through_others(suite):
    add(suite, "A", formula=formula("sum", "O2-KR1"))
    add(suite, "B", formula=formula("sum", "A"))
    add(suite, "C", formula=formula("sum", "B"))
    circle = [("composite_circle", "formula")]
    assert refused(suite.change, "GD", measure="A", formula=formula("sum", "A")) == circle
    assert refused(suite.change, "GD", measure="A", formula=formula("sum", "O2-KR1", "C")) == circle
    assert refused(add, suite, "D", formula=formula("sum", "D")) == [("composite_circle", "formula.parts[0].measure")]
    assert suite.change("GD", measure="C", formula=formula("mean", "A", "B")).version == 2


def test_a_composites_formula_can_be_changed(suite):
    suite.check_in("CT", measure="O2-KR1", value=D(40))
    suite.check_in("NVA", measure="O2-S-KR1", value=D(80))
    add(suite, "A", formula=formula("sum", "O2-KR1"))
    add(suite, "B", formula=formula("sum", "A"))
    suite.change("GD", measure="A", formula=formula("sum", "O2-S-KR1"))
    assert (suite.measure("A").current, suite.measure("B").current) == (80, 80)
    suite.check_in("CT", measure="O2-KR1", value=D(1))
    suite.check_in("NVA", measure="O2-S-KR1", value=D(90))
    assert (suite.measure("A").current, suite.measure("B").current) == (90, 90)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"formula": formula("sum", "XX")}, ("part_unknown", "formula.parts[0].measure")),
        ({"formula": formula("sum", "TASKS")}, ("formula_invalid", "formula.parts[0].measure")),
        ({"formula": formula("ratio", "O2-KR1")}, ("formula_invalid", "formula.parts")),
        ({"source": Source.FORMULA}, ("formula_invalid", "formula")),
        ({"formula": formula("sum", "O2-KR1"), "source": Source.TASKS}, ("formula_invalid", "formula")),
    ],
)
def test_a_formula_that_gives_nothing_is_refused_by_field(suite, given, problem):
    add(suite, "TASKS", source=Source.TASKS)
    assert refused(add, suite, "NEW", **given) == [problem]


def test_a_composite_counts_only_parts_of_its_own_cycle(suite):
    suite.load({"cycle": "2027", "objectives": [{"code": "T1", "unit": "HN", "title": "Thành phố 2027", "measures": [
        {"code": "K27", "kind": "KPI", "title": "Của năm sau", "direction": "at_least", "target": "1"}]}]})  # fmt: skip
    problem = [("part_unknown", "formula.parts[0].measure")]
    assert refused(add, suite, "NEW", formula=formula("sum", "K27")) == problem
    other = suite.measure("K27").id
    assert refused(add, suite, "NEW", formula=formula("sum", other)) == problem


def test_kpis_hang_under_kpis_but_never_under_themselves(suite):
    add(suite, "TOP")
    add(suite, "MIDDLE", parent="TOP")
    add(suite, "LOW", parent="MIDDLE")
    top = suite.measure("TOP")
    assert suite.measure("MIDDLE").parent_id == top.id
    under = suite.service.measure_reading.kpis_under(keys=[top.id, "unknown"])
    assert under == [[suite.measure("MIDDLE").id], []]
    assert refused(suite.change, "GD", measure="TOP", parent="LOW") == [("kpi_circle", "parent")]
    assert refused(suite.change, "GD", measure="TOP", parent="TOP") == [("kpi_circle", "parent")]
    suite.change("GD", measure="MIDDLE", parent=None)
    suite.change("GD", measure="TOP", parent="LOW")
    told = [data for kind, data in suite.told() if kind == "objectives.measure.changed.v1"]
    assert told[-1]["parent_measure_id"] == suite.measure("LOW").id


def test_only_a_kpi_hangs_under_a_kpi(suite):
    add(suite, "TOP")
    assert refused(add, suite, "NEW", kind=Kind.KR, parent="TOP") == [("kpi_parent_unknown", "parent")]


def test_a_direction_in_which_the_reported_value_could_not_be_is_refused(suite):
    suite.check_in("NVA", measure="O2-S-KR1", value=D("49.5"))
    steps = (Step(title="a"), Step(title="b"))
    milestone = {"direction": Direction.MILESTONE, "steps": steps}
    assert refused(suite.change, "GD", measure="O2-S-KR1", **milestone) == [("value_not_whole", "direction")]
    assert suite.percent("O2-S") == "50.5"
