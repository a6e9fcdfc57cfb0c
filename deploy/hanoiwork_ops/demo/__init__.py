"""The demo city: the city's own goals, plans and worked example, with generated neighbours from a fixed seed.

Loaded through the gateway like any city, so the demo shows nothing that a user could not do. Every command carries a
fixed key and every import is repeatable: an interrupted loading is finished by the next start.
"""

import random
from collections.abc import Callable

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.console import progress
from hanoiwork_ops.demo.accounts import PASSWORD, colleagues, make_accounts
from hanoiwork_ops.demo.city import load_city
from hanoiwork_ops.demo.days import add_living_work
from hanoiwork_ops.demo.months import APPROVED, record_months, score_months
from hanoiwork_shared.errors import Refused

SEED = 2026
LAST_SHEET = "query ($person: String!, $period: String!) { sheet(person: $person, period: $period) { status } }"


def load_demo(address: str, *, password: str, waiting: Callable[[], int]) -> None:
    """Load what is not there yet; `password` is the operator's, `waiting` says how many events are on their way."""
    operator = SuiteClient(address)
    operator.sign_in("operator", password)
    try:
        if not _loaded(address):
            _load(operator, address, waiting)
    finally:
        operator.close()


def _loaded(address: str) -> bool:
    """Whether the last step was done: the last colleague's last sheet is approved."""
    head = SuiteClient(address)
    given = {"person": colleagues()[-1], "period": APPROVED[-1]}
    try:
        head.sign_in("truongphong.cds", PASSWORD)
        answer = head.ask(LAST_SHEET, given)
    except Refused:
        return False
    finally:
        head.close()
    return bool(answer["sheet"]["status"] == "approved")


def _load(operator: SuiteClient, address: str, waiting: Callable[[], int]) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a reproducible demo, no secret
    steps: tuple[Callable[[], None], ...] = (
        lambda: load_city(operator),
        lambda: make_accounts(operator),
        lambda: record_months(operator, chance),
        lambda: add_living_work(address, chance),
        lambda: score_months(operator, address, waiting),
    )
    with progress("loading the demo city", total=len(steps)) as bar:
        for step in steps:
            step()
            bar.advance(bar.task_ids[0])
