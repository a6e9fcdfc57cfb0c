"""Earlier days, as they were at their end: shape, definitions, values, progress; and what changed between two."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.service import MeasureWanted
from hanoiwork_shared.errors import Refused

D = Decimal
JUNE_15, JUNE_16, JUNE_25 = date(2026, 6, 15), date(2026, 6, 16), date(2026, 6, 25)


@pytest.fixture
def grown(stored):
    """The city on 15 June, reported on the 16th, redefined and cut back on the 25th."""
    stored.load()
    stored.clock.move(timedelta(days=1))
    stored.check_in("NVA", measure="O2-S-KR1", value=D(20))
    stored.check_in("NVA", measure="O2-S-KR1", value=D(49))
    stored.clock.move(timedelta(days=9))
    stored.load(
        {
            "cycle": "2026",
            "objectives": [
                {"code": "O2-S", "parent": "T1", "unit": "SKHCN", "title": "Hồ sơ số", "owner": "GD", "weight": "3",
                 "measures": [{"code": "O2-S-KR1", "kind": "KR", "title": "Đúng hạn", "direction": "at_least",
                               "target": "70", "unit": "%", "owner": "NVA"}]},
                {"code": "N", "unit": "HN", "title": "Mới", "parent": "T1"},
            ],
        }
    )  # fmt: skip
    stored.step("O2-P", "archive")
    stored.clock.move(timedelta(days=5))
    return stored


def outline(trees):
    return [(tree.code, str(tree.progress.percent), outline(tree.children)) for tree in trees]


def tree(suite, day):
    return suite.service.reading.tree(cycle="2026", as_of=day)


def test_a_tree_is_as_it_was_at_the_end_of_each_day(grown):
    assert outline(tree(grown, JUNE_15 - timedelta(days=1))) == []
    assert outline(tree(grown, JUNE_15)) == [("T1", "0", [("O2", "0", [("O2-S", "0", [("O2-P", "None", [])])])])]
    then: list[object] = [("T1", "25", [("O2", "25", [("O2-S", "50", [("O2-P", "None", [])])])])]
    assert outline(tree(grown, JUNE_16)) == outline(tree(grown, JUNE_25 - timedelta(days=1))) == then
    now: list[object] = [("T1", "52.5", [("N", "None", []), ("O2", "0", []), ("O2-S", "70", [])])]
    assert outline(tree(grown, JUNE_25)) == outline(tree(grown, None)) == now


def test_what_is_expected_and_what_it_is_called_are_those_of_the_day(grown):
    [root] = tree(grown, JUNE_16)
    assert (str(root.progress.expected_percent), root.progress.status, root.as_of) == ("45.8", "at_risk", JUNE_16)
    assert tree(grown, None)[0].as_of is None


def test_an_objective_and_a_measure_are_as_they_were(grown):
    reading = grown.service.reading
    then, now = (reading.objective(key="O2-S", as_of=day) for day in (JUNE_16, None))
    assert (then.title, str(then.weight), [str(one.target) for one in then.measures]) == ("Xử lý hồ sơ", "1", ["98"])
    assert (now.title, str(now.weight), [str(one.target) for one in now.measures]) == ("Hồ sơ số", "3", ["70"])
    assert (len(then.child_ids), len(now.child_ids)) == (1, 0)
    old, new = (reading.measure(key="O2-S-KR1", as_of=day) for day in (JUNE_15, None))
    assert (old.current, new.current, old.last_check_in) == (None, 49, None)


def test_joins_of_an_earlier_day_stay_on_it(grown):
    reading = grown.service.reading
    holder = reading.objective(key="O2", as_of=JUNE_16)
    [child] = reading.objectives_by_ids(keys=holder.child_ids, as_of=JUNE_16)
    assert (child.code, str(child.progress.percent), child.as_of) == ("O2-S", "50", JUNE_16)
    new = reading.objective(key="N")
    assert reading.objectives_by_ids(keys=[new.id, child.id], as_of=JUNE_16)[0] is None
    assert reading.measures_by_ids(keys=[child.measures[0].id, "x"], as_of=JUNE_16) == [child.measures[0], None]


def test_what_was_not_there_yet_is_not_found(grown):
    for ask in (grown.service.reading.objective, grown.service.reading.measure):
        with pytest.raises(Refused) as caught:
            ask(key="O2" if ask == grown.service.reading.objective else "O2-KR1", as_of=date(2025, 1, 1))
        assert caught.value.code == "shared.not_found"
    assert grown.service.reading.tree(cycle="2026", root="N", as_of=JUNE_16) == ()


def test_a_day_that_has_not_come_is_refused(grown):
    reading, later = grown.service.reading, date(2026, 7, 1)
    asked = [
        lambda: reading.tree(cycle="2026", as_of=later),
        lambda: reading.objective(key="T1", as_of=later),
        lambda: reading.measure(key="O2-KR1", as_of=later),
        lambda: reading.changes(cycle="2026", from_day=JUNE_15, to_day=later),
    ]
    for ask in asked:
        with pytest.raises(Refused) as caught:
            ask()
        assert caught.value.code == "objectives.day_in_future"


def changes(suite, from_day, to_day):
    found = suite.service.reading.changes(cycle="2026", from_day=from_day, to_day=to_day)
    return {(one.code, one.kind.value): (one.before, one.after) for one in found}


def test_what_changed_between_two_days_has_both_values(grown):
    assert changes(grown, JUNE_15, JUNE_15) == {}
    assert changes(grown, JUNE_15 - timedelta(days=9), JUNE_15)["T1", "created"] == (None, "Mục tiêu Thành phố")
    assert changes(grown, JUNE_16, JUNE_25) == {
        ("N", "created"): (None, "Mới"),
        ("O2", "percent_changed"): ("25", "0"),
        ("O2", "standing_changed"): ("at_risk", "no_data"),
        ("O2-P", "archived"): ("active", "archived"),
        ("O2-S", "moved"): ("O2-KR1", "T1"),
        ("O2-S", "renamed"): ("Xử lý hồ sơ", "Hồ sơ số"),
        ("O2-S", "weight_changed"): ("1", "3"),
        ("O2-S", "percent_changed"): ("50", "70"),
        ("O2-S-KR1", "target_changed"): ("at_least 98 (0)", "at_least 70 (0)"),
        ("O2-S-KR1", "percent_changed"): ("50", "70"),
        ("T1", "percent_changed"): ("25", "52.5"),
        ("T1", "standing_changed"): ("at_risk", "on_track"),
    }


def test_days_in_the_wrong_order_are_refused(grown):
    with pytest.raises(Refused) as caught:
        grown.service.reading.changes(cycle="2026", from_day=JUNE_25, to_day=JUNE_15)
    assert (caught.value.code, caught.value.field) == ("objectives.days_reversed", "from_")


def test_an_objective_counts_the_standing_kpis_that_it_used_on_the_day(grown):
    kpis, by = grown.service.kpis, grown.as_("OP")
    wanted = MeasureWanted(
        code="K", kind=Kind.KPI, title="Hài lòng", aim=Aim(direction=Direction.AT_LEAST, target=D(100))
    )
    kpis.create(by, wanted, of="SKHCN")
    kpis.use(by, kpi="K", objective="O2", weight=D(2))
    used = grown.clock.today()
    grown.clock.move(timedelta(days=1))
    grown.check_in("OP", measure="K", value=D(80))
    grown.clock.move(timedelta(days=1))
    kpis.drop(by, kpi="K", objective="O2")
    grown.clock.move(timedelta(days=1))

    def seen(days):
        shown = grown.service.reading.objective(key="O2", as_of=used + timedelta(days=days))
        [root] = grown.service.reading.tree(cycle="2026", root="O2", as_of=used + timedelta(days=days))
        assert root.measures == shown.measures
        return [(one.code, one.weight, one.current) for one in shown.measures]

    assert [seen(days) for days in (-1, 0, 1, 2, 3)] == [
        [("O2-KR1", 1, None)],
        [("O2-KR1", 1, None), ("K", 2, None)],
        [("O2-KR1", 1, None), ("K", 2, 80)],
        [("O2-KR1", 1, None)],
        [("O2-KR1", 1, None)],
    ]
