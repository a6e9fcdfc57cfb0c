"""What one running service is made of; built at the composition root and handed to its entrypoints."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import ArgumentError

from hanoiwork_shared.acts import Acts
from hanoiwork_shared.answers import Answers
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.database import Database
from hanoiwork_shared.inbox import Inbox
from hanoiwork_shared.outbox import Outbox
from hanoiwork_shared.settings import PREFIX, SettingMalformed, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """The parts of one service. `own` holds the settings that its plug-in declares, or None."""

    name: str
    settings: Settings
    own: Any
    database: Database
    clock: Clock
    outbox: Outbox
    inbox: Inbox
    answers: Answers
    acts: Acts


def make_runtime(name: str, *, settings: Settings, clock: Clock, own: Any = None, url: str | None = None) -> Runtime:
    """Build the runtime of service `name` over its configured database, or over `url`.

    Raises SettingMalformed for an address that is none; it is not repeated, for it may hold a password.
    """
    try:
        database = Database(url or settings.database_of(name))
    except (ArgumentError, ValueError, ImportError) as error:
        raise SettingMalformed(name=f"{PREFIX}DATABASE_URL", reason="it is no address of a database") from error
    return Runtime(
        name=name,
        settings=settings,
        own=own,
        database=database,
        clock=clock,
        outbox=Outbox(source=f"/hanoiwork/{name}", clock=clock),
        inbox=Inbox(clock),
        answers=Answers(clock=clock, secret=settings.secret),
        acts=Acts(clock),
    )
