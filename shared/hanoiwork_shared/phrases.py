"""What json, csv and marshmallow say in English, and what we add in their manner, said in Vietnamese as well."""

import re

from hanoiwork_shared.errors import Refused

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
    r"nested too deeply": "lồng nhau quá sâu",
    r"(.+) is not a number that can be used": "“{0}” không phải là số dùng được",
    r"the key “(.+)” is there twice in one object": "trường “{0}” lặp lại trong một đối tượng",
    # csv
    r"unexpected end of data": "ô mở ngoặc kép mà không đóng",
    r"'(.)' expected after '\"'": "sau dấu ngoặc kép đóng phải là dấu “{0}”",
    r"field larger than field limit \((\d+)\)": "ô dài quá {0} ký tự",
    r"new-line character seen in unquoted field.*": "xuống dòng ở giữa ô",
    r"(\d+) cells where the heading has (\d+)": "có {0} ô trong khi dòng tiêu đề có {1}",
    r"more than (\d+) rows": "quá {0} dòng",
    r"(.+) is not UTF-8": "{0} không phải là UTF-8",
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
    # our own doors
    r"Send a decimal as text": "hãy gửi số thập phân dưới dạng chữ",
    r"Not a number": "không phải là số",
    r"Not a day like (\S+)": "không phải là ngày, ví dụ {0}",
    r"No white space at the ends": "không để khoảng trắng ở hai đầu",
    r"It (?:holds|contains) characters that are no text": "có ký tự không phải là chữ",
    r"It must not be blank": "không được chỉ có khoảng trắng",
    r"From (\S+) to (\S+)": "phải từ {0} đến {1}",
    r"Write a title": "hãy viết tiêu đề",
    r"Name either a plan item or a task": "hãy chọn một trong hai: mục kế hoạch hoặc nhiệm vụ",
}
UNSPOKEN = "giá trị không dùng được"
"""For a phrase that is not in the book: a reader of Vietnamese is not sent an English one."""


def vietnamese(phrase: str) -> str:
    """Say a phrase of the book in Vietnamese; its full stop, if there is one, is kept."""
    stop = "." if phrase.endswith(".") else ""
    plain = phrase.removesuffix(".")
    for pattern, sentence in BOOK.items():
        if (found := re.fullmatch(pattern, plain, re.DOTALL)) is not None:
            return sentence.format(*found.groups()) + stop
    return UNSPOKEN + stop


class Phrased(Refused):
    """A refusal whose detail `reason` is a phrase of the book, in English; the Vietnamese sentence translates it."""

    def message(self, locale: str = "vi") -> str:
        """The sentence for a person, in `locale`."""
        if locale == "en":
            return super().message(locale)
        return self.vi.format(**{**self.details, "reason": vietnamese(str(self.details["reason"]))})
