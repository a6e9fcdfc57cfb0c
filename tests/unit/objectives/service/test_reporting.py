from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.service import Wanted
from hanoiwork_objectives.service.reporting import ReportsTaken
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale
from hanoiwork_shared.policy import Role

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


def wanted(value, *, measure="O2-S-KR1", on=None, version=None, **said):
    return Wanted(measure=measure, said=Said(value=D(value), **said), on=on, version=version)


def refusals(work):
    with pytest.raises(Refused) as caught:
        work()
    return [(one.code, one.field) for one in caught.value.each()]


def test_many_values_are_recorded_at_once_and_each_branch_is_added_up_once(suite):
    before = len(suite.told())
    taken = suite.check_in_many("GD", [wanted(20, on=date(2026, 6, 1)), wanted(49), wanted(98, on=date(2026, 5, 1))])
    assert [(check_in.value, measure.current) for measure, check_in in taken] == [(20, 49), (49, 49), (98, 49)]
    assert [suite.percent(code) for code in ("O2-S", "O2", "T1")] == ["50", "25", "25"]
    told = [kind for kind, _ in suite.told()[before:]]
    assert told.count("objectives.measure.checked_in.v1") == 3
    assert told.count("objectives.objective.progress_changed.v1") == 3


def test_of_many_values_every_problem_names_its_item_and_field_and_none_is_recorded(suite):
    items = [
        wanted(50),
        wanted(50, on=date(2026, 6, 16), confidence=11),
        wanted(50, measure="XX"),
        wanted(50, measure="O2-KR1"),
        wanted(50, version=9),
        wanted(50, evidence="báo cáo"),
        wanted(50, corrects="nothing"),
    ]
    assert refusals(lambda: suite.check_in_many("NVA", items)) == [
        ("objectives.check_in_in_future", "items[1].on"),
        ("objectives.confidence_out_of_bounds", "items[1].confidence"),
        ("shared.not_found", "items[2].measure"),
        ("shared.forbidden", "items[3]"),
        ("shared.stale", "items[4].version"),
        ("objectives.evidence_not_a_link", "items[5].evidence"),
        ("objectives.correction_unknown", "items[6].corrects"),
    ]
    assert suite.store.check_ins == {}


def test_of_many_values_two_cannot_correct_the_same_one(suite):
    _, first = report(suite, 98)
    items = [wanted(10, corrects=first.id), wanted(20, corrects=first.id)]
    assert refusals(lambda: suite.check_in_many("NVA", items)) == [
        ("objectives.already_corrected", "items[1].corrects")
    ]


def test_corrections_among_many_let_what_is_left_rule(suite):
    made = [report(suite, value, on=date(2026, 6, day))[1] for day, value in ((1, 10), (2, 20), (3, 30))]
    early = [wanted(5, on=date(2026, 1, day), corrects=one.id) for day, one in enumerate(made[1:], start=2)]
    assert suite.check_in_many("NVA", early)[-1][0].current == 10


def test_a_version_is_that_before_the_whole(suite):
    suite.check_in_many("NVA", [wanted(1, version=1), wanted(2, version=1)])


def test_more_than_one_transaction_carries_is_refused(suite):
    assert refusals(lambda: suite.check_in_many("NVA", [wanted(1)] * 5001)) == [("objectives.too_many_check_ins", None)]


TABLE = """measure,value,on,confidence,note,difficulty,remedy,evidence
O2-S-KR1,20,2026-06-01,5,,,,
O2-S-KR1,49,2026-06-02,6,ổn,thiếu người,tuyển,https://hanoi.gov.vn/bao-cao
"""


def load(suite, content, *, by="GD", dry_run=False):
    return suite.service.reporting.import_check_ins(suite.as_(by), content=content, dry_run=dry_run)


def test_a_file_of_check_ins_is_recorded_whole(suite):
    assert load(suite, TABLE, dry_run=True) == ReportsTaken(check_ins=2, measures=1, dry_run=True)
    assert suite.store.check_ins == {}
    assert load(suite, TABLE) == ReportsTaken(check_ins=2, measures=1, dry_run=False)
    assert suite.percent("O2-S") == "50"
    assert max(suite.store.check_ins.values(), key=lambda one: one.on).evidence == "https://hanoi.gov.vn/bao-cao"


def test_a_file_of_whoever_may_report_nothing_is_not_even_read(suite):
    assert refusals(lambda: load(suite, "no table", by="MAY")) == [("shared.forbidden", None)]
    assert refusals(lambda: load(suite, "no table"))[0][0] == "shared.columns_wrong"


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_line_that_cannot_be_is_named_and_nothing_is_recorded(suite, dry_run):
    content = f"{TABLE}O2-S-KR1,1,2026-06-16,,,,,\nXX,1,,,,,,\n"
    assert refusals(lambda: load(suite, content, dry_run=dry_run)) == [
        ("objectives.check_in_in_future", "lines[4].on"), ("shared.not_found", "lines[5].measure"),
    ]  # fmt: skip
    assert suite.store.check_ins == {}


def acknowledge(suite, by, check_in, **given):
    return suite.service.reporting.acknowledge(suite.as_(by), check_in=check_in, **given)


def test_who_leads_the_unit_above_takes_note_and_it_is_shown_and_told(suite):
    measure, made = report(suite, 49)
    acknowledge(suite, "CT", made.id, note="Đã xem")
    assert suite.told()[-1][0] == "objectives.measure.check_in_acknowledged.v1"
    [[shown]] = suite.service.reading.check_ins_by_measures(keys=[measure.id], first=9)
    assert (shown.acknowledgement.person_id, shown.acknowledgement.note) == (suite.ids["CT"], "Đã xem")
    assert refusals(lambda: acknowledge(suite, "CT", made.id)) == [("objectives.already_acknowledged", "check_in")]


def test_nobody_else_takes_note_and_nobody_of_their_own(suite):
    _, made = report(suite, 49)
    _, own = report(suite, 50, by="CT")
    assert refusals(lambda: acknowledge(suite, "GD", made.id)) == [("shared.forbidden", None)]
    assert refusals(lambda: acknowledge(suite, "NVA", made.id)) == [("shared.forbidden", None)]
    assert refusals(lambda: acknowledge(suite, "CT", own.id)) == [("objectives.own_check_in", "check_in")]


def test_an_objective_with_a_reviewer_has_its_check_ins_noted_by_nobody_else(suite):
    suite.service.planning.change(suite.as_("OP"), objective="O2-S", changes={"reviewer": "TP"})
    _, made = report(suite, 49)
    assert refusals(lambda: acknowledge(suite, "CT", made.id)) == [("shared.forbidden", None)]
    assert acknowledge(suite, "TP", made.id).acknowledged_by == suite.ids["TP"]


def test_what_was_corrected_or_never_was_is_not_taken_note_of(suite):
    _, made = report(suite, 49)
    report(suite, 50, corrects=made.id)
    assert refusals(lambda: acknowledge(suite, "CT", made.id)) == [("objectives.already_corrected", "check_in")]
    assert refusals(lambda: acknowledge(suite, "CT", "nothing")) == [("shared.not_found", "check_in")]


def test_a_delegate_takes_no_note_for_the_leader_of_what_the_leader_reported(suite):
    suite.store.grants = (*suite.store.grants, ("NVA", Role.DELEGATE, "HN", "CT"))
    _, made = report(suite, 50, by="CT")
    assert refusals(lambda: acknowledge(suite, "NVA", made.id)) == [("objectives.own_check_in", "check_in")]
