"""Reading a loaded JSON file so that every problem is listed with its path, not only the first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hanoiwork_shared.amounts import exact
from hanoiwork_shared.errors import Refused
from hanoiwork_tasks.domain.files.refusals import CodeRepeated, FieldInvalid, FieldMissing, FieldUnknown

LONGEST_CODE = 60
_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One value of the document, where it stands, and the list of problems the whole reading shares."""

    value: Any
    path: str
    problems: list[Refused] = field(default_factory=list)

    def note(self, problem: Refused) -> None:
        """Remember what is wrong here and read on."""
        self.problems.append(problem)

    def wants(self, vi: str, en: str) -> None:
        """Remember that the value is not what it should be."""
        self.note(FieldInvalid(field=self.path or "content", wanted_vi=vi, wanted=en))

    def fields(self, *, needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> "Mapping[str, Node]":
        """The fields of an object by name, all the needed ones and those allowed that are there.

        Unknown and missing fields are noted; a missing one reads as empty without a second complaint.
        """
        value = self.value if isinstance(self.value, Mapping) else {}
        nodes = {name: Node(value=None, path=self.at(name)) for name in needed}
        if value is not self.value:
            self.wants("một đối tượng", "an object")
            return nodes
        for name in value:
            if name not in needed and name not in allowed:
                self.note(FieldUnknown(field=self.at(name), name=name[:_LONGEST]))
        for name in needed:
            if name not in value:
                self.note(FieldMissing(field=self.at(name), name=name))
        here = {name: Node(value=part, path=self.at(name), problems=self.problems) for name, part in value.items()}
        return nodes | here

    def rows(self) -> "Iterator[Node]":
        """The values of a list."""
        if not isinstance(self.value, list):
            self.wants("một danh sách", "a list")
            return
        for place, value in enumerate(self.value):
            yield Node(value=value, path=f"{self.path}[{place}]", problems=self.problems)

    def at(self, name: str) -> str:
        """The path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def text(self, *, longest: int = _LONGEST) -> str:
        """A sentence: not empty, not too long, storable."""
        value = self.value.strip() if isinstance(self.value, str) else ""
        if not value or len(value) > longest or not storable(value):
            self.wants(f"chữ, từ 1 đến {longest} ký tự", f"text of 1 to {longest} characters")
            return ""
        return value

    def amount(self) -> Decimal:
        """A decimal, written as a number or as text; NaN when it is neither."""
        value = self.value
        if isinstance(value, int | Decimal | str) and not isinstance(value, bool):
            number = exact(value)
            if number is not None:
                return number
        self.wants("một số", "a number")
        return Decimal("NaN")

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self.wants("true hoặc false", "true or false")
        return self.value is True


def storable(text: str) -> bool:
    """Whether every database can keep the text: no NUL, no lone surrogate."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def code_once(node: Node, *, seen: set[str]) -> str:
    """A code, noted as a problem when it has been seen before in the same place."""
    code = node.text(longest=LONGEST_CODE)
    if code and code in seen:
        node.note(CodeRepeated(field=node.path, key=code))
    seen.add(code)
    return code
