"""After some wrong passwords a pause, longer each time, and never for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from hanoiwork_directory.domain.sign_in import FORGOTTEN, Attempts, SignInThrottled, counted

NOON = datetime(2026, 6, 15, 5, 0, tzinfo=UTC)


def failed(times: int) -> Attempts:
    return Attempts(subject="name:nva", failures=times, last=NOON)


def one_more(attempts: Attempts, *, seconds: float) -> Attempts:
    return counted(attempts, free=5, longest=timedelta(minutes=5), now=NOON + timedelta(seconds=seconds))


def test_the_first_wrong_passwords_cost_nothing():
    assert one_more(failed(4), seconds=0).failures == 5


@pytest.mark.parametrize(("failures", "pause"), [(5, 5), (6, 10), (7, 20), (10, 160), (11, 300), (5000, 300)])
def test_each_further_one_doubles_the_pause_up_to_the_longest(failures, pause):
    with pytest.raises(SignInThrottled) as refused:
        one_more(failed(failures), seconds=pause - 0.5)
    assert refused.value.details["seconds"] == 1
    assert refused.value.details["at"] == (NOON + timedelta(seconds=pause)).isoformat()
    assert one_more(failed(failures), seconds=pause).failures == failures + 1


def test_after_a_quiet_hour_the_count_begins_anew():
    assert one_more(failed(50), seconds=FORGOTTEN.total_seconds()).failures == 1
