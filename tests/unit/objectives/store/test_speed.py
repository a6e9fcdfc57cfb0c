"""How much is asked of the databases, however large the city is; and that many hands do each thing once."""

import threading
from datetime import timedelta
from decimal import Decimal

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.service import Wanted
from tests.unit.objectives.counting import statements

D = Decimal


def chain(code, depth, *, leaves=1):
    """A branch of `depth` objectives, each on the key result of the one above; only the last is reported."""
    return [
        {
            "code": f"{code}-{level}", "unit": "HN", "title": code,
            **({"parent_key_result": f"{code}-{level - 1}-K"} if level else {}),
            "measures": [
                {"code": f"{code}-{level}-K", "kind": "KR", "title": "K", "direction": "at_least", "target": "100",
                 "source": "check_ins" if level == depth - 1 else "children"},
                *({"code": f"{code}-{level}-L{n}", "kind": "KPI", "title": "L", "direction": "at_least", "target": "9"}
                  for n in range(leaves)),
            ],
        }
        for level in range(depth)
    ]  # fmt: skip


def test_the_statements_of_a_check_in_grow_with_the_depth_and_not_with_the_size(database):
    counts = {}
    for cycle, depth, others in (("2026", 4, 0), ("2027", 4, 50), ("2028", 8, 0), ("2029", 8, 50)):
        database.clock.move(timedelta(days=366))
        entries = [entry for number in range(others + 1) for entry in chain(f"A{number}", depth)]
        database.load({"cycle": str(int(cycle) + 1), "objectives": entries})
        database.check_in("OP", measure=f"A0-{depth - 1}-K", value=D(10))
        work = lambda depth=depth: database.check_in("OP", measure=f"A0-{depth - 1}-K", value=D(20))  # noqa: E731
        counts[depth, others] = statements(database, work)
    assert (counts[4, 0], counts[8, 0]) == (counts[4, 50], counts[8, 50])
    assert counts[8, 0] - counts[4, 0] == 4 * ((counts[8, 0] - counts[4, 0]) // 4) > 0


def test_a_check_in_under_eight_levels_needs_four_statements_for_each_at_most(database):
    database.load({"cycle": "2026", "objectives": chain("A", 8)})
    database.check_in("OP", measure="A-7-K", value=D(10))
    assert statements(database, lambda: database.check_in("OP", measure="A-7-K", value=D(20))) <= 4 * 8


def test_closing_and_restoring_need_the_same_number_of_statements_for_any_number_of_measures(database):
    counts = {}
    for number in (1, 12):
        database.load({"cycle": "2026", "objectives": chain(f"A{number}", 1, leaves=number)})
        for step in ("close", "archive", "restore"):
            counts[number, step] = statements(database, lambda one=number, step=step: database.step(f"A{one}-0", step))
    assert [counts[1, step] for step in ("close", "archive", "restore")] == [
        counts[12, step] for step in ("close", "archive", "restore")
    ]


def test_composites_over_a_measure_are_computed_in_the_same_number_of_statements_whatever_their_number(database):
    database.load({"cycle": "2026", "objectives": chain("A", 1)})
    aim = Aim(direction=Direction.AT_LEAST, target=D(100))
    doubled = Formula(kind=FormulaKind.SUM, parts=(Part(measure_id="A-0-K"),))
    counts = []
    for codes in (["F"], ["G", "H", "I", "J"]):
        for code in codes:
            database.add_measure(
                "OP", objective="A-0", code=code, kind=Kind.KPI, title="Tổng", aim=aim, formula=doubled
            )
        database.check_in("OP", measure="A-0-K", value=D(len(codes)))
        counts.append(statements(database, lambda: database.check_in("OP", measure="A-0-K", value=D(9))))
    assert counts[0] == counts[1]


def test_an_earlier_day_is_read_in_the_same_number_of_statements(database):
    database.load()
    day = database.clock.today()
    database.clock.move(timedelta(days=1))

    def asked():
        reading = database.service.reading
        return [
            statements(database, lambda: reading.tree(cycle="2026", as_of=day)),
            statements(database, lambda: reading.objective(key="T1", as_of=day)),
            statements(database, lambda: reading.measure(key="O2-KR1", as_of=day)),
            statements(database, lambda: reading.changes(cycle="2026", from_day=day, to_day=database.clock.today())),
        ]

    few = asked()
    entries = [{"code": f"X{n}", "unit": "HN", "title": "X", "parent": "T1"} for n in range(60)]
    database.clock.move(timedelta(days=-1))
    database.load({"cycle": "2026", "objectives": entries})
    database.clock.move(timedelta(days=1))
    assert asked() == few == [4, 6, 7, 4]


def test_many_check_ins_are_read_and_saved_in_a_number_of_statements_that_their_branches_decide(database):
    database.load({"cycle": "2026", "objectives": chain("A", 3, leaves=0)})
    wanted = [Wanted(measure="A-2-K", said=Said(value=D(value))) for value in range(60, 100)]
    database.check_in_many("OP", wanted[:2])
    few = statements(database, lambda: database.check_in_many("OP", wanted[1:3]))
    assert statements(database, lambda: database.check_in_many("OP", wanted)) == few


def test_whole_cycles_are_decoded_as_single_rows_are(database):
    database.load()
    steps = (Step(title="Thiết kế"), Step(title="Thi công", weight=D("2.5")))
    database.add_measure(
        "OP", objective="O2-S", code="M", kind=Kind.KPI, title="Đường sắt",
        aim=Aim(direction=Direction.MILESTONE, steps=steps), owner="TP", weight=D("0.10"),
    )  # fmt: skip
    database.check_in("NVA", measure="O2-S-KR1", value=D("49.50"))
    with database.store.read() as session:
        objectives, measures = session.living_objectives("2026"), session.living_measures("2026")
        assert by_code(objectives) == by_code(session.objectives_by_ids([one.id for one in objectives]))
        assert by_code(measures) == by_code(session.measures_by_ids([one.id for one in measures]))
        assert (session.living_objectives("1999"), session.living_measures("1999")) == ([], [])
        assert hash(measures[0]) == hash(session.measures_by_ids([measures[0].id])[0])


def by_code(items):
    return sorted(items, key=lambda one: one.code)


def test_any_number_of_replicas_tell_what_time_changed_once(database):
    entries = [entry for number in range(40) for entry in chain(f"A{number}", 2)]
    database.load({"cycle": "2026", "objectives": entries})
    database.check_in_many("OP", [Wanted(measure=f"A{n}-1-K", said=Said(value=D(99))) for n in range(40)])
    database.clock.move(timedelta(days=40))
    before = len(database.told())
    start = threading.Barrier(4)

    def work():
        start.wait()
        while database.service.watching.look():
            pass

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    told = [(kind, data.get("measure_id") or data["objective_id"]) for kind, data in database.told()[before:]]
    assert len(told) == len(set(told)) == 160
