"""How long a service remembers what it told, heard and answered: long enough for every replay, and no longer.

Who did what (`acts`) is not among it: that record is for auditors, and is kept.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError

from hanoiwork_shared.answers import answers
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.database import Database
from hanoiwork_shared.inbox import inbox
from hanoiwork_shared.outbox import outbox

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0


def keep_forgetting(
    databases: Iterable[Database], *, clock: Clock, keep: timedelta, wait: Callable[[float], bool]
) -> None:
    """Forget once an hour what is older than `keep`; `wait` sleeps and says whether to stop."""
    databases = tuple(databases)
    while not wait(EVERY_SECONDS):
        for database in databases:
            try:
                forget(database, before=clock.now() - keep)
            except SQLAlchemyError as error:
                log.warning("could not forget what is old, and will try again in an hour: %s", error)


def forget(database: Database, *, before: datetime) -> int:
    """Delete sent events, inbox rows and kept answers older than `before`; returns how many rows went.

    What is not sent yet stays, whatever its age. Parked events stay until an operator deals with them.
    """
    with database.begin() as connection:
        gone = (
            connection.execute(delete(outbox).where(outbox.c.sent < before)).rowcount,
            connection.execute(delete(inbox).where(inbox.c.heard < before)).rowcount,
            connection.execute(delete(answers).where(answers.c.answered < before)).rowcount,
        )
    return sum(gone)
