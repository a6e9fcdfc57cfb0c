"""Loading files: all of it or nothing, the same again changes nothing, and every problem is named by its line."""

import pytest

from hanoiwork_directory.domain.refusals import CodeTwice, ParentUnknown, UnitCycle, UnitUnknown
from hanoiwork_directory.service import Files
from hanoiwork_shared.errors import Forbidden, Several
from hanoiwork_shared.testing import told

CITY = ("HN,,city,Hà Nội", "SKHCN,HN,department,Sở Khoa học", "SKHCN-CDS,SKHCN,division,Phòng Chuyển đổi số")


def codes(directory) -> list[str]:
    return [unit.code for unit in directory.lookup.units()]


def test_a_tree_of_units_is_loaded_and_told(units, directory, runtime):
    report = units(*CITY)
    assert (report.rows, report.created, report.changed, report.unchanged) == (3, 3, 0, 0)
    assert codes(directory) == ["HN", "SKHCN", "SKHCN-CDS"]
    heard = [event.data["code"] for event in told(runtime) if event.type == "directory.unit.changed.v1"]
    assert heard == ["HN", "SKHCN", "SKHCN-CDS"]
    assert directory.lookup.unit("SKHCN").parent_id == directory.lookup.unit("HN").id


def test_children_may_stand_before_their_parents(units, directory):
    units(*reversed(CITY))
    assert directory.lookup.unit("SKHCN-CDS").parent_id == directory.lookup.unit("SKHCN").id


def test_the_same_file_again_changes_nothing_and_tells_nothing(units, runtime):
    units(*CITY)
    before = len(told(runtime))
    report = units(*CITY)
    assert (report.created, report.changed, report.unchanged) == (0, 0, 3)
    assert len(told(runtime)) == before


def test_a_changed_line_is_the_next_version(units, directory, runtime):
    units(*CITY)
    units("SKHCN,HN,department,Sở Khoa học và Công nghệ")
    unit = directory.lookup.unit("SKHCN")
    assert (unit.name, unit.version) == ("Sở Khoa học và Công nghệ", 2)
    assert told(runtime)[-1].sequence == 2


def test_a_dry_run_says_what_would_happen_and_does_nothing(units, directory, runtime):
    before = len(told(runtime))
    assert units(*CITY, dry_run=True).created == 3
    assert codes(directory) == []
    assert len(told(runtime)) == before


@pytest.mark.parametrize(
    ("lines", "problem", "line"),
    [
        (("A,,city,A", "A,,city,A again"), CodeTwice, 3),
        (("A,NOWHERE,city,A",), ParentUnknown, 2),
        (("A,A,city,A",), UnitCycle, 2),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(units, directory, lines, problem, line):
    with pytest.raises(problem) as refused:
        units("OK,,city,fine", *lines)
    assert refused.value.details["line"] == line + 1
    assert codes(directory) == []


def test_a_cycle_over_several_lines_is_refused_at_each_of_them(units):
    with pytest.raises(Several) as refused:
        units("A,C,division,A", "B,A,division,B", "C,B,division,C")
    assert {problem.details["key"] for problem in refused.value.each()} == {"A", "B", "C"}


def test_a_cycle_with_units_loaded_before_is_refused(units, directory):
    units(*CITY)
    with pytest.raises(UnitCycle):
        units("HN,SKHCN-CDS,city,Hà Nội")
    assert directory.lookup.unit("HN").parent_id is None


def test_people_are_loaded_into_their_units_and_told_without_their_names(units, people, directory, runtime):
    units(*CITY)
    assert people("NVA,Nguyễn Văn A,SKHCN-CDS", "TTB,Trần Thị B,").created == 2
    assert directory.lookup.person("NVA").unit_id == directory.lookup.unit("SKHCN-CDS").id
    assert all("Nguyễn" not in str(event.data) for event in told(runtime))


def test_the_same_people_again_change_nothing_and_are_not_told_again(people, runtime):
    people("NVA,Nguyễn Văn A,")
    before = len(told(runtime))
    assert people("NVA,Nguyễn Văn A,").unchanged == 1
    assert len(told(runtime)) == before


@pytest.mark.parametrize(
    ("lines", "problem"), [(("P,A,NOWHERE",), UnitUnknown), (("P,A,", "P,B,"), CodeTwice)], ids=["unit", "twice"]
)
def test_people_with_a_wrong_line_are_not_loaded_at_all(people, directory, lines, problem):
    with pytest.raises(problem):
        people("OK,Fine,", *lines)
    assert [person.code for person in directory.lookup.people().items] == ["operator"]


def test_only_an_operator_loads(directory, anybody):
    with pytest.raises(Forbidden):
        directory.loading.load(anybody, files=Files(), dry_run=True)
