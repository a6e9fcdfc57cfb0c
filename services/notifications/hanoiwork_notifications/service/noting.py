"""Noting whom a step of a task or a sheet concerns: each is told once."""

from collections.abc import Iterable, Sequence

from hanoiwork_notifications import domain
from hanoiwork_notifications.domain import Kind, Notice
from hanoiwork_notifications.events import (
    CommentSlice,
    DifficultySlice,
    EntrySlice,
    ExtensionSlice,
    HandOverSlice,
    SheetSlice,
    TaskSlice,
)
from hanoiwork_notifications.service.access import ANSWER_DIFFICULTY, APPROVE_ENTRY, REVIEW_SHEET
from hanoiwork_notifications.service.ports import Begin, Session
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Unavailable


class Noting:
    """Takes in the facts of tasks and sheets; `channels` are the names of those in force."""

    def __init__(self, *, begin: Begin, clock: Clock, channels: Iterable[str]) -> None:
        self._begin = begin
        self._clock = clock
        self._channels = tuple(channels)

    def task_moved(self, kind: Kind, told: TaskSlice, *, by: str | None = None, cause_id: str) -> None:
        """Note whom a task's step concerns but for whoever did it."""
        with self._begin() as session:
            self._note(session, domain.notices_of_task(kind, told, by=by, cause_id=cause_id, at=self._clock.now()))

    def extension_asked(self, kind: Kind, told: ExtensionSlice, *, cause_id: str) -> None:
        """Note who is to answer a request for a later deadline, or, of a refusal, who had asked."""
        answered = kind is Kind.EXTENSION_REFUSED
        self._tell(kind, told, [told.person_id if answered else told.awaits_id], cause_id=cause_id)

    def hand_over_proposed(self, told: HandOverSlice, *, cause_id: str) -> None:
        """Note who has still to agree to a hand-over."""
        self._tell(Kind.HAND_OVER_PROPOSED, told, told.awaits_ids, cause_id=cause_id)

    def difficulty_moved(self, kind: Kind, told: DifficultySlice, *, cause_id: str) -> None:
        """Note who is to answer a difficulty, in the unit asked; of an answer, who raised it."""
        with self._begin() as session:
            people: tuple[str, ...] = (told.person_id,)
            if kind is not Kind.DIFFICULTY_ANSWERED:
                unit, today = told.asked_unit_id or "", self._clock.today()
                people = session.holders(unit, ANSWER_DIFFICULTY.roles, on=today)
            about = told.measure_id or told.task_id
            now = self._clock.now()
            notices = domain.notices_to(people, kind, subject_id=about, code=told.code, cause_id=cause_id, at=now)
            self._note(session, notices)

    def commented(self, told: CommentSlice, *, cause_id: str) -> None:
        """Note who was called in a comment, and who follows the task it stands on; never who wrote it."""
        now = self._clock.now()
        with self._begin() as session:
            for kind, people in ((Kind.COMMENT_MENTIONED, told.mentioned_ids), (Kind.COMMENT_ADDED, told.follower_ids)):
                others = [one for one in people if one != told.person_id]
                self._note(
                    session,
                    domain.notices_to(others, kind, subject_id=told.task_id, code=told.code, cause_id=cause_id, at=now),
                )

    def entry_moved(self, kind: Kind, told: EntrySlice, *, cause_id: str) -> None:
        """Note who is to decide on a proposal for the catalogue; of a decision, who proposed it."""
        with self._begin() as session:
            people: tuple[str, ...] = (told.person_id,)
            if kind is Kind.ENTRY_SUBMITTED:
                people = self._deciders(session, told)
            others = tuple(one for one in people if one != told.decided_by)
            now = self._clock.now()
            self._note(
                session,
                domain.notices_to(others, kind, subject_id=told.entry_id, code=told.code, cause_id=cause_id, at=now),
            )

    def sheet_moved(self, kind: Kind, told: SheetSlice, *, cause_id: str) -> None:
        """Note whom a score sheet's step concerns; raises Unavailable while those above it are not known here yet."""
        with self._begin() as session:
            reviewers = self._reviewers(session, told) if kind is Kind.SHEET_SUBMITTED else ()
            now = self._clock.now()
            self._note(session, domain.notices_of_sheet(kind, told, reviewers=reviewers, cause_id=cause_id, at=now))

    def _tell(
        self, kind: Kind, told: ExtensionSlice | HandOverSlice, to: Iterable[str | None], *, cause_id: str
    ) -> None:
        people = [one for one in to if one is not None]
        now = self._clock.now()
        with self._begin() as session:
            self._note(
                session,
                domain.notices_to(people, kind, subject_id=told.task_id, code=told.code, cause_id=cause_id, at=now),
            )

    def _note(self, session: Session, notices: Sequence[Notice]) -> None:
        for notice in notices:
            if session.add(notice):
                for channel in self._channels:
                    session.add_delivery(domain.delivery_of(notice, channel=channel))
                session.tell(domain.notice_told(notice))

    def _deciders(self, session: Session, told: EntrySlice) -> tuple[str, ...]:
        """Those nearest above who decide on a unit's catalogue, in the first unit up the line that has any other."""
        roles, today = APPROVE_ENTRY.roles, self._clock.today()
        holders = [session.holders(unit_id, roles, on=today) for unit_id in session.line(told.unit_id)]
        return _nearest(holders, but=told.person_id)

    def _reviewers(self, session: Session, told: SheetSlice) -> tuple[str, ...]:
        """Those nearest above the person: who may review in the first unit up the line that has any other.

        A leader's own unit does not decide on its leader. Where nobody at all is known who might review, the grants
        are still on their way; where only the person is, nobody stands above.
        """
        roles, today = REVIEW_SHEET.roles, self._clock.today()
        holders = [session.holders(unit_id, roles, on=today) for unit_id in _line(session, told)]
        if not any(holders):
            raise Unavailable(what=f"reviewers of unit {told.unit_id}")
        return _nearest(holders, but=told.person_id)


def _nearest(holders: Sequence[Sequence[str]], *, but: str) -> tuple[str, ...]:
    """The first of these groups up the line in which there is anybody else."""
    others = (tuple(person for person in held if person != but) for held in holders)
    return next((held for held in others if held), ())


def _line(session: Session, told: SheetSlice) -> tuple[str, ...]:
    line = session.line(told.unit_id)
    if not line or not session.whole(line):
        raise Unavailable(what=f"unit {told.unit_id}")
    leads = session.leads(told.person_id)
    if leads is None:
        raise Unavailable(what=f"person {told.person_id}")
    return line[1:] if leads and len(line) > 1 else line
