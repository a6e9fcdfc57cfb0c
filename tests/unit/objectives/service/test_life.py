from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale

AIM = Aim(direction=Direction.AT_LEAST, target=Decimal(100))


def draft(suite, code="N", *, by="GD", **given):
    return suite.create(by, code=code, **{"title": "Mới", "cycle": "2026", "unit": "SKHCN", **given})


def reported(suite, code, value):
    measure = f"{code}-K"
    suite.add_measure("OP", objective=code, code=measure, kind=Kind.KR, title="K", aim=AIM)
    return measure, Decimal(value)


def refused(work):
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code


def test_a_draft_becomes_active_by_those_who_lead_the_level_above(suite):
    draft(suite)
    assert refused(lambda: suite.step("N", "activate", by="GD")) == "objectives.approval_needed"
    assert suite.step("N", "activate", by="CT").status == "active"


def test_where_nothing_is_above_those_who_lead_activate_their_own_drafts(suite):
    draft(suite, by="CT", unit="HN")
    assert suite.step("N", "activate", by="CT").status == "active"


def test_who_leads_nothing_takes_no_step(suite):
    draft(suite)
    for step in ("activate", "close", "archive", "restore"):
        with pytest.raises(Forbidden):
            suite.step("N", step, by="NVA")


@pytest.mark.parametrize("step", ["activate", "close", "archive", "restore"])
def test_a_step_by_somebody_who_saw_another_version_is_stale(suite, step):
    draft(suite)
    with pytest.raises(Stale):
        suite.step("N", step, version=7)
    with pytest.raises(NotFound):
        suite.step("XX", step)


def test_measures_follow_every_step(suite):
    draft(suite)
    reported(suite, "N", 0)
    seen = []
    for step, by in (("submit", "GD"), ("approve", "CT"), ("activate", "GD"), ("close", "GD"), ("archive", "GD")):
        suite.step("N", step, by=by)
        seen.append(suite.service.reading.measure(key="N-K").status)
    assert seen == ["submitted", "approved", "active", "closed", "archived"]
    assert suite.types().count("objectives.measure.changed.v1") == 5


def test_what_is_submitted_or_approved_counts_nowhere(suite):
    suite.load()
    draft(suite, parent="T1")
    reported(suite, "N", 0)
    assert suite.percent("T1") == "0"
    suite.check_in("CT", measure="O2-KR1", value=Decimal(100))
    for step, by in (("submit", "GD"), ("approve", "CT")):
        suite.step("N", step, by=by)
        assert suite.percent("T1") == "50"
    suite.step("N", "activate", by="GD")
    assert suite.percent("T1") == "25"


def test_what_is_closed_keeps_its_progress_and_goes_on_counting(suite):
    suite.load()
    suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(49))
    suite.step("O2-S", "close")
    assert (suite.percent("O2-S"), suite.percent("O2")) == ("50", "25")
    assert refused(lambda: suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(98))) == "objectives.not_active"
    reported(suite, "O2-P", 0)
    suite.check_in("OP", measure="O2-P-K", value=Decimal(100))
    assert (suite.percent("O2-P"), suite.percent("O2-S"), suite.percent("O2")) == ("100", "50", "25")


def test_tasks_move_nothing_that_is_closed(suite):
    suite.load()
    fed = suite.add_measure("OP", objective="O2-P", code="F", kind=Kind.KR, title="F", aim=AIM, source=Source.TASKS)
    suite.step("O2-P", "close")
    hear(suite, fed.id)
    assert suite.percent("O2-P") == "0"


def test_what_comes_back_from_the_archive_counts_what_happened_meanwhile(suite):
    suite.load()
    fed = suite.add_measure("OP", objective="O2-P", code="F", kind=Kind.KR, title="F", aim=AIM, source=Source.TASKS)
    suite.step("O2-P", "archive")
    hear(suite, fed.id)
    assert suite.percent("O2-S") == "0"
    suite.step("O2-P", "restore")
    assert (suite.percent("O2-P"), suite.percent("O2-S")) == ("100", "50")
    told = [kind for kind in suite.types() if kind != "objectives.objective.status_changed.v1"]
    assert told[-1] == "objectives.objective.progress_changed.v1"
    assert suite.service.reading.measure(key="F").status == "active"


def test_what_is_computed_stays_while_it_is_put_away_and_is_computed_when_it_comes_back(suite):
    suite.load()
    formula = Formula(kind=FormulaKind.SUM, parts=(Part(measure_id="O2-S-KR1"),))
    suite.add_measure("OP", objective="O2-P", code="S", kind=Kind.KPI, title="S", aim=AIM, formula=formula)
    for away, back in (("archive", "restore"), ("close", None)):
        suite.step("O2-P", away)
        before = suite.measure("S").current
        suite.check_in("NVA", measure="O2-S-KR1", value=Decimal(40 if back else 80))
        assert suite.measure("S").current == before
        if back:
            suite.step("O2-P", back)
            assert (suite.measure("S").current, suite.percent("O2-P")) == (40, "40")
    assert suite.percent("O2-P") == "40"


def test_a_branch_comes_back_from_above(suite):
    suite.load()
    for code in ("O2-P", "O2-S"):
        suite.step(code, "archive")
    assert refused(lambda: suite.step("O2-P", "restore")) == "objectives.parent_archived"
    suite.step("O2-S", "restore")
    assert suite.step("O2-P", "restore").status == "active"


def test_the_code_of_what_is_archived_is_not_given_away(suite):
    draft(suite)
    suite.step("N", "archive")
    assert refused(lambda: draft(suite)) == "objectives.code_taken"
    assert suite.step("N", "restore").status == "draft"


def hear(suite, measure_id):
    told = TaskSlice(
        task_id="t", measure_id=measure_id, points=Decimal(1), quantity=Decimal(1), accepted_quantity=Decimal(1),
        status="completed", version=1,
    )  # fmt: skip
    suite.service.listening.task_told(told, sequence=1, on=suite.clock.today())
