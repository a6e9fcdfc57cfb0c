"""Changes of the tree at the same moment: whatever the order, no unit is above itself and nobody is in a closed one."""

import pytest

from hanoiwork_directory.domain.refusals import UnderItself, UnitClosed, UnitNotEmpty
from hanoiwork_shared.errors import Refused
from tests.unit.directory.at_once import at_once

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_moves_that_would_make_a_circle_one_is_refused(directory, operator, attempt):
    wrong = at_once(
        lambda: directory.units.move(operator, unit="SKHCN", parent="SYT"),
        lambda: directory.units.move(operator, unit="SYT", parent="SKHCN"),
    )
    assert [type(error) for error in wrong] == [UnderItself]
    top = directory.lookup.unit("HN").id
    assert sum(directory.lookup.unit(code).parent_id == top for code in ("SKHCN", "SYT")) == 1


@pytest.mark.parametrize("attempt", range(5))
def test_a_unit_is_not_closed_while_somebody_comes_in(directory, operator, attempt):
    directory.posts.transfer(operator, person="NVA", unit="VP")
    wrong = at_once(
        lambda: directory.units.close(operator, unit="CDS"),
        lambda: directory.posts.transfer(operator, person="BS", unit="CDS"),
    )
    assert [isinstance(error, UnitClosed | UnitNotEmpty) for error in wrong] == [True]
    unit = directory.lookup.unit("CDS")
    assert unit.closed != (directory.lookup.person("BS").unit_id == unit.id)


def test_of_two_changes_of_one_version_of_a_person_one_is_refused(directory, operator):
    read = directory.lookup.person("NVA").version
    wrong = at_once(
        lambda: directory.people.change(operator, person="NVA", full_name="Một", version=read),
        lambda: directory.people.change(operator, person="NVA", full_name="Hai", version=read),
    )
    assert [isinstance(error, Refused) and error.code for error in wrong] == ["shared.stale"]
    assert directory.lookup.person("NVA").version == read + 1
