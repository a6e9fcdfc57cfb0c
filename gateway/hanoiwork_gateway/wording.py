"""What graphql-core finds wrong with a document or its variables, said in Vietnamese.

The English sentence is the library's own. What is not in the book is shown as it is, after a Vietnamese opening:
it is about the text of a query, and so for whoever writes one.
"""

import re

BOOK: dict[str, str] = {
    r"Syntax Error: Expected (.+), found (.+)\.": "Câu truy vấn sai cú pháp: cần {0}, lại gặp {1}.",
    r"Syntax Error: Unexpected (.+)\.": "Câu truy vấn sai cú pháp: gặp {0} không đúng chỗ.",
    r"Syntax Error: (.+)": "Câu truy vấn sai cú pháp: {0}",
    r"Cannot query field '(.+?)' on type '(.+?)'\..*": "Kiểu “{1}” không có trường “{0}”; hãy kiểm tra chính tả.",
    r"Unknown argument '(.+?)' on field '(.+?)'\..*": "“{1}” không nhận tham số “{0}”; hãy kiểm tra chính tả.",
    r"Field '(.+?)' argument '(.+?)' of type '(.+?)' is required.*": "“{0}” thiếu tham số bắt buộc “{1}” (kiểu {2}).",
    r"Variable '(.+?)' of required type '(.+?)' was not provided\.": "Thiếu biến “{0}” (kiểu {1}).",
    r"Field '(.+?)' is not defined by type '(.+?)'\..*": "“{1}” không có trường “{0}”; hãy kiểm tra chính tả.",
    r"Field '(.+?)' of required type '(.+?)' was not provided\.": "Thiếu trường bắt buộc “{0}” (kiểu {1}).",
    r"Expected non-nullable type '(.+?)' not to be None\.": "Không được để trống (kiểu {0}).",
    r"Expected type '(.+?)' to be a mapping\.": "Cần một đối tượng kiểu {0}.",
    r"Expected value of type '(.+?)', found (.+?)[.;].*": "Cần giá trị kiểu {0}, lại gặp {1}.",
    r"(\w+) cannot represent .*value: (.+)": "Giá trị {1} không thuộc kiểu {0}.",
    r"Not valid: (.+)\. Write a day as (.+)\.": "Giá trị {0} không hợp lệ; hãy viết ngày như {1}.",
    r"Not valid: (.+)\. Write a moment as (.+)\.": "Giá trị {0} không hợp lệ; hãy viết thời điểm như {1}.",
    r"Not valid: (.+)\. Write a number as (.+), without an exponent\.": (
        "Giá trị {0} không hợp lệ; hãy viết số như {1}, không dùng số mũ."
    ),
}
VARIABLE = re.compile(
    r"Variable '(?P<variable>.+?)' got invalid value .*?(?: at '(?P<place>[^']+)')?; "
    r"(?P<fault>(?:Field '|Not valid: |Expected |\w+ cannot represent ).+)",
    re.DOTALL,
)
"""How the fault of a variable begins; the value itself, which may be long, is not repeated in Vietnamese."""


def vietnamese(sentence: str) -> str:
    """Say a sentence of graphql-core in Vietnamese."""
    variable = VARIABLE.fullmatch(sentence)
    if variable is not None:
        return f"Biến “{variable['place'] or variable['variable']}”: {vietnamese(variable['fault'])}"
    for pattern, words in BOOK.items():
        if (found := re.fullmatch(pattern, sentence, re.DOTALL)) is not None:
            return words.format(*found.groups())
    return f"Câu truy vấn GraphQL không hợp lệ: {sentence}"
