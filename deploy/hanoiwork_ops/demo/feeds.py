"""A system of the city that reports by itself, each value once under a key of its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hanoiwork_ops.client import Answered, AnsweredSeveral
from hanoiwork_ops.demo.check_ins import DAYS
from hanoiwork_ops.demo.desk import HEARSAY_SECONDS, Desk
from hanoiwork_ops.demo.stand_ins import MACHINE
from hanoiwork_ops.loading import RIGHTS_UNHEARD, patiently

OUTCOMES = "outcomes { refusals { code message field } }"


def feed(desk: Desk, measure: str, values: Sequence[str], today: date) -> None:
    """Report a measure's values up to today; again while the system's right to do so has not been heard of."""
    items = [
        {"sourceKey": f"{measure}-{on}", "measure": measure, "value": value, "on": on.isoformat()}
        for on, value in zip(DAYS, values, strict=True)
        if on <= today
    ]
    if items:
        patiently(lambda: _fed(desk, items), seconds=HEARSAY_SECONDS, unheard=RIGHTS_UNHEARD)


def _fed(desk: Desk, items: Sequence[Mapping[str, Any]]) -> None:
    outcomes = desk.client(MACHINE).do("feedMeasures", {"items": items}, wanted=OUTCOMES)["outcomes"]
    refused = [Answered(said["code"], said["message"]) for one in outcomes for said in one["refusals"] or []]
    if refused:
        raise AnsweredSeveral(refused)
