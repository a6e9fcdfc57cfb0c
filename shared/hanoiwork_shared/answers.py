"""Idempotency: the answer to a command is kept with its effect, so the same key again gets the same answer."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, String, Table, Text, insert, select

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.errors import Conflict, Invalid
from hanoiwork_shared.outbox import metadata

LONGEST_KEY = 120

answers = Table(
    "answered",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("method", String(80), primary_key=True),
    Column("key", String(LONGEST_KEY), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered", Moment, nullable=False),
)


class KeyTooLong(Invalid):
    """An idempotency key is longer than what is kept of one."""

    code = "shared.key_too_long"
    vi = "Khóa chống lặp dài quá {most} ký tự; hãy tạo khóa ngắn hơn."
    en = "The idempotency key is longer than {most} characters; make a shorter one."


class KeyReused(Conflict):
    """An idempotency key came back with another request."""

    code = "shared.key_reused"
    vi = "Khóa chống lặp đã được dùng cho một yêu cầu khác; hãy tạo khóa mới."
    en = "This idempotency key was used for another request; make a new one."


def checked_key(key: str | None) -> str | None:
    """The key as a client sent it; raises KeyTooLong for one that could not be kept whole."""
    if key is not None and len(key) > LONGEST_KEY:
        raise KeyTooLong(field="idempotencyKey", most=LONGEST_KEY)
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One command under one key: who asked, which method, and with what request."""

    person_id: str
    method: str
    key: str
    request: Mapping[str, Any]

    def fingerprint(self, secret: str) -> str:
        """What tells this request from another one under the same key; keyed, because a request may hold a password."""
        request = json.dumps(self.request, sort_keys=True, default=str)
        return hmac.new(secret.encode(), request.encode(), hashlib.sha256).hexdigest()


class Answers:
    """Remembers the answers that one service has given to commands with a key."""

    def __init__(self, *, clock: Clock, secret: str) -> None:
        self._clock = clock
        self._secret = secret

    def find(self, connection: Connection, asked: Asked) -> tuple[bool, Any]:
        """Whether this very request was answered before, and with what; raises KeyReused for a different one."""
        row = connection.execute(
            select(answers.c.fingerprint, answers.c.answer).where(
                answers.c.person_id == asked.person_id, answers.c.method == asked.method, answers.c.key == asked.key
            )
        ).one_or_none()
        if row is None:
            return False, None
        if row.fingerprint != asked.fingerprint(self._secret):
            raise KeyReused(field="idempotencyKey")
        return True, json.loads(row.answer)

    def keep(self, connection: Connection, asked: Asked, answer: Any) -> None:
        """Keep an answer in the transaction of its effect."""
        connection.execute(
            insert(answers).values(
                person_id=asked.person_id,
                method=asked.method,
                key=asked.key,
                fingerprint=asked.fingerprint(self._secret),
                answer=json.dumps(answer, ensure_ascii=False),
                answered=self._clock.now(),
            )
        )
