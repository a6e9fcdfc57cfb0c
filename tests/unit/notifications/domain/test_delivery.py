"""How often a delivery is tried."""

from datetime import UTC, datetime, timedelta

from hanoiwork_notifications.domain import MOST_TRIES, Delivery, State, Undeliverable, failed, sent

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def delivery(tries: int = 0) -> Delivery:
    return Delivery(id="d-1", notice_id="n-1", channel="email", state=State.WAITING, tries=tries, due=NOW)


def test_the_pause_between_tries_grows_up_to_an_hour() -> None:
    pauses = [failed(delivery(tries), error=OSError("away"), at=NOW).due - NOW for tries in range(MOST_TRIES - 1)]
    assert [pause.total_seconds() for pause in pauses] == [10, 40, 160, 640, 2560, 3600, 3600]


def test_after_the_eighth_failure_it_is_parked_with_the_reason() -> None:
    outcome = failed(delivery(MOST_TRIES - 1), error=OSError("still away"), at=NOW)
    assert (outcome.state, outcome.tries, outcome.reason) == (State.PARKED, 8, "OSError: still away")


def test_what_no_further_try_can_help_is_parked_at_once() -> None:
    assert failed(delivery(), error=Undeliverable("no address"), at=NOW).state is State.PARKED


def test_a_success_forgets_the_earlier_reason() -> None:
    outcome = sent(failed(delivery(), error=OSError("away"), at=NOW - timedelta(hours=1)))
    assert (outcome.state, outcome.reason, outcome.tries) == (State.SENT, None, 1)
