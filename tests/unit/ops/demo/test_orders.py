"""Everything that is ordered on a day: within the cycle, never ahead of the day, and the same when ordered again."""

from collections.abc import Iterator
from datetime import date, timedelta

from hanoiwork_ops.demo.accounts import ACCOUNTS, colleagues
from hanoiwork_ops.demo.desk import Order
from hanoiwork_ops.demo.leaders import LAST, last_of_all, work_of_leaders
from hanoiwork_ops.demo.periods import CYCLE_ENDS, DECK
from hanoiwork_ops.demo.places import Lists
from hanoiwork_ops.demo.plans import plans_broken_down
from hanoiwork_ops.demo.sheets import months_opened, sheets_taken_on
from hanoiwork_ops.demo.specialists import work_of_specialists

LISTS = Lists(strategic="list-1", routine="list-2")
ROWS = ({"code": "1.1", "maximum": "2"}, {"code": "1.2", "maximum": "28"})
DAYS = tuple(date(2026, 4, 20) + timedelta(days=3 * number) for number in range(110))
WRITTEN = ("createTask", "breakDown")
LONGEST_KEY = 120
FARTHEST = 42
"""Days: what is put off until the deck's month is over."""


def work(today: date) -> Iterator[Order]:
    yield from plans_broken_down(today, lists=LISTS)
    yield from work_of_specialists(today, lists=LISTS)
    yield from work_of_leaders(today)
    yield from last_of_all(today)


def tasks(today: date) -> Iterator[dict[str, str]]:
    for order in work(today):
        if order.mutation in WRITTEN:
            yield from order.given.get("parts", [order.given])


def test_the_same_day_gives_the_same_orders_each_under_a_key_of_its_own():
    for today in DAYS:
        orders = [*work(today), *months_opened(today), *sheets_taken_on(today, rows=ROWS)]
        assert orders == [*work(today), *months_opened(today), *sheets_taken_on(today, rows=ROWS)]
        keys = {(order.by, order.mutation, order.key) for order in orders}
        assert len(keys) == len(orders)
        assert max(len(order.key) for order in orders) <= LONGEST_KEY


def test_only_those_who_sign_in_order_anything():
    accounts = {"operator", *(account for account, *_ in ACCOUNTS), *(code.lower() for code in colleagues())}
    assert {order.by for order in work(DAYS[-1])} <= accounts


def test_deadlines_lie_around_the_day_within_the_cycle_and_after_the_start():
    for today, task in ((day, task) for day in DAYS for task in tasks(day)):
        due = date.fromisoformat(task["due"])
        assert due <= CYCLE_ENDS
        assert date.fromisoformat(task["start"]) <= due
        assert abs((due - min(today, CYCLE_ENDS)).days) <= FARTHEST


def test_some_work_is_late_and_some_is_still_to_come():
    today = date(2026, 11, 26)
    dues = [date.fromisoformat(task["due"]) for task in tasks(today)]
    assert min(dues) < today < max(dues)


def test_nothing_of_nguyen_van_as_falls_into_the_decks_month():
    every = (task for today in DAYS for task in tasks(today))
    own = [date.fromisoformat(task["due"]) for task in every if task.get("person") == "NVA"]
    assert own
    assert not any(DECK.starts <= due <= DECK.ends for due in own)


def test_a_product_was_delivered_after_its_start_and_not_ahead_of_the_day():
    for today in DAYS:
        starts = {task["code"]: task["start"] for task in tasks(today)}
        accepted = [order.given for order in work(today) if order.mutation == "acceptTask"]
        assert accepted
        for given in accepted:
            assert starts[given["task"]] <= given["deliveredOn"] <= today.isoformat()


def test_every_leader_and_the_office_has_something_to_handle():
    today = date(2026, 11, 26)
    leads = {task.get("person") for task in tasks(today)}
    assert {"GDSKHCN", "TPCDS", "VPSKHCN", "NVA"} <= leads
    named: dict[str, set[str]] = {mutation: set() for mutation in ("submitTask", "acceptTask", "returnTask")}
    reviewers: dict[str, str] = {}
    for order in work(today):
        if order.mutation == "assignTask":
            reviewers[order.given["task"]] = order.by
        elif order.mutation in named:
            named[order.mutation].add(order.given["task"])
    waiting = named["submitTask"] - named["acceptTask"] - named["returnTask"]
    assert {reviewers[task] for task in waiting} == {"lanhdao.tp", "giamdoc.skhcn", "truongphong.cds"}


def test_one_part_of_a_plan_item_waits_to_be_given_to_somebody():
    unassigned = [task["code"] for task in tasks(date(2026, 11, 26)) if "person" not in task]
    assert unassigned == ["KH20-211-4"]


def test_the_last_order_of_all_gives_the_last_task_its_lead():
    *_, last = work(date(2026, 11, 26))
    assert (last.mutation, last.given) == ("assignTask", {"task": LAST.code})
