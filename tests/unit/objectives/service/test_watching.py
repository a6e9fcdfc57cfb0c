"""What progress is called is told when a change moves it, and when time alone does."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

DAY = timedelta(days=1)
STATUS, STALE = "objectives.objective.status_changed.v1", "objectives.measure.gone_stale.v1"


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()


def report(suite, value, **given):
    return suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(value), **given)


def code_of(suite, key):
    kept = {**suite.store.objectives, **suite.store.measures}
    return kept[key].code


def news(suite, since):
    return [
        (code_of(suite, data["objective_id" if kind == STATUS else "measure_id"]), data.get("status", "stale"))
        for kind, data in suite.told()[since:]
        if kind in (STATUS, STALE)
    ]


def look(suite):
    since = len(suite.told())
    while suite.service.watching.look():
        pass
    return sorted(news(suite, since))


def test_a_report_tells_each_objective_that_is_called_otherwise_now(suite):
    before = len(suite.told())
    report(suite, 49)
    assert sorted(news(suite, before)) == [("O2", "at_risk"), ("O2-S", "on_track"), ("T1", "at_risk")]
    before = len(suite.told())
    report(suite, 50)
    assert news(suite, before) == []


def test_nothing_is_due_before_its_day_and_each_is_told_once(suite):
    report(suite, 49)
    told = {}
    for _ in range(250):
        suite.clock.move(DAY)
        found = look(suite)
        if found:
            told[suite.clock.today()] = found
        assert look(suite) == []
    assert told == {
        date(2026, 7, 2): [("O2", "behind"), ("T1", "behind")],
        date(2026, 7, 17): [
            ("O2", "stale"),
            ("O2-S", "stale"),
            ("O2-S-KR1", "stale"),
            ("T1", "stale"),
        ],
    }


def test_a_day_that_was_missed_is_made_up_for(suite):
    report(suite, 49)
    suite.clock.move(timedelta(days=100))
    assert look(suite) == [
        ("O2", "stale"),
        ("O2-S", "stale"),
        ("O2-S-KR1", "stale"),
        ("T1", "stale"),
    ]


def test_a_late_report_tells_that_it_is_well_again(suite):
    report(suite, 98)
    suite.clock.move(timedelta(days=40))
    look(suite)
    before = len(suite.told())
    report(suite, 98)
    assert sorted(news(suite, before)) == [("O2", "on_track"), ("O2-S", "on_track"), ("T1", "on_track")]


def test_what_is_closed_is_told_nothing_of(suite):
    report(suite, 49)
    for code in ("O2-P", "O2-S", "O2", "T1"):
        suite.step(code, "close")
    suite.clock.move(timedelta(days=100))
    assert look(suite) == []


def test_what_is_told_of_comes_from_the_day_on_which_it_was_seen(suite):
    report(suite, 49)
    suite.clock.move(timedelta(days=17))
    suite.service.watching.look()
    kind, data = suite.told()[-1]
    assert (kind, data["before"], data["status"], data["on"]) == (STATUS, "at_risk", "behind", "2026-07-02")
