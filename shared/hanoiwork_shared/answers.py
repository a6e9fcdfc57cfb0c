"""Idempotency: the answer to a command is kept with its effect, so the same key again gets the same answer."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, String, Table, Text, insert, select

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.errors import Conflict
from hanoiwork_shared.outbox import metadata

answers = Table(
    "answered",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("method", String(80), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered", Moment, nullable=False),
)


class KeyReused(Conflict):
    """An idempotency key came back with another request."""

    code = "shared.key_reused"
    vi = "Khóa chống lặp đã được dùng cho một yêu cầu khác; hãy tạo khóa mới."
    en = "This idempotency key was used for another request; make a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One command under one key: who asked, which method, and with what request."""

    person_id: str
    method: str
    key: str
    request: Mapping[str, Any]

    def fingerprint(self) -> str:
        """What tells this request from another one under the same key."""
        return hashlib.sha256(json.dumps(self.request, sort_keys=True, default=str).encode()).hexdigest()


class Answers:
    """Remembers the answers that one service has given to commands with a key."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def find(self, connection: Connection, asked: Asked) -> tuple[bool, Any]:
        """Whether this very request was answered before, and with what; raises KeyReused for a different one."""
        row = connection.execute(
            select(answers.c.fingerprint, answers.c.answer).where(
                answers.c.person_id == asked.person_id, answers.c.method == asked.method, answers.c.key == asked.key
            )
        ).one_or_none()
        if row is None:
            return False, None
        if row.fingerprint != asked.fingerprint():
            raise KeyReused(field="idempotencyKey")
        return True, json.loads(row.answer)

    def keep(self, connection: Connection, asked: Asked, answer: Any) -> None:
        """Keep an answer in the transaction of its effect."""
        connection.execute(
            insert(answers).values(
                person_id=asked.person_id,
                method=asked.method,
                key=asked.key,
                fingerprint=asked.fingerprint(),
                answer=json.dumps(answer, ensure_ascii=False),
                answered=self._clock.now(),
            )
        )
