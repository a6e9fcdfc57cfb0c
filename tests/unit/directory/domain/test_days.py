"""A grant is valid from a day to a day, in this order."""

from datetime import date

import pytest

from hanoiwork_directory.domain.days import demand_order
from hanoiwork_directory.domain.refusals import ValidityReversed

MONDAY, TUESDAY = date(2026, 6, 1), date(2026, 6, 2)


@pytest.mark.parametrize("ends", [None, MONDAY, TUESDAY])
def test_a_grant_may_end_on_the_day_it_begins_or_later_or_never(ends: date | None):
    demand_order(MONDAY, ends)


def test_a_grant_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValidityReversed) as refused:
        demand_order(TUESDAY, MONDAY)
    assert refused.value.field == "valid_to"
