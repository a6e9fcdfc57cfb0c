from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden, Refused, Stale


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()
    suite.load({"cycle": "2026", "objectives": [{"code": "T2", "unit": "HN", "title": "Khác"}]})


def refused(work):
    with pytest.raises(Refused) as caught:
        work()
    return (caught.value.code.removeprefix("objectives."), caught.value.field)


def test_a_branch_moves_with_everything_under_it_and_both_lines_are_added_up(suite):
    suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(98))
    suite.check_in("CT", measure="O2-KR1", value=Decimal(20))
    assert (suite.percent("T1"), suite.percent("T2")) == ("60", None)
    moved = suite.hang("O2-S", parent="T2")
    assert (suite.percent("O2"), suite.percent("T1"), suite.percent("T2")) == ("20", "20", "100")
    assert moved.parent_measure_id is None
    [tree] = suite.service.reading.tree(cycle="2026", root="T2")
    assert [child.code for child in tree.children[0].children] == ["O2-P"]
    kind, told = next(fact for fact in reversed(suite.told()) if "_changed" not in fact[0])
    assert (kind, told["parent_objective_id"], told["version"]) == (
        "objectives.objective.moved.v1", moved.parent_objective_id, moved.version,
    )  # fmt: skip


def test_a_branch_becomes_a_root_and_hangs_on_a_key_result_again(suite):
    root = suite.hang("O2-S")
    assert (root.parent_objective_id, root.parent_measure_id) == (None, None)
    assert suite.hang("O2-S", parent_key_result="O2-KR1").parent_measure_id is not None
    assert suite.service.reading.objective(key="O2").child_ids == (root.id,)


def test_hung_where_it_hangs_nothing_is_told(suite):
    before = suite.told()
    suite.hang("O2-S", parent_key_result="O2-KR1")
    assert suite.told() == before


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"objective": "T1", "parent": "T1"}, ("cycle", "parent")),
        ({"objective": "T1", "parent": "O2-P"}, ("cycle", "parent")),
        ({"objective": "O2", "parent_key_result": "O2-S-KR1"}, ("cycle", "parent_key_result")),
        ({"objective": "O2", "parent": "XX"}, ("parent_unknown", "parent")),
        ({"objective": "O2", "parent_key_result": "XX"}, ("parent_unknown", "parent_key_result")),
        ({"objective": "O2", "parent": "T2", "parent_key_result": "O2-KR1"}, ("parent_ambiguous", "parent_key_result")),
        ({"objective": "XX", "parent": "T2"}, ("not_found", "objective")),
    ],
)
def test_what_cannot_be_is_refused_by_field(suite, given, problem):
    code, field = refused(lambda: suite.hang(given.pop("objective"), **given))
    assert (code.removeprefix("shared."), field) == problem


def test_a_branch_stays_in_its_cycle(suite):
    suite.load({"cycle": "2027", "objectives": [{"code": "X", "unit": "HN", "title": "X"}]})
    other = suite.service.reading.objective(key="X").id
    assert refused(lambda: suite.hang("O2", parent=other)) == ("parent_unknown", "parent")


@pytest.mark.parametrize("step", ["close", "archive"])
def test_nothing_is_hung_under_what_has_ended_and_that_stays_where_it_hangs(suite, step):
    suite.step("T2", step)
    assert refused(lambda: suite.hang("O2", parent="T2"))[0] == "not_changeable"
    assert refused(lambda: suite.hang("T2", parent="T1"))[0] == "not_changeable"


def test_who_leads_only_below_moves_nothing_of_those_above(suite):
    with pytest.raises(Forbidden):
        suite.hang("O2", parent="T2", by="GD")


def test_what_counts_is_hung_only_where_one_could_move_something_too(suite):
    assert refused(lambda: suite.hang("O2-S", parent="T2", by="GD")) == ("parent_of_others", "parent")
    suite.hang("O2-P", parent="O2-S", by="GD")
    suite.hang("O2-S", parent="T2", by="CT")


def test_a_draft_counts_nowhere_and_is_hung_anywhere(suite):
    suite.create("OP", code="N", title="N", cycle="2026", unit="SKHCN")
    assert suite.hang("N", parent="T2", by="GD").parent_objective_id == suite.service.reading.objective(key="T2").id


def test_what_counts_may_be_made_a_root_by_those_who_lead_its_unit(suite):
    assert suite.hang("O2-S", by="GD").parent_objective_id is None


def test_a_move_by_somebody_who_saw_another_version_is_stale(suite):
    with pytest.raises(Stale):
        suite.hang("O2", parent="T2", version=7)
