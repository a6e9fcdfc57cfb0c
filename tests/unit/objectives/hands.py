"""Many hands at one database."""

import threading
import time

from sqlalchemy import text

WAITING = text("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
LONGEST = 60


def meanwhile(suite, first, second):
    """Do the second thing while the transaction of the first is open, which ends once the second waits or is done.

    What failed in the second is given back. Only PostgreSQL lets two write at once.
    """
    failures = []

    def run():
        try:
            second()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            failures.append(error)

    other, deadline = threading.Thread(target=run), time.monotonic() + LONGEST
    with suite.runtime.database.begin():
        first()
        other.start()
        while other.is_alive() and not _somebody_waits(suite):
            assert time.monotonic() < deadline
            other.join(0.02)
    other.join(LONGEST)
    assert not other.is_alive()
    return failures


def _somebody_waits(suite):
    with suite.runtime.database.engine.connect() as connection:
        return connection.execute(WAITING).scalar_one() > 0
