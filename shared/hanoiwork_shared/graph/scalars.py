"""Days, moments and exact numbers in GraphQL: validated text in both directions, never a binary float."""

import decimal
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from graphene import Scalar
from graphql import GraphQLError, StringValueNode
from graphql.language import IntValueNode, Node

PLAIN_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,20})?", re.ASCII)
LONGEST = 60


def _checked_date(value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str) or len(value) != len("2026-06-25"):
        raise ValueError(value)
    return date.fromisoformat(value).isoformat()


def _checked_moment(value: object) -> str:
    text = value.isoformat() if isinstance(value, datetime) else value
    if not isinstance(text, str) or len(text) > LONGEST:
        raise ValueError(value)
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(value)
    return text


def _checked_number(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | decimal.Decimal):
        raise ValueError(value)  # noqa: TRY004 - all three checks answer alike, so that the caller handles one class
    text = f"{value:f}" if isinstance(value, decimal.Decimal) else str(value)
    if PLAIN_NUMBER.fullmatch(text) is None:
        raise ValueError(value)
    return text


def _refuse(value: object, *, hint: str) -> GraphQLError:
    return GraphQLError(f"Not valid: {str(value)[:LONGEST]!r}. {hint}")


class _Text(Scalar):
    """The common half of the scalars below: text on the wire, checked on the way in and on the way out."""

    class Meta:
        abstract = True

    hint: str
    checked: Callable[[object], str]

    @classmethod
    def parse_value(cls, value: object) -> str:
        """Check a variable."""
        try:
            return cls.checked(value)
        except ValueError as error:
            raise _refuse(value, hint=cls.hint) from error

    @classmethod
    def serialize(cls, value: object) -> str:
        """Check what a service answered; anything else is a bug of that service, a ValueError."""
        return cls.checked(value)

    @classmethod
    def parse_literal(cls, node: Node, _variables: Any = None) -> str:
        """Check a value written into the query."""
        if isinstance(node, StringValueNode | IntValueNode):
            return cls.parse_value(node.value)
        raise _refuse(getattr(node, "value", node.kind), hint=cls.hint)


class Date(_Text):
    """A calendar day in Hanoi as text: "2026-06-25"."""

    hint = 'Write a day as "2026-06-25".'
    checked = staticmethod(_checked_date)


class DateTime(_Text):
    """A moment as ISO 8601 text with its offset: "2026-06-25T09:30:00+00:00"."""

    hint = 'Write a moment as "2026-06-25T09:30:00+07:00", with its offset.'
    checked = staticmethod(_checked_moment)


class Decimal(_Text):
    """An exact decimal number as text: "83.9"; no exponent, no NaN, no infinity."""

    hint = 'Write a number as "83.9", without an exponent.'
    checked = staticmethod(_checked_number)
