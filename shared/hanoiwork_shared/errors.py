"""The family of refusals: what a caller did or met, and what it can do about it.

    Refused
    ├── Invalid            the request is wrong: mend it and send it again
    │   └── Several        more than one thing is wrong; all are listed
    ├── Unauthenticated    nobody known is asking: sign in
    ├── Forbidden          this person may not do this
    ├── NotFound           no such thing, or not for this person to know of
    ├── Conflict           things have moved on: read again, then decide
    │   └── Stale          the version sent is not the current one
    ├── Throttled          too much of it: wait as long as the details say (`seconds`), then try again
    └── Unavailable        a part of the suite is away: try again later

A refusal is an expected answer with a stable code and a sentence in both languages. Anything else that is
raised is a bug: it is logged, masked and parked, never shown.
"""

from collections.abc import Iterable
from typing import ClassVar


class Refused(Exception):
    """An expected refusal. Subclasses give `code`, `vi` and `en`; the sentences are filled with the details.

    `field` names the argument at fault, if one is. Details must be JSON-ready scalars or lists of them.
    """

    code: ClassVar[str] = "shared.refused"
    vi: ClassVar[str] = "Yêu cầu bị từ chối."
    en: ClassVar[str] = "The request was refused."

    def __init__(self, *, field: str | None = None, **details: object) -> None:
        super().__init__(self.code, field, details)
        self.field = field
        self.details = details

    def message(self, locale: str = "vi") -> str:
        """The sentence for a person, in `locale` (anything but "en" is Vietnamese)."""
        return (self.en if locale == "en" else self.vi).format(**self.details)

    def each(self) -> tuple["Refused", ...]:
        """Every single refusal this one stands for."""
        return (self,)

    def __str__(self) -> str:
        return f"{self.code}: {self.message('en')}"


class Invalid(Refused):
    """The request is wrong: mend it and send it again."""

    code = "shared.invalid"
    vi = "Yêu cầu không hợp lệ: {reason}."
    en = "The request is not valid: {reason}."


class Several(Invalid):
    """More than one thing is wrong; `problems` lists all of them."""

    code = "shared.several"
    vi = "Có {count} lỗi cần sửa."
    en = "There are {count} problems to mend."

    def __init__(self, problems: Iterable[Refused]) -> None:
        self.problems = tuple(single for problem in problems for single in problem.each())
        super().__init__(count=len(self.problems))

    def each(self) -> tuple[Refused, ...]:
        """The listed problems."""
        return self.problems

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)


class Unauthenticated(Refused):
    """Nobody known is asking."""

    code = "shared.unauthenticated"
    vi = "Bạn cần đăng nhập."
    en = "Sign in first."


class Forbidden(Refused):
    """This person may not do this."""

    code = "shared.forbidden"
    vi = "Bạn không có quyền thực hiện việc này."
    en = "You are not allowed to do this."


class NotFound(Refused):
    """No such thing, or not for this person to know of: the two look the same.

    `what` says in English what was looked for and `what_vi` in Vietnamese; a refusal whose own sentences say so needs
    neither.
    """

    code = "shared.not_found"
    vi = "Không tìm thấy {what} “{key}”."
    en = "There is no {what} “{key}”."

    def __init__(self, *, field: str | None = None, what_vi: str | None = None, **details: object) -> None:
        super().__init__(field=field, **details)
        self._what_vi = what_vi

    def message(self, locale: str = "vi") -> str:
        """The sentence for a person, in `locale`."""
        if locale == "en" or self._what_vi is None:
            return super().message(locale)
        return self.vi.format(**{**self.details, "what": self._what_vi})


class Conflict(Refused):
    """Things have moved on: read again, then decide."""

    code = "shared.conflict"
    vi = "Dữ liệu đã thay đổi; hãy tải lại rồi quyết định."
    en = "Things have changed; read again, then decide."


class Stale(Conflict):
    """The version sent is not the current one."""

    code = "shared.stale"
    vi = "Bản ghi đã được người khác sửa (phiên bản {current}, bạn gửi {sent}); hãy tải lại."
    en = "Somebody else changed this (version {current}, you sent {sent}); read it again."


class Throttled(Refused):
    """Too much of it: wait for `seconds`, a detail of every such refusal, then try again."""

    code = "shared.throttled"
    vi = "Quá nhiều yêu cầu; hãy thử lại sau {seconds} giây."
    en = "Too many requests; try again in {seconds} seconds."


class Unavailable(Refused):
    """A part of the suite is away: try again later."""

    code = "shared.unavailable"
    vi = "Dịch vụ “{what}” tạm thời không trả lời; hãy thử lại sau."
    en = "The service “{what}” does not answer at the moment; try again later."


def agree(current: int, sent: int | None, *, field: str = "version") -> None:
    """Refuse with Stale what was decided on another version than the current one; nothing sent agrees with any."""
    if sent is not None and sent != current:
        raise Stale(field=field, current=current, sent=sent)


def refuse_all(problems: Iterable[Refused]) -> None:
    """Raise what was found wrong: nothing for none, the problem itself for one, `Several` for more."""
    found = tuple(problems)
    if len(found) == 1:
        raise found[0]
    if found:
        raise Several(found)
