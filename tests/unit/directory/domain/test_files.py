"""Files of units and people, decided without any database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_directory.domain import files
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.files import PersonRow, UnitRow
from hanoiwork_directory.domain.person import person_told
from hanoiwork_directory.domain.refusals import ParentUnknown, PersonInactive, UnitClosed, UnitCycle
from hanoiwork_directory.domain.unit import Unit, UnitKind

SINCE, TODAY = date(2026, 1, 1), date(2026, 6, 15)
PERSON = PersonRow(
    line=2,
    code="P",
    full_name="Nguyễn Văn A",
    unit_code="A",
    position="Trưởng",
    person_type=PersonType.CIVIL_SERVANT,
)


def row(code: str, parent: str | None, line: int = 2) -> UnitRow:
    return UnitRow(line=line, code=code, name=code, kind=UnitKind.DIVISION, parent_code=parent)


def problems(*rows: UnitRow) -> list[type]:
    return [type(problem) for problem in files.unit_problems(rows, {}, on=TODAY)]


def test_a_tree_has_no_problems():
    assert problems(row("A", None), row("B", "A"), row("C", "B")) == []


def test_a_unit_under_a_cycle_is_not_blamed_for_it():
    assert problems(row("A", "B"), row("B", "A"), row("C", "A")) == [UnitCycle, UnitCycle]


def test_an_unknown_parent_is_a_problem_of_its_own():
    assert problems(row("A", "X")) == [ParentUnknown]


def test_nothing_goes_under_a_closed_unit_but_what_is_there_stays():
    shut = Unit(id="a", code="A", name="A", kind=UnitKind.DIVISION, parent_id=None, closed=True)
    there = Unit(id="b", code="B", name="B", kind=UnitKind.DIVISION, parent_id="a")
    found = files.unit_problems([row("B", "A"), row("C", "A")], {"A": shut, "B": there}, on=TODAY)
    assert [(type(one), one.details["line"]) for one in found] == [(UnitClosed, 2)]


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.none() | st.sampled_from("ABCDE")), unique_by=lambda r: r[0]))
def test_either_there_is_a_problem_or_every_unit_reaches_a_root(edges):
    parents = dict(edges)
    found = problems(*(row(code, parent) for code, parent in edges))
    if not found:
        for start in parents:
            step, steps = start, 0
            while step is not None:
                step, steps = parents[step], steps + 1
                assert steps <= len(parents)


def test_a_known_unit_keeps_its_identity_and_counts_its_versions():
    first = files.unit_of(row("A", None), known=None, parent_id=None)
    assert files.unit_of(row("A", None), known=first, parent_id=None) is first
    moved = files.unit_of(row("A", "B"), known=first, parent_id="b")
    assert (moved.id, moved.version, moved.parent_id) == (first.id, 2, "b")


def test_somebody_new_has_a_primary_post_since_the_day_given():
    (post,) = files.new_dossier(PERSON, unit_id="a", since=SINCE).posts
    assert (post.unit_id, post.primary, post.valid_from, post.valid_to) == ("a", True, SINCE, None)
    assert files.new_dossier(PERSON, unit_id=None, since=SINCE).posts == ()


def test_a_known_person_keeps_identity_too():
    first = files.new_dossier(PERSON, unit_id="a", since=SINCE)
    assert files.changed_dossier(PERSON, known=first, unit_id="a", on=TODAY) is first
    renamed = files.changed_dossier(replace(PERSON, full_name="Bình"), known=first, unit_id="a", on=TODAY)
    assert (renamed.person.id, renamed.person.version, renamed.posts) == (first.person.id, 2, first.posts)


def test_another_unit_is_a_transfer_and_no_unit_leaves_the_post_as_it_is():
    first = files.new_dossier(PERSON, unit_id="a", since=SINCE)
    gone = files.changed_dossier(PERSON, known=first, unit_id="b", on=TODAY)
    assert [(post.unit_id, post.valid_from) for post in gone.posts] == [("a", SINCE), ("b", TODAY)]
    assert (gone.person.unit_id, gone.person.version) == ("b", 2)
    assert files.changed_dossier(PERSON, known=first, unit_id=None, on=TODAY) is first


def test_another_position_or_type_is_dated_in_the_post():
    first = files.new_dossier(PERSON, unit_id="a", since=SINCE)
    raised = files.changed_dossier(replace(PERSON, person_type=PersonType.LEADER), known=first, unit_id="a", on=TODAY)
    assert [post.person_type for post in raised.posts] == [PersonType.CIVIL_SERVANT, PersonType.LEADER]
    assert raised.person.person_type is PersonType.LEADER


def test_somebody_who_left_is_not_put_into_another_unit_by_a_file():
    first = files.new_dossier(PERSON, unit_id="a", since=SINCE)
    left = replace(first, person=replace(first.person, active=False))
    assert files.changed_dossier(PERSON, known=left, unit_id="a", on=TODAY) is left
    with pytest.raises(PersonInactive):
        files.changed_dossier(PERSON, known=left, unit_id="b", on=TODAY)


def test_what_is_told_of_a_person_holds_no_name():
    fact = person_told(files.new_dossier(PERSON, unit_id="a", since=SINCE))
    assert "Nguyễn" not in repr(fact)
    assert "Trưởng" not in repr(fact)
