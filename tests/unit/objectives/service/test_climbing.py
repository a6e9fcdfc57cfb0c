"""The properties that incremental progress and history rest on.

Progress always equals adding everything up again; what was on a day is what was there at its end. A run that fails
prints the seed that repeats it.
"""

import contextlib
import itertools
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.domain.tree import circles, recount
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_objectives.service import Wanted
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.testing import FixedClock

CYCLES = itertools.count(2100)
TODAY = date(2026, 6, 15)
START, END = date(2026, 1, 1), date(2026, 12, 31)
STEPS = 40
STEPS_OF_LIFE = (
    ("activate", "OP"), ("activate", "OP"), ("activate", "OP"), ("close", "OP"), ("archive", "OP"), ("restore", "OP"),
    ("submit", "OP"), ("approve", "CT"),
)  # fmt: skip
AIM = Aim(direction=Direction.AT_LEAST, target=Decimal(100))


class Editor:
    """Somebody who edits at random; what is refused changes nothing."""

    def __init__(self, suite, *, chance):
        self.suite, self.cycle, self.made = suite, str(next(CYCLES)), 0
        self.chance = chance
        self.edits = [
            self.create, self.add, self.live, self.live, self.hang, self.hang, self.check_in, self.check_in,
            self.check_in_many, self.correct, self.task, self.task, self.load, self.sleep,
        ]  # fmt: skip
        self.days = {}

    def edit(self):
        with contextlib.suppress(Refused):
            self.chance.choice(self.edits)()

    def measures(self):
        with self.suite.store.begin() as session:
            return sorted(session.cycle_to_change(self.cycle)[1], key=lambda one: one.code)

    def objectives(self):
        with self.suite.store.begin() as session:
            return sorted(session.cycle_to_change(self.cycle)[0], key=lambda one: one.code)

    def code(self, letter):
        self.made += 1
        return f"{letter}{self.made:03}"

    def pick(self, items):
        return self.chance.choice(items) if items else None

    def create(self):
        above = self.pick(self.measures()) if self.chance.random() < 0.6 else None
        under = None if above else self.pick(self.objectives())
        made = self.suite.create(
            "OP", code=self.code("O"), title="O", cycle=self.cycle, unit="HN", starts=START, ends=END,
            parent=under and under.id, parent_key_result=above and above.id, weight=Decimal(self.chance.randint(1, 5)),
        )  # fmt: skip
        if self.chance.random() < 0.7:
            self.suite.step(made.id, "activate")

    def add(self):
        self.suite.add_measure(
            "OP", objective=self.pick(self.objectives()).id, code=self.code("K"), kind=Kind.KR,
            title="K", aim=AIM, weight=Decimal(self.chance.randint(1, 5)), source=self.chance.choice(list(Source)),
        )  # fmt: skip

    def live(self):
        step, by = self.chance.choice(STEPS_OF_LIFE)
        self.suite.step(self.pick(self.objectives()).id, step, by=by)

    def hang(self):
        above = self.pick(self.measures()) if self.chance.random() < 0.4 else None
        under = None if above else self.pick([*self.objectives(), None])
        moved = self.pick(self.objectives()).id
        self.suite.hang(moved, parent=under and under.id, parent_key_result=above and above.id)

    def check_in(self):
        own = self.pick([one for one in self.measures() if one.source is Source.CHECK_INS])
        if own:
            item = self.item(own)
            self.suite.check_in("OP", measure=own.id, value=item.said.value, on=item.on)

    def item(self, own):
        value, on = Decimal(self.chance.randint(-5, 120)), self.today() - timedelta(days=self.chance.randint(0, 90))
        return Wanted(measure=own.id, said=Said(value=value), on=on)

    def check_in_many(self):
        own = [one for one in self.measures() if one.source is Source.CHECK_INS and one.status.value == "active"]
        items = [self.item(self.chance.choice(own)) for _ in range(self.chance.randint(1, 6))] if own else []
        self.suite.check_in_many("OP", items)

    def correct(self):
        own = self.pick([one for one in self.measures() if one.source is Source.CHECK_INS])
        if own:
            [history] = self.suite.service.reading.check_ins_by_measures(keys=[own.id], first=9)
            corrected = self.pick(history)
            if corrected:
                value = Decimal(self.chance.randint(-5, 120))
                self.suite.check_in("OP", measure=own.id, value=value, corrects=corrected.id)

    def sleep(self):
        self.remember()
        self.suite.clock.move(timedelta(days=self.chance.randint(1, 20)))

    def remember(self):
        self.days[self.today()] = (self.objectives(), self.measures())

    def today(self):
        return self.suite.clock.today()

    def task(self):
        served = self.pick([one for one in self.measures() if one.source is Source.TASKS])
        self.made += 1
        told = TaskSlice(
            task_id=f"{self.cycle}-{self.chance.randint(1, 6)}", measure_id=served and served.id,
            points=Decimal(self.chance.randint(0, 9)), quantity=Decimal(2), accepted_quantity=Decimal(1),
            status=self.chance.choice(["todo", "completed", "cancelled"]), version=self.made,
        )  # fmt: skip
        self.suite.service.listening.task_told(told, sequence=self.made, on=self.today())

    def load(self):
        one, above = self.pick(self.objectives()), self.pick(self.objectives())
        entry = {"code": one.code, "title": "O", "unit": "HN", "parent": above.code, "period": [str(START), str(END)]}
        entry["weight"] = str(self.chance.randint(1, 5))
        self.suite.load({"cycle": self.cycle, "objectives": [entry]})


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=True))
def test_incremental_progress_equals_a_full_recount_and_the_tree_has_no_circles_after_any_edits(stored, chance):
    editor = Editor(stored, chance=chance)
    for _ in range(3):
        editor.create()
    for _ in range(STEPS):
        editor.edit()
        with stored.store.begin() as session:
            objectives, measures = session.cycle_to_change(editor.cycle)
            shares = session.shares_in(editor.cycle)
        counted = recount(objectives, measures, shares, as_of=editor.today())
        assert (counted.objectives, counted.measures, counted.facts) == ((), (), ())
        assert circles({one.id: one.parent_objective_id for one in objectives}) == frozenset()
    editor.remember()
    with stored.store.read() as session:
        for day, (objectives, measures) in editor.days.items():
            assert sorted(session.objectives_at(editor.cycle, day=day), key=lambda one: one.code) == objectives
            assert sorted(session.measures_at(editor.cycle, day=day), key=lambda one: one.code) == measures


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=True))
def test_many_check_ins_at_once_come_to_the_same_as_one_by_one(in_memory, chance):
    entries = [
        {
            "code": f"O{n}", "unit": "HN", "title": "O", "weight": str(chance.randint(1, 5)),
            **({"parent_key_result": f"K{chance.randrange(n)}"} if n else {}),
            "measures": [
                {"code": f"K{n}", "kind": "KR", "title": "K", "direction": "at_least", "target": "100",
                 "source": chance.choice(["check_ins", "check_ins", "children"])},
                {"code": f"L{n}", "kind": "KR", "title": "L", "direction": "at_least", "target": "100"},
            ],
        }
        for n in range(chance.randint(1, 8))
    ]  # fmt: skip
    items = [
        Wanted(
            measure=f"L{chance.randrange(len(entries))}",
            said=Said(value=Decimal(chance.randint(0, 120))),
            on=TODAY - timedelta(days=chance.randint(0, 60)),
        )
        for _ in range(chance.randint(1, 12))
    ]
    one_by_one, at_once = in_memory(FixedClock()), in_memory(FixedClock())
    for suite in (one_by_one, at_once):
        suite.load({"cycle": "2026", "objectives": entries})
    for item in items:
        one_by_one.check_in("OP", measure=item.measure, value=item.said.value, on=item.on)
    at_once.check_in_many("OP", items)
    assert standings(at_once) == standings(one_by_one)


def standings(suite):
    kept = (*suite.store.objectives.values(), *suite.store.measures.values())
    return {one.code: (one.percent, one.fresh_until) for one in kept}
