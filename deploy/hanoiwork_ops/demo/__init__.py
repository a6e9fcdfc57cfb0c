"""The demo city: the city's own goals, plans and worked example, with generated neighbours from a fixed seed.

Loaded through the gateway like any city, so the demo shows nothing that a user could not do. Every command carries a
fixed key and every import is repeatable: an interrupted loading is finished by the next start.
"""

import random
from collections.abc import Callable

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.console import progress
from hanoiwork_ops.demo.accounts import PASSWORD, make_accounts
from hanoiwork_ops.demo.city import load_city
from hanoiwork_ops.demo.days import add_living_work
from hanoiwork_ops.demo.months import record_months, score_months

SEED = 2026


def load_demo(address: str, *, waiting: Callable[[], int]) -> None:
    """Load what is not there yet; `waiting` says how many events are still on their way between services."""
    operator = SuiteClient(address)
    operator.sign_in("operator", PASSWORD)
    try:
        if not _loaded(operator):
            _load(operator, address, waiting)
    finally:
        operator.close()


def _loaded(operator: SuiteClient) -> bool:
    people = operator.ask('{ people(search: "Nguyen Van A") { edges { node { code } } } }')["people"]["edges"]
    if not people:
        return False
    periods = operator.ask("{ periods { code } }")["periods"]
    return any(period["code"] == "2026-07" for period in periods)


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
