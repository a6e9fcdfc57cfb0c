"""What recurs: previewed, set up, made into tasks by the clock, changed, paused, skipped, ended; and the calendar."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.journeys import asking
from tests.journeys.asking import asked, refused
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD
from tests.polling import until

pytestmark = pytest.mark.journey

SHOWN = "recurrence { id state version madeTo daysToCome { day fallsOn } }"


def work(**changes: Any) -> dict[str, Any]:
    given = {
        "title": "Giao ban tuần",
        "product": "Biên bản",
        "authority": "Trưởng phòng",
        "points": "1",
        "person": "NVA",
        "daysToDo": 1,
        "inWorkingDays": True,
        "starts": date.today().isoformat(),  # noqa: DTZ011 - any day near that of the suite's own clock will do
        "rule": "FREQ=WEEKLY;COUNT=30",
        "shift": "next",
    }
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


done = partial(asking.done, wanted=SHOWN)


def found(city: City, recurrence: str) -> dict[str, Any]:
    wanted = (
        "id version madeTo daysToCome { day } tasks(first: 50) { edges { node { code status recurrence { id } } } }"
    )
    listed = asked(city, HEAD, f'recurrences(unit: "SKHCN-CDS") {{ edges {{ node {{ {wanted} }} }} }}')["edges"]
    return next(one["node"] for one in listed if one["node"]["id"] == recurrence)


def test_what_recurs_becomes_tasks_by_the_clock_and_is_changed_for_what_is_to_come(city: City):
    made = done(city, HEAD, "setUpRecurrence", unit="SKHCN-CDS", **work())
    assert made["state"] == "active"
    until(lambda: found(city, made["id"])["tasks"]["edges"], what="the clock's making tasks", seconds=90)
    now = found(city, made["id"])
    tasks = [edge["node"] for edge in now["tasks"]["edges"]]
    assert 3 <= len(tasks) <= 5
    assert {task["status"] for task in tasks} == {"todo"}
    assert {task["recurrence"]["id"] for task in tasks} == {made["id"]}

    named = {"recurrence": made["id"]}
    skipped = now["daysToCome"][0]["day"]
    assert refused(city, HEAD, "skipOccurrence", **named, day="2020-01-01") == [("tasks.no_occurrence", "day")]
    after = done(city, HEAD, "skipOccurrence", **named, day=skipped, version=1)
    assert skipped not in [one["day"] for one in after["daysToCome"]]
    assert refused(city, HEAD, "pauseRecurrence", **named, version=1) == [("shared.stale", "version")]
    assert refused(city, LEAD, "pauseRecurrence", **named) == [("shared.forbidden", None)]
    assert done(city, HEAD, "pauseRecurrence", **named)["state"] == "paused"
    assert done(city, HEAD, "resumeRecurrence", **named)["state"] == "active"
    changed = done(city, HEAD, "changeRecurrence", **named, **work(title="Giao ban tháng", rule="FREQ=MONTHLY;COUNT=9"))
    assert changed["version"] == 5
    assert done(city, HEAD, "endRecurrence", **named)["daysToCome"] == []
    assert refused(city, HEAD, "resumeRecurrence", **named) == [("tasks.recurrence_state", None)]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"rule": "FREQ=MINUTELY"}, [("tasks.rule_invalid", "rule")]),
        ({"rule": "FREQ=DAILY"}, [("tasks.recurrence_never_ends", "ends")]),
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2"}, [("tasks.recurrence_never_fires", "rule")]),
        ({"rule": None}, [("tasks.rule_ambiguous", "rule")]),
        ({"daysToDo": 400}, [("tasks.days_to_do_invalid", "daysToDo")]),
        ({"points": "0"}, [("tasks.points_invalid", "points")]),
        ({"person": "KHONGCO"}, [("tasks.person_unknown", "person")]),
        ({"list": "khongco"}, [("tasks.list_unknown", None)]),
        (
            {"workingDay": "last", "rule": None, "everyMonths": 0, "ends": "2030-01-01"},
            [("tasks.every_months_invalid", "everyMonths")],
        ),
    ],
)
def test_what_cannot_recur_is_refused_with_its_field(city: City, changes: Any, wanted: Any):
    assert refused(city, HEAD, "setUpRecurrence", unit="SKHCN-CDS", **work(**changes)) == wanted


def test_a_pattern_is_previewed_and_the_calendar_knows_holidays(city: City):
    shown = asked(
        city,
        LEAD,
        'recurrenceDays(starts: "2026-08-31", workingDay: "first", ends: "2026-12-31", first: 3) { fallsOn }',
    )
    assert [one["fallsOn"] for one in shown] == ["2026-09-03", "2026-10-01", "2026-11-02"]
    shown = asked(
        city, LEAD, 'recurrenceDays(starts: "2026-09-02", rule: "FREQ=DAILY;COUNT=1", shift: "next") { day fallsOn }'
    )
    assert shown == [{"day": "2026-09-02", "fallsOn": "2026-09-03"}]
    days = asked(city, LEAD, 'workingDays(from: "2026-09-02", to: "2026-09-05") { day worked holiday }')
    assert [day["worked"] for day in days] == [False, True, True, False]
    assert "Quốc khánh" in days[0]["holiday"]
    told = city.person(LEAD).ask('{ workingDays(from: "2026-01-01", to: "2027-12-31") { day } }')
    assert told["errors"][0]["extensions"]["code"] == "tasks.too_many_days"
