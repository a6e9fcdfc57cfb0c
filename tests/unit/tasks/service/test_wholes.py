"""Two people at the same whole at the same time, on each kind of database."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.store import Store

LONG_ENOUGH_TO_PASS = 0.5
SECONDS = 20


def test_of_two_assignments_that_only_fit_alone_the_second_is_refused(stored_city) -> None:
    city = stored_city
    whole = city.draft()
    first, second = (city.draft(parent=whole.id, points=None) for _ in range(2))
    store = Store(city.runtime.database, city.runtime.outbox)
    terms = Terms(points=Decimal(12), product="x", authority="x", due=date(2026, 6, 24))

    def assign_second() -> Task:
        return city.desk.drafting.assign(city.who("TP"), task=second.id, person="NVA", terms=terms)

    with ThreadPoolExecutor(max_workers=1) as other:
        with store.begin() as session:
            session.held(whole.id)
            assigning: Future[Task] = other.submit(assign_second)
            assert wait([assigning], timeout=LONG_ENOUGH_TO_PASS).not_done, "it passed the one before it"
            session.put(replace(first, points=Decimal(12), version=2))
        with pytest.raises(refusals.PointsOver):
            assigning.result(timeout=SECONDS)
