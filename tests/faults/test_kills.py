"""kill -9 at every point where a step was taken and the next one was not: nothing lost, made up, or done twice."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.polling import until

ROLES = ("probe_teller", "probe_hearer", "relay")
KILLS = (
    ("probe_teller", "before_commit"),
    ("probe_teller", "after_commit"),
    ("relay", "after_publish"),
    ("relay", "after_confirm"),
    ("probe_hearer", "before_commit"),
    ("probe_hearer", "after_commit"),
)
NOTES = 12


def test_a_process_killed_at_any_point_loses_nothing_and_repeats_nothing(
    probes: ProbeSuite, runs_per_point: int, chance: random.Random, tell_count: Callable[..., None]
):
    for role in ROLES:
        probes.start(role)
    probes.wait_until_serving(*ROLES)
    kills = [kill for kill in KILLS for _ in range(runs_per_point)]
    chance.shuffle(kills)
    for run, (role, point) in enumerate(kills):
        numbers = range(run * NOTES, (run + 1) * NOTES)
        time = chance.randint(1, NOTES - 2)
        probes.order_of(role).write_text(f"{point} {time}")
        with ThreadPoolExecutor(1) as client:
            acknowledged = client.submit(order_notes, probes.uri, numbers)
            until(lambda role=role: probes.children.died(role), what=f"the death of {role}")  # type: ignore[misc]
            probes.start(role)
            answered = acknowledged.result(120)
        probes.settled(numbers)
        tell_count(f"{run:>3} kill -9 {role} {point} #{time}", probes.books.count(numbers, answered))
    everything = range(len(kills) * NOTES)
    tell_count(f"{len(kills)} runs, counted again at the end", probes.books.count(everything, everything))
