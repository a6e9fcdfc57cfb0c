"""A unit that was closed or merged keeps what it has, and gets nothing new."""

from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.refusals import UnitClosed
from hanoiwork_objectives.service import ContributorWanted
from tests.unit.objectives.service.test_planning import AIM, create

CLOSED = "SKHCN-CDS"


@pytest.fixture
def suite(stored):
    """The city is loaded; then the division is closed."""
    stored.load()
    stored.close_unit(CLOSED)
    return stored


def test_it_gets_no_objective_no_kpi_and_no_share(suite):
    with pytest.raises(UnitClosed):
        create(suite, unit=CLOSED)
    with pytest.raises(UnitClosed) as refused:
        suite.create_kpi("OP", of=CLOSED, code="K", title="Chỉ số", aim=AIM)
    assert refused.value.field == "of"
    shares = [ContributorWanted(unit=unit, weight=Decimal(1)) for unit in ("SKHCN", CLOSED)]
    with pytest.raises(UnitClosed) as refused:
        create(suite, contributors=shares)
    assert refused.value.field == "contributors[1].unit"


def test_a_file_may_name_it_for_what_it_has_but_brings_nothing_new_to_it(suite):
    suite.load()
    new = {"code": "NEW", "parent_key_result": "O2-S-KR1", "unit": CLOSED, "title": "Mới"}
    with pytest.raises(UnitClosed) as refused:
        suite.load({**suite.city, "objectives": [*suite.city["objectives"], new]})
    assert refused.value.field == "objectives[4].unit"


def test_what_it_has_goes_on_and_is_found(suite):
    objective = suite.service.reading.objective(key="O2-P")
    changed = suite.service.planning.change(suite.as_("OP"), objective="O2-P", changes={"title": "Làm tiếp"})
    assert (changed.id, changed.title) == (objective.id, "Làm tiếp")
