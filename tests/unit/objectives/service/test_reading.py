from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.service import Filter
from hanoiwork_shared.errors import NotFound, Refused


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()


def outline(trees):
    return [(tree.code, outline(tree.children)) for tree in trees]


def test_the_tree_is_nested_from_its_roots(suite):
    assert outline(suite.service.reading.tree(cycle="2026")) == [("T1", [("O2", [("O2-S", [("O2-P", [])])])])]


def test_the_tree_may_start_anywhere_and_end_at_a_depth(suite):
    by_code = suite.service.reading.tree(cycle="2026", root="O2", depth=2)
    assert outline(by_code) == [("O2", [("O2-S", [])])]
    assert len(by_code[0].children[0].child_ids) == 1
    assert suite.service.reading.tree(cycle="2026", root=by_code[0].id, depth=2) == by_code


def test_an_unknown_root_is_not_found_and_an_empty_cycle_is_empty(suite):
    with pytest.raises(NotFound):
        suite.service.reading.tree(cycle="2026", root="XX")
    assert suite.service.reading.tree(cycle="1999") == ()


def test_what_is_put_away_is_not_in_the_tree(suite):
    suite.step("O2-P", "archive")
    assert outline(suite.service.reading.tree(cycle="2026", root="O2-S")) == [("O2-S", [])]


def test_siblings_stand_in_the_order_people_count(suite):
    entries = [{"code": code, "unit": "HN", "title": code, "parent": "T1"} for code in ("O10", "O3", "O1")]
    suite.load({"cycle": "2026", "objectives": entries})
    root = suite.service.reading.tree(cycle="2026", root="T1")[0]
    assert [child.code for child in root.children] == ["O1", "O2", "O3", "O10"]


def test_two_percentages_stand_side_by_side(suite):
    suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(49))
    progress = suite.service.reading.objective(key="O2-S").progress
    assert (str(progress.percent), str(progress.expected_percent), progress.status) == ("50", "45.5", "on_track")


def test_before_any_report_a_measure_is_at_0_without_data_and_an_empty_objective_has_no_percentage(suite):
    measure = suite.service.reading.measure(key="O2-KR1")
    assert (measure.progress.percent, measure.progress.status, measure.current) == (0, "no_data", None)
    empty = suite.service.reading.objective(key="O2-P")
    assert (empty.progress.percent, empty.progress.status) == (None, "no_data")


def test_objectives_and_measures_are_found_by_code_or_identifier(suite):
    by_code = suite.service.reading.objective(key="O2")
    assert suite.service.reading.objective(key=by_code.id) == by_code
    measure = suite.service.reading.measure(key="O2-KR1")
    assert suite.service.reading.measure(key=measure.id) == measure == by_code.measures[0]
    for read in (suite.service.reading.objective, suite.service.reading.measure):
        with pytest.raises(NotFound):
            read(key="XX")


def test_the_goals_of_units_are_answered_in_the_order_asked_without_what_is_put_away(suite):
    city, division = (suite.service.reading.objective(key=code).unit_id for code in ("O2", "O2-P"))

    def codes(cycle="2026"):
        found = suite.service.reading.objectives_by_units(keys=[division, "unknown", city], cycle=cycle)
        return [[one.code for one in own] for own in found]

    assert codes() == [["O2-P"], [], ["O2", "T1"]]
    assert codes("1999") == [[], [], []]
    suite.step("O2-P", "archive")
    assert codes() == [[], [], ["O2", "T1"]]


def test_many_are_answered_in_the_order_asked_with_none_for_the_unknown(suite):
    first, second = (suite.service.reading.objective(key=code) for code in ("O2", "T1"))
    found = suite.service.reading.objectives_by_ids(keys=[second.id, "unknown", first.id, second.id])
    assert found == [second, None, first, second]
    measure = first.measures[0]
    assert suite.service.reading.measures_by_ids(keys=["unknown", measure.id]) == [None, measure]


def test_a_list_is_paged_and_filtered(suite):
    first = suite.service.reading.objectives(first=3)
    rest = suite.service.reading.objectives(first=3, after=first.cursors[-1])
    assert ([one.code for one in first.items], first.has_next) == (["O2", "O2-P", "O2-S"], True)
    assert ([one.code for one in rest.items], rest.has_next) == (["T1"], False)
    assert [one.code for one in suite.service.reading.objectives(first=9, sieve=Filter(unit="SKHCN")).items] == ["O2-S"]
    assert suite.service.reading.objectives(first=9, sieve=Filter(cycle="2027")).items == ()
    assert suite.service.reading.objectives(first=9, sieve=Filter(status=[Status.DRAFT])).items == ()
    with pytest.raises(Refused):
        suite.service.reading.objectives(first=9, sieve=Filter(unit="XX"))


def test_warnings_come_in_the_readers_language(suite):
    measures = [{"code": f"W{n}", "kind": "KR", "title": "W", "direction": "at_least", "target": "1"} for n in range(4)]
    suite.load({"cycle": "2026", "objectives": [{"code": "W", "unit": "HN", "title": "W", "measures": measures}]})
    assert "4 kết quả" in suite.service.reading.objective(key="W").warnings[0]
    assert "4 key results" in suite.service.reading.tree(cycle="2026", root="W", locale="en")[0].warnings[0]
