"""Reports over tasks: split, day by day, and by the age of what is overdue."""

import pytest

from tests.journeys.asking import asked
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD, assigned, submitted

pytestmark = pytest.mark.journey

MARCH = '{ unit: "SKHCN-CDS" }, from: "2026-03-01", to: "2026-03-31"'
SPLIT = (
    "taskStatisticsBy(scope: %s, by: %s) { person { code } group unit { code } statistics { completed total late } }"
)


@pytest.fixture(scope="module")
def busy(city: City) -> City:
    """In March one task of NVA's was completed a day late, and one is still to be done."""
    done = submitted(city, start="2026-03-01", due="2026-03-10")
    accepted = city.person(HEAD).do("acceptTask", {"task": done, "deliveredOn": "2026-03-11"})
    assert accepted["errors"] == []
    assigned(city, start="2026-03-01", due="2026-03-20", group="arising")
    return city


def test_a_head_sees_who_has_done_how_much_of_what_fell_due(busy: City):
    assert asked(busy, HEAD, SPLIT % (MARCH, '"person"')) == [
        {
            "person": {"code": "NVA"},
            "group": None,
            "unit": None,
            "statistics": {"completed": 1, "total": 2, "late": 1},
        }
    ]
    groups = asked(busy, HEAD, SPLIT % (MARCH, '"group"'))
    assert [(one["group"], one["statistics"]["total"]) for one in groups] == [("arising", 1), ("routine", 1)]
    units = asked(busy, HEAD, SPLIT % (MARCH, '"unit"'))
    assert [(one["unit"]["code"], one["statistics"]["total"]) for one in units] == [("SKHCN-CDS", 2)]


def test_colleagues_figures_are_not_for_everybody(busy: City):
    said = busy.person(LEAD).failed(f"{{ {SPLIT % (MARCH, chr(34) + 'person' + chr(34))} }}")
    assert [one.code for one in said] == ["shared.forbidden"]


def test_a_month_is_shown_day_by_day(busy: City):
    days = asked(busy, HEAD, f"taskDays(scope: {MARCH}) {{ day due completed }}")
    assert len(days) == 31
    told = {day["day"]: (day["due"], day["completed"]) for day in days if day["due"] or day["completed"]}
    assert told == {"2026-03-10": (1, 0), "2026-03-11": (0, 1), "2026-03-20": (1, 0)}
    said = busy.person(HEAD).failed('{ taskDays(from: "2026-01-01", to: "2027-12-31") { day } }')
    assert [(one.code, one.field) for one in said] == [("tasks.too_many_days", "to")]


def test_overdue_work_is_shown_by_its_age(busy: City):
    ages = asked(busy, HEAD, 'overdueAges(scope: { unit: "SKHCN-CDS" }) { fromDays toDays tasks points }')
    assert [(one["fromDays"], one["toDays"]) for one in ages] == [(1, 3), (4, 7), (8, 30), (31, None)]
    assert ages[-1]["tasks"] >= 1
