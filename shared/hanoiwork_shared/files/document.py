"""JSON documents: exact numbers, no key twice, and what is wrong is named by line and column."""

import json
import re
from decimal import Decimal
from typing import Any

from hanoiwork_shared.amounts import LONGEST, exact
from hanoiwork_shared.files.refusals import FileMalformed
from hanoiwork_shared.phrases import Phrase

TOKEN = re.compile(r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\]:,"]+')
"""One piece of a JSON document: a key, a text, a bracket, or a number or word."""

TOO_DEEP = Phrase(vi="lồng nhau quá sâu", en="nested too deeply")
NO_NUMBER = Phrase(vi="“{text}” không phải là số dùng được", en="{text} is not a number that can be used")
KEY_TWICE = Phrase(vi="trường “{name}” lặp lại trong một đối tượng", en="the key “{name}” is there twice in one object")


def read_document(content: str) -> Any:
    """Read a JSON document; numbers are exact decimals. Raises FileMalformed with line and column."""
    text = content.removeprefix("\ufeff")
    try:
        return json.loads(
            text,
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=_number,
            object_pairs_hook=_no_repeated_keys,
        )
    except json.JSONDecodeError as error:
        raise FileMalformed(line=error.lineno, column=error.colno, reason=error.msg) from error
    except RecursionError as error:
        raise FileMalformed(line=1, column=1, reason=TOO_DEEP) from error
    except _Unwanted as error:
        line, column = _place(text, error)
        raise FileMalformed(line=line, column=column, reason=error.reason) from error


class _Unwanted(Exception):
    """Something that JSON's grammar (or Python's reading of it) allows and we do not: a number or a repeated key."""

    def __init__(self, *, reason: Phrase, number: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.number = number


def _number(text: str) -> Decimal:
    number = exact(text)
    if number is None:
        raise _Unwanted(reason=NO_NUMBER.format(text=text[:LONGEST]), number=text)
    return number


def _whole_number(text: str) -> int:
    return int(_number(text))


def _no_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Unwanted(reason=KEY_TWICE.format(name=name))
        found[name] = value
    return found


def _place(text: str, error: _Unwanted) -> tuple[int, int]:
    """Line and column of what the fast reader refused without saying where."""
    at = _place_of_number(text, error.number) if error.number else _place_of_repeated_key(text)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _place_of_number(text: str, number: str) -> int:
    return next((found.start() for found in TOKEN.finditer(text) if found.group() == number), 0)


def _place_of_repeated_key(text: str) -> int:
    open_objects: list[set[str]] = []
    for token in TOKEN.finditer(text):
        if token.group() in ("{", "["):
            open_objects.append(set())
        elif token.group() in ("}", "]"):
            open_objects.pop()
        elif token.group("key"):
            name = json.loads(token.group("key"))
            if name in open_objects[-1]:
                return token.start()
            open_objects[-1].add(name)
    return 0
