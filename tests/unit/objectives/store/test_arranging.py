"""Many hands at one tree: no circle, nothing forgotten, and no more of it read than the branches."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import partial

from sqlalchemy import event

from hanoiwork_objectives.domain.refusals import Circle
from hanoiwork_objectives.domain.tree import circles, recount
from hanoiwork_shared.database import persist
from hanoiwork_shared.errors import Refused

ROUNDS = 10
WORKERS = 4
MOVES = 8


def branch(code, parent=None):
    measure = {"code": f"{code}-K", "kind": "KR", "title": "K", "direction": "at_least", "target": "100"}
    return {"code": code, "unit": "HN", "title": code, "parent": parent, "measures": [measure]}


def together(*works: Callable[[], None]) -> list[Refused]:
    """Do all of it at the same moment; what was refused is returned, anything else would be raised."""
    start = threading.Barrier(len(works))
    refused: list[Refused] = []
    failed: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except Refused as refusal:
            refused.append(refusal)
        except BaseException as failure:  # noqa: BLE001 - raised below, in the test's own thread
            failed.append(failure)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for failure in failed:
        raise failure
    return refused


def the_tree(database):
    with database.store.begin() as session:
        objectives, measures = session.cycle_to_change("2026")
    counted = recount(objectives, measures, (), as_of=database.clock.today())
    return objectives, (counted.objectives, counted.measures, counted.facts)


def test_of_two_moves_that_together_make_a_circle_one_is_refused(database):
    database.load({"cycle": "2026", "objectives": [branch("A"), branch("A1", "A"), branch("B"), branch("B1", "B")]})
    for _ in range(ROUNDS):
        refused = together(
            lambda: database.hang("A", parent="B1"),
            lambda: database.hang("B", parent="A1"),
        )
        assert [type(refusal) for refusal in refused] == [Circle]
        objectives, difference = the_tree(database)
        assert circles({one.id: one.parent_objective_id for one in objectives}) == frozenset()
        assert difference == ((), (), ())
        for code in ("A", "B"):
            database.hang(code)


def test_moves_and_reports_of_many_at_once_keep_the_tree_whole(database):
    codes = [f"N{number}" for number in range(12)]
    parents = {code: codes[(index - 1) // 2] if index else None for index, code in enumerate(codes)}
    database.load({"cycle": "2026", "objectives": [branch(code, parents[code]) for code in codes]})

    def busy(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - a test's own order of things
        for _ in range(MOVES):
            code, other = chance.choice(codes), chance.choice([*codes, None])
            value = Decimal(chance.randint(0, 100))
            with suppress(Refused):
                persist(partial(database.hang, code, parent=other))
            persist(partial(database.check_in, "OP", measure=f"{code}-K", value=value))

    assert together(*(partial(busy, seed) for seed in range(WORKERS))) == []
    objectives, difference = the_tree(database)
    assert circles({one.id: one.parent_objective_id for one in objectives}) == frozenset()
    assert difference == ((), (), ())


def test_a_move_reads_its_branches_and_not_the_tree(database):
    database.load({"cycle": "2026", "objectives": [branch("A"), branch("B"), branch("C", "A")]})
    few = statements(database, lambda: database.hang("C", parent="B"))
    database.load({"cycle": "2026", "objectives": [branch(f"X{number}", "A") for number in range(60)]})
    database.hang("C", parent="A")
    assert statements(database, lambda: database.hang("C", parent="B")) == few


def statements(database, work):
    """How many statements `work` needs."""
    seen = []

    def note(*given):
        seen.append(given[2])

    engine = database.runtime.database.engine
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return len([one for one in seen if not one.startswith(("BEGIN", "NOTIFY"))])
