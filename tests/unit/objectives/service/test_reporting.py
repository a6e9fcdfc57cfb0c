from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale

D = Decimal


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()


def report(suite, value, *, by="NVA", measure="O2-S-KR1", **given):
    return suite.check_in(by, measure=measure, value=D(value), **given)


def test_a_check_in_moves_the_whole_branch_and_tells_each_objective_that_moved(suite):
    before = len(suite.told())
    moved, check_in = report(suite, 49, confidence=7, note="ổn", difficulty="thiếu người", remedy="tuyển")
    assert (moved.percent, check_in.on, check_in.percent_after) == (50, date(2026, 6, 15), 50)
    assert [suite.percent(code) for code in ("O2-P", "O2-S", "O2", "T1")] == [None, "50", "25", "25"]
    told = suite.told()[before:]
    assert told[0][0] == "objectives.measure.checked_in.v1"
    assert [data["objective_id"] for kind, data in told[1:] if kind.endswith("progress_changed.v1")] == [
        suite.service.reading.objective(key=code).id for code in ("O2-S", "O2", "T1")
    ]


def test_the_same_value_again_tells_no_progress(suite):
    report(suite, 49)
    before = len(suite.told())
    report(suite, 49)
    assert [kind for kind, _ in suite.told()[before:]] == ["objectives.measure.checked_in.v1"]


@pytest.mark.parametrize("person", ["NVA", "GD", "CT", "OP"])
def test_the_owners_the_line_above_and_the_operator_may_report(suite, person):
    report(suite, 10, by=person)


def test_nobody_else_may_report(suite):
    with pytest.raises(Forbidden):
        report(suite, 10, by="TP")
    with pytest.raises(Forbidden):
        report(suite, 10, by="NVA", measure="O2-KR1")


def test_a_correction_replaces_what_it_names_on_the_same_day_and_history_stays(suite):
    _, first = report(suite, 98, on=date(2026, 6, 1))
    _, second = report(suite, 49, corrects=first.id)
    assert (second.on, suite.percent("O2-S")) == (date(2026, 6, 1), "50")
    history = suite.service.reading.check_ins_by_measures(keys=[second.measure_id], first=9)[0]
    assert [(one.value, one.corrects) for one in history] == [(49, first.id), (98, None)]


def test_a_check_in_is_corrected_once(suite):
    _, first = report(suite, 98)
    _, second = report(suite, 49, corrects=first.id)
    with pytest.raises(Refused) as refusal:
        report(suite, 50, corrects=first.id)
    assert (refusal.value.code, refusal.value.details["newer"]) == ("objectives.already_corrected", second.id)


@pytest.mark.parametrize("other", ["unknown", "another measure's"])
def test_a_correction_names_a_check_in_of_the_same_measure(suite, other):
    key = "unknown" if other == "unknown" else report(suite, 5, by="CT", measure="O2-KR1")[1].id
    with pytest.raises(Refused) as refusal:
        report(suite, 50, corrects=key)
    assert refusal.value.code == "objectives.correction_unknown"


def test_everything_wrong_with_a_report_is_refused_at_once(suite):
    with pytest.raises(Refused) as refusal:
        report(suite, 50, on=date(2026, 6, 16), confidence=11)
    assert [problem.field for problem in refusal.value.each()] == ["on", "confidence"]
    assert suite.store.check_ins == {}


def test_a_report_by_somebody_who_saw_another_version_is_stale(suite):
    report(suite, 50, version=1)
    with pytest.raises(Stale):
        report(suite, 60, version=1)


def test_an_unknown_measure_is_not_found(suite):
    with pytest.raises(NotFound):
        report(suite, 1, measure="XX")


def test_silence_turns_stale_with_time_alone(suite):
    report(suite, 98)
    suite.clock.move(timedelta(days=31))
    assert suite.service.reading.objective(key="O2-S").progress.status == "on_track"
    suite.clock.move(timedelta(days=1))
    shown = suite.service.reading.objective(key="O2-S")
    assert (shown.progress.status, shown.measures[0].progress.status, shown.progress.percent) == ("stale", "stale", 100)
