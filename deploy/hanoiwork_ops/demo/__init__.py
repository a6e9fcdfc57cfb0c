"""The demo city: the city's own goals, plans and worked example, with generated neighbours from a fixed seed.

Loaded through the gateway like any city, so the demo shows nothing that a user could not do. What it holds depends on
the day it is loaded, so that goals are fresh and tasks fall due around today; the same day gives the same city. Every
command carries a fixed key and every import is repeatable: an interrupted loading is finished by the next start, as of
the day on which it began.
"""

from collections.abc import Callable
from datetime import date

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.console import progress
from hanoiwork_ops.demo.accounts import PASSWORD, make_accounts
from hanoiwork_ops.demo.agreements import agreements
from hanoiwork_ops.demo.check_ins import check_ins
from hanoiwork_ops.demo.city import load_city
from hanoiwork_ops.demo.desk import Desk
from hanoiwork_ops.demo.documents import incoming_documents
from hanoiwork_ops.demo.goals import goals_in_their_life
from hanoiwork_ops.demo.leaders import LAST, last_of_all, work_of_leaders
from hanoiwork_ops.demo.places import open_lists
from hanoiwork_ops.demo.plans import plans_broken_down
from hanoiwork_ops.demo.records import divisions_own_measure, record_months
from hanoiwork_ops.demo.sheets import score_months
from hanoiwork_ops.demo.specialists import work_of_specialists
from hanoiwork_ops.demo.stand_ins import people_away, systems_at_work
from hanoiwork_ops.demo.together import working_together
from hanoiwork_shared.errors import Refused

STEPS = 16
FIRST_ACCOUNT = "lanhdao.tp"
LAST_TASK = "query ($key: String!) { task(key: $key) { status } }"
BEGUN = "{ me { grants { validFrom } } }"


def load_demo(address: str, *, password: str, waiting: Callable[[], int]) -> None:
    """Load what is not there yet; `password` is the operator's, `waiting` says how many events are on their way."""
    if _loaded(address):
        return
    desk = Desk(address, passwords={"operator": password}, password=PASSWORD)
    try:
        _load(desk, waiting)
    finally:
        desk.close()


def _loaded(address: str) -> bool:
    """Whether the last step was done: the last task of all has its lead."""
    leader = SuiteClient(address)
    try:
        leader.sign_in(FIRST_ACCOUNT, PASSWORD)
        answer = leader.ask(LAST_TASK, {"key": LAST.code})
    except Refused:
        return False
    finally:
        leader.close()
    return bool(answer["task"]["status"] != "draft")


def _load(desk: Desk, waiting: Callable[[], int]) -> None:
    operator = desk.client("operator")
    with progress("loading the demo city", total=STEPS) as bar:
        load_city(operator, waiting)
        bar.advance(bar.task_ids[0])
        make_accounts(operator)
        bar.advance(bar.task_ids[0])
        for step in _since(_begun(desk), desk, waiting):
            step()
            bar.advance(bar.task_ids[0])


def _since(today: date, desk: Desk, waiting: Callable[[], int]) -> tuple[Callable[[], None], ...]:
    """What depends on the day of loading, in its order."""
    return (
        lambda: desk.carry_out(divisions_own_measure()),
        lambda: record_months(desk, today),
        lambda: desk.carry_out(check_ins(today)),
        lambda: desk.carry_out(systems_at_work()),
        lambda: desk.carry_out(people_away(today)),
        lambda: goals_in_their_life(desk, today),
        lambda: desk.carry_out(plans_broken_down(today, lists=open_lists(desk))),
        lambda: desk.carry_out(work_of_specialists(today, lists=open_lists(desk))),
        lambda: agreements(desk, today, lists=open_lists(desk)),
        lambda: working_together(desk, today, lists=open_lists(desk)),
        lambda: incoming_documents(desk, today),
        lambda: desk.carry_out(work_of_leaders(today)),
        lambda: score_months(desk, today, waiting),
        lambda: desk.carry_out(last_of_all(today)),
    )


def _begun(desk: Desk) -> date:
    """The day on which the loading began, by the suite's own clock: when the first account got its role."""
    grants = desk.client(FIRST_ACCOUNT).ask(BEGUN)["me"]["grants"]
    return min(date.fromisoformat(grant["validFrom"]) for grant in grants)
