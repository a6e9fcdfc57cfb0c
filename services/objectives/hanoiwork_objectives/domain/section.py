"""Reading one object of a file: each field by its kind, and every problem noted with its path instead of raised."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from hanoiwork_objectives.domain.amounts import weight_problems
from hanoiwork_objectives.domain.refusals import DocumentInvalid, PeriodReversed
from hanoiwork_shared.amounts import exact
from hanoiwork_shared.errors import Refused

Choice = TypeVar("Choice", bound=StrEnum)

SMALL = 1_000


class Section:
    """One JSON object at `path` of a file; what is wrong with it goes to `found`."""

    def __init__(self, value: Any, *, path: str, found: list[Refused]) -> None:
        self.path = path
        self._found = found
        self._fields: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self._note(path or "content", "phải là một đối tượng JSON", "it must be a JSON object")

    def known(self, names: set[str]) -> None:
        """Note every field that nobody knows."""
        for name in self._fields:
            if name not in names:
                self._note(
                    self.at(name), "trường không tồn tại; hãy kiểm tra chính tả", "no such field; check its name"
                )

    def text(self, name: str, *, most: int) -> str | None:
        """Read a required text of at most `most` characters."""
        if self._fields.get(name) is None:
            self._note(self.at(name), "thiếu trường bắt buộc", "it is required")
        return self.optional(name, most=most)

    def optional(self, name: str, *, most: int) -> str | None:
        """Read a text that may be left out or null."""
        value = self._fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not 0 < len(value) <= most or not _is_clean(value):
            self._note(
                self.at(name),
                f"phải là chữ, từ 1 đến {most} ký tự, không có khoảng trắng ở hai đầu",
                f"it must be text of 1 to {most} characters without white space at the ends",
            )
            return None
        return value

    def amount(self, name: str) -> Decimal | None:
        """Read a decimal, written as text or as a number."""
        value = self._fields.get(name)
        if value is None:
            return None
        number = exact(value) if isinstance(value, str | int | Decimal) and not isinstance(value, bool) else None
        if number is None:
            self._note(self.at(name), "phải là một số thập phân", "it must be a decimal number")
        return number

    def whole(self, name: str) -> int | None:
        """Read a small whole number that may be left out."""
        value = self._fields.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) <= SMALL):
            return value
        self._note(self.at(name), "phải là một số nguyên nhỏ", "it must be a small whole number")
        return None

    def day(self, name: str) -> date | None:
        """Read a required day."""
        try:
            return date.fromisoformat(self._fields[name])
        except (KeyError, TypeError, ValueError):
            self._note(self.at(name), "phải là một ngày, ví dụ 2026-06-30", "it must be a day such as 2026-06-30")
            return None

    def weight(self, name: str) -> Decimal:
        """Read a weight: above 0, and 1 when left out."""
        amount = self.amount(name)
        if amount is None:
            return Decimal(1)
        self._found.extend(weight_problems(amount, field=self.at(name)))
        return amount

    def flag(self, name: str) -> bool:
        """Read a yes or no, no when left out."""
        value = self._fields.get(name, False)
        if not isinstance(value, bool):
            self._note(self.at(name), "phải là true hoặc false", "it must be true or false")
        return value is True

    def choice(self, name: str, kind: type[Choice], *, default: Choice | None = None) -> Choice | None:
        """Read one of the words of `kind`; required unless there is a default."""
        value = self._fields.get(name, default)
        try:
            return kind(str(value))
        except ValueError:
            words = ", ".join(word.value for word in kind)
            self._note(self.at(name), f"phải là một trong: {words}", f"it must be one of: {words}")
            return None

    def days(self, name: str) -> tuple[date, date] | None:
        """Read a period, written as its first and last day; None when left out or wrong."""
        value = self._fields.get(name)
        if value is None:
            return None
        try:
            starts, ends = (date.fromisoformat(day) for day in value)
        except (TypeError, ValueError):
            self._note(
                self.at(name),
                'phải là hai ngày, ví dụ ["2026-04-01", "2026-12-31"]',
                'it must be two days such as ["2026-04-01", "2026-12-31"]',
            )
            return None
        if ends < starts:
            self._found.append(PeriodReversed(field=self.at(name), starts=str(starts), ends=str(ends)))
        return starts, ends

    def sections(self, name: str, *, required: bool = False) -> list["Section"]:
        """Read a list of objects; none when left out."""
        value = self._fields.get(name)
        if value is None and not required:
            return []
        if not isinstance(value, list):
            self._note(self.at(name), "phải là một danh sách", "it must be a list")
            return []
        return [Section(part, path=f"{self.at(name)}[{index}]", found=self._found) for index, part in enumerate(value)]

    def section(self, name: str) -> "Section | None":
        """Read one object; None when left out."""
        value = self._fields.get(name)
        return None if value is None else Section(value, path=self.at(name), found=self._found)

    def note_all(self, refusal: Refused) -> None:
        """Note what was refused about this object, with its path before each field."""
        self._found.extend(moved(problem, to=self.path) for problem in refusal.each())

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def _note(self, path: str, vi: str, en: str) -> None:
        self._found.append(DocumentInvalid(field=path, path=path, rule_vi=vi, rule_en=en))


def moved(problem: Refused, *, to: str) -> Refused:
    """The same problem with the path `to` before its field."""
    field = f"{to}.{problem.field}" if problem.field and to else problem.field or to
    return type(problem)(field=field, **problem.details)


def _is_clean(text: str) -> bool:
    """Whether text can be kept in any database: no NUL, no half of a surrogate pair, no white space at its ends."""
    return text == text.strip() and "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
