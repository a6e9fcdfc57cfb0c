"""What agreeing about tasks needs of a store."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from hanoiwork_tasks.domain.agreeing.extension import Extension
from hanoiwork_tasks.domain.agreeing.hand_over import HandOver
from hanoiwork_tasks.domain.agreeing.waiver import Waiver
from hanoiwork_tasks.service.ports import TaskSession
from hanoiwork_tasks.service.reads import Reads


class AgreementReads(Protocol):
    """What was agreed about tasks."""

    def extensions_of(self, task_ids: Sequence[str]) -> list[list[Extension]]:
        """The requests about tasks, oldest first, aligned with the ids."""
        ...

    def waivers_of(self, task_ids: Sequence[str]) -> list[list[Waiver]]:
        """The waivers of tasks, oldest first, aligned with the ids."""
        ...

    def hand_overs_of(self, task_ids: Sequence[str]) -> list[list[HandOver]]:
        """The hand-overs of tasks, oldest first, aligned with the ids."""
        ...


class AgreementQuestions(AgreementReads, Protocol):
    """The same, and what waits for somebody's answer."""

    def extensions_awaiting(self, person_id: str, *, most: int) -> list[Extension]:
        """Open requests about tasks that somebody assigned, oldest first."""
        ...

    def hand_overs_awaiting(self, person_id: str, *, most: int) -> list[HandOver]:
        """Open hand-overs that wait for somebody as giver, receiver or assigner, oldest first."""
        ...


class AgreementBook(AgreementReads, Protocol):
    """The same, to be written in."""

    def extension(self, extension_id: str) -> Extension:
        """The request with this id; refuses an unknown one."""
        ...

    def has_open_extension(self, task_id: str) -> bool:
        """Whether a request about the task waits for its answer."""
        ...

    def add_extension(self, extension: Extension) -> None:
        """Save a new request."""
        ...

    def put_extension(self, extension: Extension) -> None:
        """Save an answer; refuses when another came first."""
        ...

    def add_waiver(self, waiver: Waiver) -> None:
        """Save a waiver."""
        ...

    def hand_over(self, hand_over_id: str) -> HandOver:
        """The hand-over with this id; refuses an unknown one."""
        ...

    def has_open_hand_over(self, task_id: str) -> bool:
        """Whether a hand-over of the task waits for somebody's agreement."""
        ...

    def add_hand_over(self, hand_over: HandOver) -> None:
        """Save a new proposal."""
        ...

    def put_hand_over(self, hand_over: HandOver) -> None:
        """Save what became of it; refuses when another change came first."""
        ...


class AgreementSession(TaskSession, Protocol):
    """One transaction over tasks and what is agreed about them."""

    @property
    def agreed(self) -> AgreementBook:
        """What was agreed."""
        ...


class AgreementLook(Reads, Protocol):
    """One reading of tasks and of what was agreed about them."""

    @property
    def agreed(self) -> AgreementQuestions:
        """What was agreed."""
        ...


BeginAgreement = Callable[[], AbstractContextManager[AgreementSession]]
ReadAgreement = Callable[[], AbstractContextManager[AgreementLook]]
