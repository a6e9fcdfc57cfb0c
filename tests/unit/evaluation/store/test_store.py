"""The store, on each kind of database: what is saved comes back exactly, and nobody overwrites somebody else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from hanoiwork_evaluation.domain import period as periods
from hanoiwork_evaluation.domain import sheet as sheets
from hanoiwork_evaluation.domain.lines import LineScore
from hanoiwork_evaluation.domain.refusals import ChunkLost
from hanoiwork_evaluation.domain.run import CHUNK_PEOPLE, LEASE, Made, lent, planned
from hanoiwork_evaluation.domain.sheet import Figures, LeaderTerms, Outcome, Post, Status
from hanoiwork_evaluation.service.ports import By, Which
from hanoiwork_evaluation.store import Store, metadata
from hanoiwork_evaluation.store.tables import reads
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.policy import Actor, Held, Role
from hanoiwork_shared.testing import drift, tell_places, told

JUNE, _ = periods.opened("2026-06", rule_pack="hanoi-2026", first_day=25)
TOGETHER = 0.5
"""Seconds in which what is not held back is done."""


@pytest.fixture
def store(runtime):
    return Store(runtime.database, runtime.outbox, clock=runtime.clock)


def draft(person="NVA", unit="CDS", person_type="civil_servant"):
    post = Post(person_id=person, unit_id=unit, person_type=person_type)
    return sheets.generated(post, period="2026-06", rule_pack="hanoi-2026")[0]


def test_the_migrated_tables_are_those_declared(runtime):
    assert drift(runtime, metadata) == []


def test_a_task_comes_back_as_a_line_of_its_person(store, make):
    entry = make.entry(points=Decimal("12.50"), quantity=Decimal(3), accepted_quantity=Decimal("1.5"), late_days=2)
    with store.begin() as session:
        session.learn(entry)
    with store.read() as session:
        assert session.lines(JUNE, ["NVA", "NVB"]) == {"NVA": (entry.line(),)}


def test_lines_stand_in_the_order_of_the_score_table(store, deck, make):
    with store.begin() as session:
        for entry in reversed(make.deck_entries(deck)):
            session.learn(entry)
    with store.read() as session:
        lines = session.lines(JUNE, ["NVA"])["NVA"]
    assert [line.code for line in lines] == [task["code"] for task in deck["tasks"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "draft"},
        {"status": "cancelled"},
        {"person_id": None},
        {"due": None},
        {"due": date(2026, 5, 24)},
        {"due": date(2026, 6, 25)},
    ],
)
def test_what_does_not_count_in_the_month_is_left_out(store, make, changes):
    with store.begin() as session:
        session.learn(make.entry(**changes, objective_id="O3"))
        assert session.lines(JUNE, ["NVA"]) == {}
        assert session.posts(JUNE) == ((), 0)
        assert session.tallies(JUNE, By.OBJECTIVE, ["O3"]) == {}


@given(order=st.permutations([1, 2, 3, 4, 4, 2]))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_news_ends_in_the_newest_state(store, make, order):
    task = "-".join(map(str, order))
    with store.begin() as session:
        for sequence in order:
            session.learn(
                make.entry(
                    task, sequence=sequence, person_id=task, late_days=sequence, objective_id=f"O{sequence}-{task}"
                )
            )
        [line] = session.lines(JUNE, [task])[task]
        assert line.late_days == 4
        keys = [f"O{sequence}-{task}" for sequence in range(1, 5)]
        assert list(session.tallies(JUNE, By.OBJECTIVE, keys)) == [f"O4-{task}"]


def test_posts_are_everybody_with_work_and_a_known_place(runtime, store, make):
    ids = tell_places(runtime, units={"CDS": None}, people={"NVA": "CDS", "HOMELESS": None})
    with store.begin() as session:
        session.learn(make.entry("1", person_id=ids["NVA"]))
        session.learn(make.entry("2", person_id=ids["NVA"]))
        session.learn(make.entry("3", person_id=ids["HOMELESS"]))
        session.learn(make.entry("4", person_id="unknown"))
        posts, skipped = session.posts(JUNE)
    assert posts == (Post(person_id=ids["NVA"], unit_id=ids["CDS"], person_type="civil_servant"),)
    assert skipped == 2


def test_a_period_is_kept_once_and_changed_by_one_at_a_time(store):
    closed, _ = periods.closed(JUNE, version=None)
    with store.begin() as session:
        session.add_period(JUNE)
        session.put_period(closed)
        assert session.period("2026-06") == closed
        assert session.periods() == (closed,)
        assert session.period("2026-07") is None
    with store.begin() as session, pytest.raises(Stale):
        session.put_period(closed)
    with pytest.raises(IntegrityError), store.begin() as session:
        session.add_period(replace(JUNE, id="other"))


def test_a_sheet_comes_back_whole_and_its_head_without_parts(store, make):
    sheet, line = draft(person_type="leader"), make.entry(points=Decimal(7)).line()
    third = Fraction(7, 3)
    figures = Figures(
        points=Fraction(7),
        quantity=third,
        quality=third,
        progress=Fraction(0),
        ratio=Fraction(305, 396),
        result=Fraction(21350, 396),
        lines=(LineScore(line=line, quantity=third, quality=third, progress=Fraction(0)),),
    )
    submitted, _ = sheets.submitted(
        sheet,
        scores=make.full(Decimal("0.25")),
        lines=[line],
        terms=LeaderTerms(unit_result=Decimal("0.5")),
        outcome=Outcome(general=Decimal("29.75"), total=Decimal("99.8"), level="excellent", figures=figures),
    )
    reviewed, _ = sheets.reviewed(
        submitted, by="HEAD", scores=make.full(), terms=submitted.terms, outcome=submitted.outcome
    )
    headless = replace(reviewed.outcome, figures=replace(figures, lines=()))
    with store.begin() as session:
        session.add_sheets([sheet])
        for state in (submitted, reviewed):
            session.put_sheet(state)
            assert session.sheets(Which(periods=["2026-06"])) == (state,)
        assert session.heads(Which(periods=["2026-06"])) == (
            replace(reviewed, self_scores=(), leader_scores=(), lines=(), outcome=headless),
        )


def test_the_second_of_two_changes_of_one_state_is_refused(store, make):
    sheet = draft()
    after, _ = sheets.submitted(sheet, scores=make.full(), lines=[], terms=None, outcome=Outcome())
    with store.begin() as session:
        session.add_sheets([sheet])
        session.put_sheet(after)
    with store.begin() as session, pytest.raises(Stale) as caught:
        session.put_sheet(after)
    assert (caught.value.details["current"], caught.value.details["sent"]) == (2, 1)


def test_a_person_has_one_sheet_of_a_month_under_a_pack(store):
    with pytest.raises(IntegrityError), store.begin() as session:
        session.add_sheets([draft(), draft()])


def test_sheets_are_chosen_by_people_units_status_and_place(store):
    mine, near, far = draft("A", "CDS"), draft("B", "CDS"), draft("C", "TCKT")
    with store.begin() as session:
        session.add_sheets([mine, near, far])

        def people(**which):
            return sorted(sheet.person_id for sheet in session.heads(Which(periods=["2026-06"], **which)))

        assert people() == ["A", "B", "C"]
        assert people(people=["A", "C"]) == ["A", "C"]
        assert people(people=[]) == []
        assert people(units=["CDS"]) == ["A", "B"]
        assert people(reader=Actor(person_id="C", grants=())) == ["C"]
        assert people(units=["CDS"], reader=Actor(person_id="C", grants=())) == []
        assert people(reader=Actor(person_id="C", grants=(Held(Role.AUDITOR, None),))) == ["A", "B", "C"]
        assert people(status=Status.APPROVED) == []
        first = session.sheets(Which(periods=["2026-06"]), first=2)
        rest = session.sheets(Which(periods=["2026-06"]), after=first[-1].id, first=2)
        assert sorted(sheet.person_id for sheet in (*first, *rest)) == ["A", "B", "C"]
        assert session.heads(Which(periods=["2026-07"])) == ()


def test_only_the_last_borrower_of_a_chunk_finishes_it(store):
    now = datetime(2026, 6, 26, tzinfo=UTC)
    run, [chunk] = planned(JUNE, ["A", "B"], skipped=1, by="OPERATOR", at=now)
    with store.begin() as session:
        session.add_run(run, [chunk])
        assert session.waiting_chunk(now) == (run, chunk)
        slow = lent(chunk, at=now)
        session.lend_chunk(slow)
        assert session.waiting_chunk(now) is None
        _, free = session.waiting_chunk(now + LEASE * 2)
        quick = lent(free, at=now + LEASE * 2)
        session.lend_chunk(quick)
    with store.begin() as session, pytest.raises(ChunkLost):
        session.finish_chunk(slow, Made(generated=2), now)
    with store.begin() as session:
        session.finish_chunk(quick, Made(generated=1, untouched=1), now)
        [done] = session.runs("2026-06")
    assert (done.finished, done.chunks_done, done.made) == (now, 1, Made(generated=1, untouched=1))
    with store.begin() as session, pytest.raises(ChunkLost):
        session.finish_chunk(quick, Made(), now)
    with store.read() as session:
        assert session.runs("2026-07") == ()


def test_a_run_ends_also_when_its_last_two_chunks_end_at_once(store):
    now = datetime(2026, 6, 26, tzinfo=UTC)
    run, chunks = planned(JUNE, [str(number) for number in range(CHUNK_PEOPLE + 1)], skipped=0, by="O", at=now)
    with store.begin() as session:
        session.add_run(run, chunks)

    def finish_second():
        with store.begin() as session:
            session.finish_chunk(chunks[1], Made(), now)

    second = Thread(target=finish_second)
    with store.begin() as session:
        session.finish_chunk(chunks[0], Made(), now)
        second.start()
        second.join(TOGETHER)
    second.join()
    with store.read() as session:
        [done] = session.runs("2026-06")
    assert (done.chunks_done, done.finished) == (2, now)


def test_a_month_is_closed_only_after_those_who_hold_it_open_are_done(store):
    with store.begin() as session:
        session.add_period(JUNE)
    order = []

    def close():
        with store.begin() as session:
            session.put_period(periods.closed(session.taken_period("2026-06"), version=None)[0])
            order.append("closed")

    closing = Thread(target=close)
    with store.begin() as session:
        assert session.held_period("2026-06").is_open
        closing.start()
        closing.join(TOGETHER)
        order.append("submitted")
    closing.join()
    assert order == ["submitted", "closed"]
    with store.begin() as session:
        assert not session.held_period("2026-06").is_open


def test_every_read_leaves_a_row(runtime, store):
    sheet = draft()
    with store.begin() as session:
        session.add_sheets([sheet])
        session.record_reads("HEAD", [sheet])
        session.record_reads("HEAD", [sheet])
        session.record_reads("HEAD", [])
    with runtime.database.read() as connection:
        row = connection.execute(select(reads)).mappings().first()
        assert connection.execute(select(func.count()).select_from(reads)).scalar() == 2
    assert (row["reader_id"], row["person_id"], row["sheet_id"]) == ("HEAD", "NVA", sheet.id)


def test_facts_are_told_with_the_rows_or_not_at_all(runtime, store):
    _, fact = periods.opened("2026-06", rule_pack="hanoi-2026", first_day=25)
    with store.begin() as session:
        session.tell(fact)
    with pytest.raises(IntegrityError), store.begin() as session:
        _tell_and_fail(session, fact)
    [envelope] = told(runtime)
    assert (envelope.type, envelope.subject) == ("evaluation.period.opened.v1", fact.period_id)
    assert envelope.data["starts"] == "2026-05-25"


def _tell_and_fail(session, fact):
    session.tell(fact)
    session.add_sheets([draft(), draft()])
