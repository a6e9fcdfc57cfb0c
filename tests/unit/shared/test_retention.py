"""What is old is forgotten, unless somebody still waits for it."""

from datetime import timedelta

from sqlalchemy import func, select, update

from hanoiwork_shared.acts import acts
from hanoiwork_shared.answers import Asked, answers
from hanoiwork_shared.causes import Act
from hanoiwork_shared.outbox import outbox
from hanoiwork_shared.retention import forget, keep_forgetting

ASKED = Asked(person_id="p", method="m", key="k", request={})


def count(runtime, table) -> int:
    with runtime.database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def remember(runtime, tell, *, sent: bool) -> None:
    with runtime.database.begin() as connection:
        tell("a")
        runtime.answers.keep(connection, ASKED, None)
        if sent:
            connection.execute(update(outbox).values(sent=runtime.clock.now()))


def test_sent_events_and_answers_are_forgotten_after_their_time(runtime, tell):
    remember(runtime, tell, sent=True)

    assert forget(runtime.database, before=runtime.clock.now()) == 0
    assert forget(runtime.database, before=runtime.clock.now() + timedelta(seconds=1)) == 2
    assert count(runtime, answers) == count(runtime, outbox) == 0


def test_an_event_that_still_waits_is_never_forgotten(runtime, tell):
    remember(runtime, tell, sent=False)

    forget(runtime.database, before=runtime.clock.now() + timedelta(days=1000))

    assert count(runtime, outbox) == 1


def test_forgetting_goes_on_until_it_is_told_to_stop(runtime, tell):
    remember(runtime, tell, sent=True)
    runtime.clock.move(timedelta(days=91))
    stops = iter((False, True))

    keep_forgetting([runtime.database], clock=runtime.clock, keep=timedelta(days=90), wait=lambda _: next(stops))

    assert count(runtime, outbox) == 0


def test_who_did_what_is_never_forgotten(runtime):
    with runtime.database.begin() as connection:
        runtime.acts.record(connection, Act(person_id="p"), method="m", key=None)

    forget(runtime.database, before=runtime.clock.now() + timedelta(days=1000))

    assert count(runtime, acts) == 1
