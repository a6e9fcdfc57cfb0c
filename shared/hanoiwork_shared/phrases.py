"""Phrases in both languages: those written as a pair, and those that json, csv and marshmallow have in English only."""

import re
from typing import Self

from hanoiwork_shared.errors import Refused


class Phrase(str):
    """A phrase that is given in both languages where it is written; as text it is the English one.

    A check of a door says what is wrong with it: `validate.Regexp(..., error=Phrase(vi="…", en="…"))`.
    """

    __slots__ = ("vi",)
    vi: str

    def __new__(cls, *, vi: str, en: str) -> Self:
        """Pair the two."""
        phrase = super().__new__(cls, en)
        phrase.vi = vi
        return phrase

    def format(self, *args: object, **kwargs: object) -> "Phrase":
        """Fill in both; marshmallow does so with the phrases it is given."""
        return Phrase(vi=self.vi.format(*args, **kwargs), en=super().format(*args, **kwargs))


BOOK: dict[str, str] = {
    # json
    r"Expecting value": "thiếu một giá trị",
    r"Expecting property name enclosed in double quotes": "thiếu tên trường trong dấu ngoặc kép",
    r"Expecting '(.)' delimiter": "thiếu dấu “{0}”",
    r"Unterminated string starting at": "chuỗi không có dấu đóng",
    r"Invalid control character(?: .*)? at": "chuỗi có ký tự điều khiển",
    r"Invalid \\.*escape.*": "dấu “\\” trong chuỗi không đúng",
    r"Illegal trailing comma before end of (?:object|array)": "thừa dấu phẩy trước khi đóng",
    r"Extra data": "thừa nội dung sau khi tài liệu đã hết",
    # csv
    r"unexpected end of data": "ô mở ngoặc kép mà không đóng",
    r"'(.)' expected after '\"'": "sau dấu ngoặc kép đóng phải là dấu “{0}”",
    r"field larger than field limit \((\d+)\)": "ô dài quá {0} ký tự",
    r"new-line character seen in unquoted field.*": "xuống dòng ở giữa ô",
    # marshmallow
    r"Not a valid string": "phải là chữ",
    r"Not a valid integer": "phải là số nguyên",
    r"Not a valid boolean": "phải là đúng hoặc sai",
    r"Not a valid list": "phải là một danh sách",
    r"(?:Invalid input type|Not a valid mapping type)": "phải là một đối tượng",
    r"Field may not be null": "không được để trống",
    r"Longer than maximum length (\d+)": "dài quá {0} ký tự hoặc phần tử",
    r"Shorter than minimum length (\d+)": "cần ít nhất {0} ký tự hoặc phần tử",
    r"Length must be between (\d+) and (\d+)": "cần từ {0} đến {1} ký tự hoặc phần tử",
    r"Must be one of: (.+)": "phải là một trong: {0}",
    r"Must be greater than or equal to (\S+) and less than or equal to (\S+)": "phải từ {0} đến {1}",
    r"Must be greater than or equal to (\S+)": "phải từ {0} trở lên",
    r"Must be less than or equal to (\S+)": "phải không quá {0}",
    # asked for by name
    r"From (\S+) to (\S+)": "phải từ {0} đến {1}",
    r"Write a title": "hãy viết tiêu đề",
    r"Name either a plan item or a task": "hãy chọn một trong hai: mục kế hoạch hoặc nhiệm vụ",
}
UNSPOKEN = "giá trị không dùng được"
"""For a phrase that is not in the book: a reader of Vietnamese is not sent an English one."""


def vietnamese(phrase: str) -> str:
    """Say a phrase in Vietnamese: as it says itself, or by the book; its full stop, if there is one, is kept."""
    if isinstance(phrase, Phrase):
        return phrase.vi
    stop = "." if phrase.endswith(".") else ""
    plain = phrase.removesuffix(".")
    for pattern, sentence in BOOK.items():
        if (found := re.fullmatch(pattern, plain, re.DOTALL)) is not None:
            return sentence.format(*found.groups()) + stop
    return UNSPOKEN + stop


class Phrased(Refused):
    """A refusal whose detail `reason` is a Phrase or one of the book; the Vietnamese sentence says it in Vietnamese."""

    def message(self, locale: str = "vi") -> str:
        """The sentence for a person, in `locale`."""
        if locale == "en":
            return super().message(locale)
        reason = self.details["reason"]
        said = vietnamese(reason if isinstance(reason, str) else str(reason))
        return self.vi.format(**{**self.details, "reason": said})
