"""Pages of a list that can grow: keyset cursors, opaque to the caller, stable while rows are inserted."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from hanoiwork_shared.errors import Invalid
from hanoiwork_shared.writable import writable

FIRST = 20
"""How many items a page has when nobody says (our choice)."""

MOST = 100
"""The most items one page may have (our choice, in the public contract of the GraphQL API)."""

LONGEST_CURSOR = 1000
"""Characters of a cursor that we would have written ourselves; anything longer is not ours."""

Item = TypeVar("Item")
Found = TypeVar("Found")
CursorPart = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """A slice of a list: `cursors[i]` is the place of `items[i]`; `has_next` says whether more follow."""

    items: tuple[Item, ...]
    cursors: tuple[str, ...]
    has_next: bool


def page_of(
    found: Sequence[Found], *, first: int, item: Callable[[Found], Item], place: Callable[[Found], Sequence[CursorPart]]
) -> Page[Item]:
    """The `first` of what was found as a page; one more than that says that others follow.

    `item` makes of each what the page shows, `place` the sort values of its cursor.
    """
    shown = found[:first]
    return Page(
        items=tuple(item(one) for one in shown),
        cursors=tuple(encode_cursor(place(one)) for one in shown),
        has_next=len(found) > first,
    )


class CursorInvalid(Invalid):
    """The text is not a cursor this API gave out."""

    code = "shared.cursor_invalid"
    vi = "Con trỏ trang không hợp lệ; hãy dùng lại đúng giá trị “endCursor” đã nhận được."
    en = "This is not a valid page cursor; send back an “endCursor” exactly as received."


def encode_cursor(values: Sequence[CursorPart]) -> str:
    """Write the sort values of one row as an opaque cursor."""
    text = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(text: str, *, field: str = "after") -> list[CursorPart]:
    """Read the sort values back; whatever we did not write ourselves is refused, naming `field`."""
    if len(text) > LONGEST_CURSOR:
        raise CursorInvalid(field=field)
    try:
        values = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise CursorInvalid(field=field) from error
    if not isinstance(values, list) or not all(_is_part(value) for value in values):
        raise CursorInvalid(field=field)
    return values


def after_values(cursor: str, kinds: Sequence[type] = (str,), *, field: str = "after") -> tuple[Any, ...]:
    """Read a cursor that holds one value of each of `kinds`, in this order; any other is refused, naming `field`.

    Another list's cursor is well-formed and still not one of this list: no query is ever asked with its values.
    """
    values = decode_cursor(cursor, field=field)
    if len(values) != len(kinds) or not all(map(isinstance, values, kinds)):
        raise CursorInvalid(field=field)
    return tuple(values)


def _is_part(value: object) -> bool:
    if isinstance(value, str):
        return writable(value)
    return value is None or (isinstance(value, int) and not isinstance(value, bool))
