"""Extensions, waivers and hand-overs as rows."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, and_, insert, or_, select

from hanoiwork_tasks.domain.agreeing.extension import Answer, Extension
from hanoiwork_tasks.domain.agreeing.hand_over import HandOver, Party, Share, State
from hanoiwork_tasks.domain.agreeing.refusals import ExtensionUnknown, HandOverUnknown
from hanoiwork_tasks.domain.agreeing.waiver import Waiver
from hanoiwork_tasks.store.guarding import put_changed
from hanoiwork_tasks.store.planned import aligned
from hanoiwork_tasks.store.tables import extensions, hand_overs, tasks, waivers


class Agreed:
    """What people agreed about tasks, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def extension(self, extension_id: str) -> Extension:
        """The request with this id; refuses an unknown one."""
        row = self._row(extensions, extension_id)
        if row is None:
            raise ExtensionUnknown(what="extension", key=extension_id)
        return _extension(row)

    def has_open_extension(self, task_id: str) -> bool:
        """Whether a request about the task waits for its answer."""
        return self._any(extensions, task_id, extensions.c.answer == Answer.OPEN.value)

    def add_extension(self, extension: Extension) -> None:
        """Save a new request."""
        self._connection.execute(insert(extensions), asdict(extension) | {"answer": extension.answer.value})

    def put_extension(self, extension: Extension) -> None:
        """Save an answer; refuses when another came first."""
        put_changed(
            self._connection,
            extensions,
            asdict(extension) | {"answer": extension.answer.value},
            seen=extension.version - 1,
        )

    def extensions_of(self, task_ids: Sequence[str]) -> list[list[Extension]]:
        """The requests about tasks, oldest first, aligned with the ids."""
        rows = self._rows(extensions, task_ids, extensions.c.asked_at)
        return aligned(task_ids, ((row.task_id, _extension(row)) for row in rows))

    def add_waiver(self, waiver: Waiver) -> None:
        """Save a waiver."""
        self._connection.execute(insert(waivers), asdict(waiver))

    def waivers_of(self, task_ids: Sequence[str]) -> list[list[Waiver]]:
        """The waivers of tasks, oldest first, aligned with the ids."""
        rows = self._rows(waivers, task_ids, waivers.c.waived_at)
        return aligned(task_ids, ((row.task_id, Waiver(**row._asdict())) for row in rows))

    def hand_over(self, hand_over_id: str) -> HandOver:
        """The hand-over with this id; refuses an unknown one."""
        row = self._row(hand_overs, hand_over_id)
        if row is None:
            raise HandOverUnknown(what="hand-over", key=hand_over_id)
        return _hand_over(row)

    def has_open_hand_over(self, task_id: str) -> bool:
        """Whether a hand-over of the task waits for somebody's agreement."""
        return self._any(hand_overs, task_id, hand_overs.c.state == State.OPEN.value)

    def add_hand_over(self, hand_over: HandOver) -> None:
        """Save a new proposal."""
        self._connection.execute(insert(hand_overs), _hand_over_row(hand_over))

    def put_hand_over(self, hand_over: HandOver) -> None:
        """Save what became of it; refuses when another change came first."""
        put_changed(self._connection, hand_overs, _hand_over_row(hand_over), seen=hand_over.version - 1)

    def hand_overs_of(self, task_ids: Sequence[str]) -> list[list[HandOver]]:
        """The hand-overs of tasks, oldest first, aligned with the ids."""
        rows = self._rows(hand_overs, task_ids, hand_overs.c.proposed_at)
        return aligned(task_ids, ((row.task_id, _hand_over(row)) for row in rows))

    def extensions_awaiting(self, person_id: str, *, most: int) -> list[Extension]:
        """Open requests about tasks that somebody assigned, oldest first."""
        query = select(extensions).join(tasks, tasks.c.id == extensions.c.task_id)
        waiting = (tasks.c.assigner_id == person_id, extensions.c.answer == Answer.OPEN.value)
        rows = self._connection.execute(query.where(*waiting).order_by(*_oldest(extensions.c.asked_at)).limit(most))
        return [_extension(row) for row in rows]

    def hand_overs_awaiting(self, person_id: str, *, most: int) -> list[HandOver]:
        """Open hand-overs that wait for somebody as giver, receiver or assigner, oldest first."""
        parties = (
            (hand_overs.c.from_id, Party.GIVER),
            (hand_overs.c.to_id, Party.RECEIVER),
            (tasks.c.assigner_id, Party.ASSIGNER),
        )
        asked = or_(*(and_(who == person_id, hand_overs.c.agreed.not_like(f"%{party}%")) for who, party in parties))
        query = select(hand_overs).join(tasks, tasks.c.id == hand_overs.c.task_id)
        query = query.where(asked, hand_overs.c.state == State.OPEN.value)
        rows = self._connection.execute(query.order_by(*_oldest(hand_overs.c.proposed_at)).limit(most))
        return [_hand_over(row) for row in rows]

    def _row(self, table: Table, row_id: str) -> Any:
        return self._connection.execute(select(table).where(table.c.id == row_id)).first()

    def _rows(self, table: Table, task_ids: Sequence[str], order: Any) -> Sequence[Any]:
        query = select(table).where(table.c.task_id.in_(set(task_ids))).order_by(*_oldest(order))
        return self._connection.execute(query).all()

    def _any(self, table: Table, task_id: str, condition: Any) -> bool:
        query = select(table.c.id).where(table.c.task_id == task_id, condition).limit(1)
        return self._connection.execute(query).first() is not None


def _oldest(moment: Any) -> tuple[Any, Any]:
    return moment, moment.table.c.id


def _extension(row: Any) -> Extension:
    return Extension(**{**row._asdict(), "answer": Answer(row.answer)})


def _hand_over(row: Any) -> HandOver:
    values = row._asdict()
    kept = Share(points=values.pop("kept_points"), quantity=values.pop("kept_quantity"))
    agreed = frozenset(Party(name) for name in row.agreed.split(",") if name)
    return HandOver(**{**values, "kept": kept, "agreed": agreed, "state": State(row.state)})


def _hand_over_row(hand_over: HandOver) -> dict[str, Any]:
    values = asdict(hand_over)
    del values["kept"]
    agreed = ",".join(sorted(party.value for party in hand_over.agreed))
    kept = {"kept_points": hand_over.kept.points, "kept_quantity": hand_over.kept.quantity}
    return {**values, **kept, "agreed": agreed, "state": hand_over.state.value}
