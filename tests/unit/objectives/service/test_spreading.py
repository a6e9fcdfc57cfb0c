from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.service.holding import hold_composites
from hanoiwork_objectives.service.spreading import hold_reach, spread

D = Decimal
AIM = Aim(direction=Direction.AT_LEAST, target=D(100))


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()
    for code in ("A", "B"):
        suite.create_kpi("OP", of="HN", code=code, title="Chỉ số chung", aim=AIM)
    parts = (Part(measure_id="A"), Part(measure_id="B"))
    suite.create_kpi(
        "OP", of="HN", code="SUM", title="Tổng", aim=AIM, formula=Formula(kind=FormulaKind.SUM, parts=parts)
    )


def test_branches_that_meet_go_on_as_one_and_each_objective_tells_once(suite):
    for objective in ("O2-P", "O2-S", "T1"):
        suite.use_kpi("OP", kpi="A", objective=objective)
    before = len(suite.told())
    suite.check_in("OP", measure="A", value=D(50))
    told = [data["objective_id"] for kind, data in suite.told()[before:] if kind.endswith("progress_changed.v1")]
    assert told == [suite.service.reading.objective(key=code).id for code in ("O2-P", "O2-S", "O2", "T1")]


class Watched:
    """A session that notes whether the lock on formulas was taken."""

    def __init__(self, session):
        self._session = session
        self.locked = 0

    def __getattr__(self, name):
        return getattr(self._session, name)

    def lock_formulas(self):
        self.locked += 1


@pytest.mark.parametrize(("code", "locked"), [("A", 1), ("O2-KR1", 0), ("SUM", 0)])
def test_only_what_something_is_computed_from_waits_for_its_turn(suite, code, locked):
    measure_id = suite.measure(code).id
    with suite.store.begin() as session:
        watched = Watched(session)
        hold_composites(watched, [measure_id])
    assert watched.locked == locked


def test_a_composite_that_stays_as_it_is_moves_nothing(suite):
    assert spread_again(suite) == ["A"]
    suite.check_in("OP", measure="A", value=D(1))
    assert spread_again(suite) == ["A"]


def spread_again(suite):
    """The codes of what is saved when a value is carried on once more."""
    with suite.store.begin() as session:
        own = session.measures_by_ids([suite.measure("A").id])
        saved = spread(session, own, hold_reach(session, own), as_of=suite.clock.today())
    return [one.code for one in saved.values()]
