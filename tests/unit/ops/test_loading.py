"""Loading files through the gateway waits for what the services have still to hear of, and for nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from hanoiwork_ops import loading
from hanoiwork_ops.client import Answered, AnsweredSeveral
from hanoiwork_ops.loading import Step, run_steps

GOALS = Step(file="goals.json", mutation="importObjectives", content="{}")
UNITS = Step(file="units.csv", mutation="importUnits", content="code")
FORBIDDEN = Answered("shared.forbidden", "You are not allowed to do this.")


class Gateway:
    """A suite that refuses as it is told to, then takes everything."""

    def __init__(self, *refusals: Answered) -> None:
        self._refusals: Iterator[Answered] = iter(refusals)
        self.taken: list[tuple[str, bool]] = []

    def report_of(self, mutation: str) -> str:
        return "report { created }"

    def do(self, mutation: str, given: Mapping[str, Any], *, wanted: str) -> dict[str, Any]:
        for refusal in self._refusals:
            raise refusal
        self.taken.append((mutation, given["dryRun"]))
        return {"report": {"created": 1}}


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loading, "HEARSAY_SECONDS", 0.5)


def test_every_step_is_tried_before_the_first_is_done():
    gateway = Gateway()
    list(run_steps(gateway, [UNITS, GOALS], dry_run=False))  # type: ignore[arg-type]
    tried, done = (
        [("importUnits", True), ("importObjectives", True)],
        [("importUnits", False), ("importObjectives", False)],
    )
    assert gateway.taken == tried + done


def test_goals_wait_until_the_service_has_heard_of_the_operators_grant():
    gateway = Gateway(FORBIDDEN, FORBIDDEN)
    list(run_steps(gateway, [GOALS], dry_run=False))  # type: ignore[arg-type]
    assert gateway.taken == [("importObjectives", True), ("importObjectives", False)]


def test_who_may_not_load_goals_is_refused_when_patience_ends():
    gateway = Gateway(*[FORBIDDEN] * 100)
    with pytest.raises(AnsweredSeveral, match=r"goals\.json: You are not allowed"):
        list(run_steps(gateway, [GOALS], dry_run=False))  # type: ignore[arg-type]
    assert gateway.taken == []


def test_who_may_not_load_units_is_refused_at_once():
    gateway = Gateway(FORBIDDEN)
    with pytest.raises(AnsweredSeveral, match=r"units\.csv: You are not allowed"):
        list(run_steps(gateway, [UNITS], dry_run=False))  # type: ignore[arg-type]
