"""All use cases of the service, as one value for its broker surface."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from hanoiwork_objectives.service.importing import Importing
from hanoiwork_objectives.service.listening import Listening
from hanoiwork_objectives.service.planning import Planning
from hanoiwork_objectives.service.ports import Session
from hanoiwork_objectives.service.reading import Readable, Reading
from hanoiwork_objectives.service.reporting import Reporting
from hanoiwork_shared.clock import Clock


class Objectives:
    """The service: planning, reporting, importing, listening to the tasks, and reading."""

    def __init__(
        self,
        *,
        begin: Callable[[], AbstractContextManager[Session]],
        read: Callable[[], AbstractContextManager[Readable]],
        clock: Clock,
    ) -> None:
        self.planning = Planning(begin=begin, clock=clock)
        self.reporting = Reporting(begin=begin, clock=clock)
        self.importing = Importing(begin=begin, clock=clock)
        self.listening = Listening(begin=begin, clock=clock)
        self.reading = Reading(read=read, clock=clock)
