"""Every use case takes its locks in the one order of DECISIONS 21, whatever it changes."""

from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_objectives.service import FeedItem, Wanted
from tests.unit.objectives.conftest import CITY, over

D = Decimal
AIM = Aim(direction=Direction.AT_LEAST, target=D(100))
OUTSIDE, FORMULAS, COMPOSITE, OBJECTIVE = range(4)


class Ordered:
    """A session that notes every lock which comes after one that should have come later."""

    def __init__(self, session, troubles):
        self._session, self._troubles = session, troubles
        self._held, self._last = set(), (-1,)

    def __getattr__(self, name):
        return getattr(self._session, name)

    def _take(self, key, rank):
        if key not in self._held:
            if rank < self._last:
                self._troubles.append((key, rank, self._last))
            self._held.add(key)
            self._last = max(self._last, rank)

    def _measure(self, one):
        if one.source is Source.CHILDREN:
            if one.objective_id not in self._held:
                self._troubles.append((one.code, "without its objective"))
            return
        if one.source is Source.FORMULA and "formulas" not in self._held:
            self._troubles.append((one.code, "without the lock on formulas"))
        # Composites wait for the one lock on formulas, so among themselves they may come in any order.
        self._take(one.id, (COMPOSITE,) if one.source is Source.FORMULA else (OUTSIDE, one.id))

    def _objective(self, one):
        self._take(one.id, (OBJECTIVE, -self._session.depths([one.id])[one.id], one.id))

    def lock_formulas(self):
        self._take("formulas", (FORMULAS,))

    def measures_to_change(self, ids):
        found = sorted(self._session.measures_to_change(ids), key=lambda one: one.id)
        for one in found:
            self._measure(one)
        return found

    def objective_to_change(self, objective_id):
        return self.objectives_to_change([objective_id])[0]

    def objectives_to_change(self, ids):
        found = sorted(self._session.objectives_to_change(ids), key=lambda one: one.id)
        for one in found:
            self._objective(one)
        return found

    def cycle_to_change(self, cycle, *, also=()):
        objectives, measures = self._session.cycle_to_change(cycle, also=also)
        held = [*measures, *self._session.measures_by_ids(also)]
        outside = [one for one in held if one.source in (Source.CHECK_INS, Source.TASKS)]
        for one in sorted(outside, key=lambda one: one.id):
            self._measure(one)
        self.lock_formulas()
        for one in sorted((one for one in held if one.source is Source.FORMULA), key=lambda one: one.id):
            self._measure(one)
        depths = self._session.depths([one.id for one in objectives])
        for one in sorted(objectives, key=lambda one: (-depths[one.id], one.id)):
            self._objective(one)
        return objectives, measures

    def put_measures(self, changed):
        saved = list(changed)
        for one in self._session.measures_by_ids([one.id for one in saved]):
            self._measure(one)
        self._session.put_measures(saved)

    def put_objectives(self, changed):
        saved = list(changed)
        for one in self._session.objectives_by_ids([one.id for one in saved]):
            self._objective(one)
        self._session.put_objectives(saved)


class OrderedStore:
    """A store whose sessions watch the order of locks."""

    def __init__(self, store):
        self._store, self.troubles, self.read = store, [], store.read

    @contextmanager
    def begin(self):
        with self._store.begin() as session:
            yield Ordered(session, self.troubles)


def formula(*keys):
    return Formula(kind=FormulaKind.SUM, parts=tuple(Part(measure_id=key) for key in keys))


def add(suite, code, objective, **given):
    suite.add_measure("OP", objective=objective, code=code, kind=Kind.KPI, title="Chỉ số", aim=AIM, **given)


@pytest.fixture
def city(suite, clock):
    """Composites deep in the tree over values high in it, standing KPIs of both kinds, and a draft."""
    suite.load()
    suite.create_kpi("OP", of="HN", code="A", title="Chỉ số chung", aim=AIM)
    suite.create_kpi("OP", of="HN", code="SUM", title="Tổng", aim=AIM, formula=formula("A"))
    add(suite, "FED", "T1", source=Source.CHILDREN)
    add(suite, "TASKS", "T1", source=Source.TASKS)
    add(suite, "DEEP", "O2-P", formula=formula("O2-KR1", "SUM"))
    add(suite, "OVER", "T1", formula=formula("DEEP", "O2-S-KR1"))
    suite.use_kpi("OP", kpi="SUM", objective="O2-S")
    suite.use_kpi("OP", kpi="A", objective="T1")
    suite.create("OP", code="N", title="N", cycle="2026", unit="HN", parent_key_result="FED", owner="TP")
    add(suite, "N-K", "N")
    add(suite, "N-F", "N", formula=formula("N-K", "O2-KR1"))
    store = OrderedStore(suite.store)
    return replace(suite, service=over(store, clock), store=store)


def wanted(code):
    return Wanted(measure=code, said=Said(value=D(50)))


def lived(*steps):
    """Take the draft through its life; who decides about it is not who hands it in."""

    def work(city):
        for step in steps:
            said = {"reason": "Chưa rõ"} if step == "send_back" else {}
            city.step("N", step, by="CT" if step in ("approve", "send_back") else "OP", **said)

    return work


TOLD = TaskSlice(
    task_id="t", measure_id="TASKS", points=D(2), quantity=D(1), accepted_quantity=D(1), status="completed", version=1
)
WORKS = {
    "a check-in under a composite": lambda city: city.check_in("OP", measure="O2-KR1", value=D(7)),
    "a check-in on a standing KPI": lambda city: city.check_in("OP", measure="A", value=D(7)),
    "many check-ins": lambda city: city.check_in_many("OP", [wanted("O2-KR1"), wanted("O2-S-KR1"), wanted("A")]),
    "a feed": lambda city: city.service.feeding.feed(
        city.as_("MAY"), [FeedItem(source_key=code, wanted=wanted(code)) for code in ("O2-S-KR1", "DEEP")]
    ),
    "a task": lambda city: city.service.listening.task_told(
        replace(TOLD, measure_id=city.measure("TASKS").id), sequence=1, on=city.clock.today()
    ),
    "approval": lived("submit", "approve", "activate"),
    "return": lived("submit", "send_back"),
    "the archive and back": lived("activate", "archive", "restore"),
    "the end": lambda city: city.step("O2-P", "close"),
    "the archive of a branch and back": lambda city: (city.step("O2-P", "archive"), city.step("O2-P", "restore")),
    "a definition": lambda city: city.service.planning.change(
        city.as_("OP"), objective="O2-S", changes={"weight": D(3)}
    ),
    "a new composite": lambda city: add(city, "NEW", "O2", formula=formula("A", "OVER")),
    "a measure": lambda city: city.change("OP", measure="O2-KR1", target=D(80)),
    "a measure fed by children": lambda city: city.change("OP", measure="FED", weight=D(5)),
    "a formula": lambda city: city.change("OP", measure="DEEP", formula=formula("A", "O2-S-KR1")),
    "a standing formula": lambda city: city.change("OP", measure="SUM", target=D(70)),
    "a KPI under another": lambda city: city.change("OP", measure="N-K", parent="A"),
    "a measure put away": lambda city: city.service.measuring.archive(city.as_("OP"), measure="N-F"),
    "a measure moved down": lambda city: city.service.measuring.move(city.as_("OP"), measure="TASKS", to="O2-P"),
    "a composite moved": lambda city: city.service.measuring.move(city.as_("OP"), measure="OVER", to="O2-S"),
    "a use": lambda city: city.use_kpi("OP", kpi="SUM", objective="T1"),
    "a use dropped": lambda city: city.service.kpis.drop(city.as_("OP"), kpi="SUM", objective="O2-S"),
    "a branch": lambda city: city.hang("O2-P", parent_key_result="FED"),
    "an import": lambda city: city.load({"cycle": "2026", "objectives": [{**CITY["objectives"][3], "weight": 4}]}),
    "copies": lambda city: city.service.cloning.clone(city.as_("OP"), from_cycle="2026", to_cycle="2027"),
}  # fmt: skip


@pytest.mark.parametrize("work", WORKS)
def test_locks_are_taken_in_one_order_by(city, work):
    WORKS[work](city)
    assert city.store.troubles == []
