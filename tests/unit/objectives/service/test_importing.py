"""Importing, and with it the merging of a file into its cycle."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from hanoiwork_shared.errors import Forbidden, Refused, Several

CITY: dict[str, Any] = {
    "cycle": "2026",
    "objectives": [
        {"code": "O2-S", "parent_key_result": "O2-KR1", "unit": "SKHCN", "title": "Sở", "owner": "GD"},
        {"code": "T1", "unit": "HN", "title": "Thành phố"},
        {
            "code": "O2",
            "parent": "T1",
            "unit": "HN",
            "title": "Thủ tục",
            "measures": [
                {"code": "O2-KR1", "kind": "KR", "title": "Trực tuyến", "direction": "at_least", "target": "100"}
            ],
        },
    ],
}
TWICE = CITY["objectives"][2]["measures"] * 2


def changed(path, value):
    """The city's file with one thing changed: path (1, "title") is the title of its second objective."""
    document = deepcopy(CITY)
    place: Any = document["objectives"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


def refused(suite, document):
    with pytest.raises(Refused) as caught:
        suite.load(document)
    assert suite.store.objectives == {}
    return [(problem.code.removeprefix("objectives."), problem.field) for problem in caught.value.each()]


def test_a_file_becomes_an_active_tree_whatever_the_order(suite):
    report = suite.load(CITY)
    assert (report.objectives, report.measures, report.created, report.changed, report.unchanged) == (3, 1, 4, 0, 0)
    child = suite.service.reading.objective(key="O2-S")
    result = suite.service.reading.measure(key="O2-KR1")
    assert (child.status, child.parent_measure_id, child.parent_objective_id) == (
        "active",
        result.id,
        suite.service.reading.objective(key="O2").id,
    )
    assert (child.owner_id, child.unit_id) == (suite.ids["GD"], suite.ids["SKHCN"])


def test_an_import_is_told_and_its_progress_too(suite):
    suite.load(CITY)
    assert sorted(suite.types()) == [
        "objectives.measure.created.v1",
        *["objectives.objective.created.v1"] * 3,
        *["objectives.objective.progress_changed.v1"] * 2,
    ]


def test_the_same_file_again_changes_nothing(suite):
    suite.load(CITY)
    before, told = dict(suite.store.objectives), suite.told()
    report = suite.load(CITY)
    assert (report.created, report.changed, report.unchanged) == (0, 0, 4)
    assert (suite.store.objectives, suite.told()) == (before, told)


def test_a_changed_file_changes_by_code_and_tells_only_what_changed(suite):
    suite.load(CITY)
    before = len(suite.told())
    report = suite.load(changed((1, "title"), "Hà Nội"))
    assert (report.created, report.changed, report.unchanged) == (0, 1, 3)
    assert [kind for kind, _ in suite.told()[before:]] == ["objectives.objective.changed.v1"]
    assert suite.service.reading.objective(key="T1").title == "Hà Nội"


def test_a_changed_target_is_reckoned_again_all_the_way_up(suite):
    suite.load(CITY)
    suite.check_in("CT", measure="O2-KR1", value=Decimal(50))
    assert suite.percent("T1") == "50"
    suite.load(changed((2, "measures", 0, "target"), "200"))
    assert suite.percent("O2-S") is None
    assert suite.percent("T1") == "25"


def test_a_dry_run_says_what_would_happen_and_saves_nothing(suite):
    report = suite.load(CITY, dry_run=True)
    assert (report.created, report.dry_run) == (4, True)
    assert suite.store.objectives == {}
    assert suite.told() == []


def test_a_dry_run_refuses_every_problem_just_as_the_real_run_does(suite):
    document = changed((0, "unit"), "XX")
    document["objectives"][1]["weight"] = "-1"
    for dry_run in (True, False):
        with pytest.raises(Several) as caught:
            suite.load(document, dry_run=dry_run)
        assert [(problem.code, problem.field) for problem in caught.value.each()] == [
            ("objectives.weight_not_positive", "objectives[1].weight"),
            ("objectives.unit_unknown", "objectives[0].unit"),
        ]


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (changed((0, "unit"), "XX"), ("unit_unknown", "objectives[0].unit")),
        (changed((0, "owner"), "XX"), ("person_unknown", "objectives[0].owner")),
        (changed((0, "parent_key_result"), "XX"), ("parent_unknown", "objectives[0].parent_key_result")),
        (changed((2, "parent"), "XX"), ("parent_unknown", "objectives[2].parent")),
        (changed((0, "parent"), "T1"), ("parent_ambiguous", "objectives[0].parent_key_result")),
        (changed((0, "code"), "T1"), ("duplicate_code", "objectives[1].code")),
        (changed((2, "measures", 0, "owner"), "XX"), ("person_unknown", "objectives[2].measures[0].owner")),
        (changed((2, "measures"), TWICE), ("duplicate_code", "objectives[2].measures[1].code")),
        (changed((1, "parent"), "T1"), ("cycle", "objectives[1].parent")),
    ],
)
def test_a_file_that_cannot_be_is_refused_whole_with_the_path(suite, document, problem):
    assert problem in refused(suite, document)


def test_a_circle_through_a_key_result_is_refused_for_everyone_in_it(suite):
    document = changed((1, "parent_key_result"), "O2-KR1")
    assert refused(suite, document) == [
        ("cycle", "objectives[1].parent_key_result"),
        ("cycle", "objectives[2].parent"),
    ]


def test_a_circle_closed_by_a_second_file_is_refused(suite):
    suite.load(CITY)
    with pytest.raises(Refused) as caught:
        suite.load({"cycle": "2026", "objectives": [{**CITY["objectives"][1], "parent": "O2-S"}]})
    assert caught.value.code == "objectives.cycle"


def test_all_problems_are_listed_at_once(suite):
    document = changed((0, "unit"), "XX")
    document["objectives"][1]["weight"] = "-1"
    document["objectives"][2]["measures"][0]["target"] = "0"
    assert refused(suite, document) == [
        ("weight_not_positive", "objectives[1].weight"),
        ("target_contradicts_direction", "objectives[2].measures[0].target"),
        ("unit_unknown", "objectives[0].unit"),
        ("parent_unknown", "objectives[0].parent_key_result"),
    ]


def test_a_second_file_may_hang_on_what_the_first_brought(suite):
    suite.load(CITY)
    suite.load({"cycle": "2026", "objectives": [{"code": "N", "unit": "SKHCN", "title": "N", "parent": "O2-S"}]})
    above = suite.service.reading.objective(key="O2-S")
    assert suite.service.reading.objective(key="N").parent_objective_id == above.id


def test_a_measure_does_not_wander_to_another_objective(suite):
    suite.load(CITY)
    stolen = {"code": "T1", "unit": "HN", "title": "Thành phố", "measures": CITY["objectives"][2]["measures"]}
    with pytest.raises(Refused) as caught:
        suite.load({"cycle": "2026", "objectives": [stolen]})
    assert (caught.value.code, caught.value.field) == ("objectives.code_taken", "objectives[0].measures[0].code")


def test_a_draft_in_the_file_becomes_active_with_its_measures(suite):
    suite.create("OP", code="T1", title="Thành phố", cycle="2026", unit="HN")
    suite.load(CITY)
    assert suite.service.reading.objective(key="T1").status == "active"


def test_a_closed_objective_may_stand_in_the_file_only_as_it_is(suite):
    suite.load(CITY)
    suite.step("O2-S", "close")
    suite.load(CITY)
    with pytest.raises(Refused) as caught:
        suite.load(changed((0, "title"), "Khác"))
    assert (caught.value.code, caught.value.field) == ("objectives.not_changeable", "objectives[0]")


def test_nothing_new_hangs_on_what_is_put_away(suite):
    suite.load(CITY)
    suite.step("O2-S", "archive")
    with pytest.raises(Refused) as caught:
        suite.load({"cycle": "2026", "objectives": [{"code": "N", "unit": "HN", "title": "N", "parent": "O2-S"}]})
    assert (caught.value.code, caught.value.field) == ("objectives.not_changeable", "objectives[0].parent")


def test_a_leader_imports_within_the_own_units_only(suite):
    own = {"cycle": "2026", "objectives": [{"code": "N", "unit": "SKHCN-CDS", "title": "N"}]}
    assert suite.load(own, by="GD").created == 1
    with pytest.raises(Forbidden):
        suite.load(CITY, by="GD")
    with pytest.raises(Forbidden):
        suite.load(own, by="NVA")


def test_nobody_takes_over_another_units_objective_by_a_file(suite):
    suite.load(CITY)
    with pytest.raises(Forbidden):
        suite.load({"cycle": "2026", "objectives": [{"code": "T1", "unit": "SKHCN", "title": "N"}]}, by="GD")


def test_another_cycle_has_its_own_codes(suite):
    suite.load(CITY)
    suite.clock.move(timedelta(days=365))
    suite.load({**CITY, "cycle": "2027"})
    assert suite.service.reading.objective(key="T1").cycle == "2027"
    assert suite.service.reading.objective(key="T1", cycle="2026").cycle == "2026"


OWN = {"cycle": "2026", "objectives": [{"code": "X", "unit": "SKHCN", "title": "X", "measures": TWICE[:1]}]}


def test_a_file_of_those_who_may_not_activate_its_drafts_makes_drafts_and_says_so(suite):
    report = suite.load(OWN, by="GD")
    assert (report.created, report.drafts) == (2, ("X",))
    assert report.warnings == ("Có 1 mục tiêu là bản nháp: hãy trình phê duyệt, hoặc để cấp trên kích hoạt.",)
    assert (suite.service.reading.objective(key="X").status, suite.measure("O2-KR1").status) == ("draft", "draft")
    again = suite.load(OWN, by="GD")
    assert (again.created, again.changed, again.drafts) == (0, 0, ("X",))


def test_the_same_file_of_those_above_activates_the_drafts(suite):
    suite.load(OWN, by="GD")
    report = suite.load(OWN, by="CT")
    assert (report.changed, report.drafts, report.warnings) == (2, (), ())
    assert suite.service.reading.objective(key="X").status == "active"
    assert suite.load(OWN, by="GD").drafts == ()


def test_those_above_a_division_activate_what_they_import_for_it(suite):
    division = {"code": "X", "unit": "SKHCN-CDS", "title": "X"}
    suite.load({"cycle": "2026", "objectives": [division]}, by="GD")
    assert suite.service.reading.objective(key="X").status == "active"


def test_a_file_hangs_what_counts_only_where_one_could_move_it(suite):
    suite.load()
    moved = {"code": "O2-S", "parent": "T1", "unit": "SKHCN", "title": "Xử lý hồ sơ", "owner": "GD"}
    document = {"cycle": "2026", "objectives": [moved]}
    with pytest.raises(Refused) as caught:
        suite.load(document, by="GD")
    assert (caught.value.code, caught.value.field) == ("objectives.parent_of_others", "objectives[0].parent")
    assert suite.load(document, by="CT").changed == 1
