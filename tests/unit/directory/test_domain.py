"""The directory's decisions, without any database."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_directory import domain
from hanoiwork_directory.domain import Grant, ParentUnknown, PersonRow, PersonType, UnitCycle, UnitKind, UnitRow
from hanoiwork_shared.policy import Role


def row(code: str, parent: str | None, line: int = 2) -> UnitRow:
    return UnitRow(line=line, code=code, name=code, kind=UnitKind.DIVISION, parent_code=parent)


def problems(*rows: UnitRow) -> list[type]:
    return [type(problem) for problem in domain.unit_problems(rows, {})]


def test_a_tree_has_no_problems():
    assert problems(row("A", None), row("B", "A"), row("C", "B")) == []


def test_a_unit_under_a_cycle_is_not_blamed_for_it():
    assert problems(row("A", "B"), row("B", "A"), row("C", "A")) == [UnitCycle, UnitCycle]


def test_an_unknown_parent_is_a_problem_of_its_own():
    assert problems(row("A", "X")) == [ParentUnknown]


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


def test_a_merged_unit_keeps_its_identity_and_counts_its_versions():
    first = domain.merged_unit(row("A", None), known=None, parent_id=None)
    assert domain.merged_unit(row("A", None), known=first, parent_id=None) is first
    moved = domain.merged_unit(row("A", "B"), known=first, parent_id="b")
    assert (moved.id, moved.version, moved.parent_id) == (first.id, 2, "b")


def test_a_merged_person_keeps_identity_too():
    described = PersonRow(
        line=2, code="P", full_name="An", unit_code=None, position="", person_type=PersonType.CIVIL_SERVANT
    )
    first = domain.merged_person(described, known=None, unit_id=None)
    assert domain.merged_person(described, known=first, unit_id=None) is first
    renamed = domain.merged_person(replace(described, full_name="Bình"), known=first, unit_id=None)
    assert (renamed.id, renamed.version) == (first.id, 2)


def test_revoking_is_the_next_version_once():
    grant = Grant(id="g", person_id="p", role=Role.OFFICE, unit_id=None, valid_from=date(2026, 1, 1))
    revoked = domain.revoke(grant)
    assert (revoked.revoked, revoked.version) == (True, 2)
    assert domain.revoke(revoked) is revoked


def test_what_is_told_of_a_person_holds_no_name():
    described = PersonRow(
        line=2,
        code="P",
        full_name="Nguyễn Văn A",
        unit_code=None,
        position="Trưởng",
        person_type=PersonType.LEADER,
    )
    fact = domain.person_told(domain.merged_person(described, known=None, unit_id=None))
    assert "Nguyễn" not in repr(fact)
    assert "Trưởng" not in repr(fact)
