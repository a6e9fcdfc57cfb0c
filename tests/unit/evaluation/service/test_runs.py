"""Runs give everybody with work a draft; cut into chunks, they survive workers that die or come back late."""

from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_evaluation.domain.run import CHUNK_PEOPLE, LEASE, lent


def test_a_run_makes_a_draft_for_everybody_with_work_due_in_the_month(city, make):
    city.session.learn(make.entry("in", person_id="NVA"))
    city.session.learn(make.entry("out", person_id="NVB", due=date(2026, 6, 25)))
    city.session.learn(make.entry("lost", person_id="NOBODY"))
    city.periods.open(make.identity("OPERATOR"), code="2026-06")
    run = city.runs.start(make.identity("OPERATOR"), period="2026-06")
    assert (run.people, run.made.generated, run.made.untouched, run.skipped) == (2, 1, 0, 1)
    assert [sheet.person_id for sheet in city.session.kept.values()] == ["NVA"]
    assert city.session.told[-1].type == "evaluation.sheet.generated.v1"


def test_running_twice_gives_the_same_sheets(scored_city, make):
    before = dict(scored_city.session.kept)
    run = scored_city.runs.start(make.identity("CLERK"), period="2026-06")
    assert scored_city.session.kept == before
    assert (run.made.generated, run.made.refreshed, run.made.untouched) == (0, 0, 1)
    assert [each.made.generated for each in scored_city.runs.all(make.identity("CLERK"), period="2026-06")] == [0, 1]


def test_a_run_follows_a_transfer_on_drafts_and_leaves_submitted_sheets_alone(scored_city, make):
    scored_city.session.places.add_person("NVA", "TCKT")
    assert scored_city.runs.start(make.identity("OPERATOR"), period="2026-06").made.refreshed == 1
    [sheet] = scored_city.session.kept.values()
    assert (sheet.unit_id, sheet.version) == ("TCKT", 2)
    scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=make.full(Decimal(1)))
    scored_city.session.places.add_person("NVA", "CDS")
    run = scored_city.runs.start(make.identity("OPERATOR"), period="2026-06")
    assert (run.made.refreshed, run.made.untouched) == (0, 1)


@pytest.fixture
def large(city, make):
    """More people with work than one chunk holds, and a run over them that nobody has worked on."""
    for number in range(CHUNK_PEOPLE + 1):
        city.session.places.add_person(f"P{number}", "CDS")
        city.session.learn(make.entry(str(number), person_id=f"P{number}"))
    city.periods.open(make.identity("OPERATOR"), code="2026-06")
    city.runs.start(make.identity("OPERATOR"), period="2026-06")
    return city


def watched(city, make):
    return city.runs.all(make.identity("OPERATOR"))[0]


def test_a_large_run_is_done_chunk_by_chunk(large, make):
    assert (watched(large, make).chunks, watched(large, make).chunks_done) == (2, 0)
    assert large.runs.work()
    assert watched(large, make).finished is None
    assert large.runs.work()
    run = watched(large, make)
    assert (run.finished, run.made.generated) == (large.clock.now(), CHUNK_PEOPLE + 1)
    assert not large.runs.work()


def test_starting_again_while_a_run_is_going_answers_that_run(large, make):
    assert large.runs.start(make.identity("OPERATOR"), period="2026-06") == watched(large, make)


def test_a_chunk_whose_worker_died_is_taken_again_after_its_lease(large, make):
    for _ in range(2):
        _, chunk = large.session.waiting_chunk(large.clock.now())
        large.session.lend_chunk(lent(chunk, at=large.clock.now()))
    assert not large.runs.work()
    large.clock.move(LEASE * 2)
    while large.runs.work():
        pass
    assert watched(large, make).made.generated == len(large.session.kept) == CHUNK_PEOPLE + 1


def test_a_run_that_meets_a_closed_month_ends_without_touching_it(large, make):
    large.periods.close(make.identity("OPERATOR"), code="2026-06")
    while large.runs.work():
        pass
    assert watched(large, make).finished is not None
    assert large.session.kept == {}


def test_without_work_a_run_is_finished_at_once(city, make):
    city.periods.open(make.identity("OPERATOR"), code="2026-06")
    run = city.runs.start(make.identity("OPERATOR"), period="2026-06")
    assert (run.chunks, run.people, run.finished) == (0, 0, city.clock.now())
