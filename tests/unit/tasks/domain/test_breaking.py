from decimal import Decimal

import pytest

from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.breaking import fits, one_lead_each
from hanoiwork_tasks.domain.wanted import Wanted


def test_parts_may_weigh_as_much_as_the_whole_and_no_more() -> None:
    fits(Decimal(20), already=Decimal(5), parts=[Decimal(10), Decimal(5)])
    with pytest.raises(refusals.PointsOver):
        fits(Decimal(20), already=Decimal(5), parts=[Decimal(10), Decimal("5.01")])


def test_one_part_under_two_people_is_a_task_with_two_leads() -> None:
    with pytest.raises(refusals.SecondLead) as refused:
        one_lead_each([Wanted(code="A", person="NVA"), Wanted(), Wanted(code="A", person="NVB")])
    assert refused.value.field == "parts[2].person"


def test_a_code_twice_is_refused() -> None:
    with pytest.raises(refusals.CodeTaken):
        one_lead_each([Wanted(code="A", person="NVA"), Wanted(code="A", person="NVA")])
