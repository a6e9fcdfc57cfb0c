"""Hints on how objectives and key results are worded. They warn and never block [our choice]."""

import re
from collections.abc import Iterable, Iterator

from hanoiwork_objectives.domain.measure import Kind, Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_shared.folding import fold

SHORTEST, SHORTEST_MEASURE, LONGEST = 10, 3, 200
"""Letters that a title needs to say something (an indicator may be called CPI), and that people read (our choice)."""

DOING = (
    "xây dựng", "tổ chức", "ban hành", "triển khai", "thực hiện", "tham mưu", "phối hợp", "rà soát", "xây mới",
    "soạn thảo", "tuyên truyền", "hướng dẫn", "đôn đốc", "nghiên cứu", "lập kế hoạch", "đào tạo", "tập huấn",
    "build", "organise", "organize", "issue", "implement", "carry out", "draft", "review", "coordinate", "develop",
)  # fmt: skip
"""Words that a task starts with, and a result does not (our list)."""

_STARTS = tuple(f"{fold(verb)} " for verb in DOING)
_NUMBER = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?!\d)\s*%?(?![\w/-])")
_YEAR = re.compile(r"(?:19|20|21)\d\d")

Hint = tuple[str, str]
"""A hint in Vietnamese and in English."""


def hints(
    objective: Objective, *, measures: Iterable[Measure], children: Iterable[Objective], locale: str
) -> tuple[str, ...]:
    """Say in `locale` what could be worded better in an objective, its measures and its children's titles."""
    own = tuple(measures)
    found = [
        *_numbered(objective),
        *_length(objective.code, objective.title, least=SHORTEST),
        *(hint for measure in own for hint in _of_a_measure(measure)),
        *_twice(measure.title for measure in own),
        *_twice(child.title for child in children),
    ]
    return tuple(en if locale == "en" else vi for vi, en in found)


def reads_like_a_task(title: str, *, unit: str) -> bool:
    """Whether a key result's title names a doing and nothing that could be counted."""
    if unit or any(letter.isdigit() for letter in title):
        return False
    return f"{fold(title)} ".startswith(_STARTS)


def has_number(title: str) -> bool:
    """Whether a title holds a number or percentage; a year, a date or a document's number is none."""
    found = (match.group().strip() for match in _NUMBER.finditer(title))
    return any(not _YEAR.fullmatch(number) for number in found)


def _of_a_measure(measure: Measure) -> Iterator[Hint]:
    yield from _like_a_task(measure)
    yield from _length(measure.code, measure.title, least=SHORTEST_MEASURE)


def _like_a_task(measure: Measure) -> Iterator[Hint]:
    if measure.kind is Kind.KR and reads_like_a_task(measure.title, unit=measure.unit):
        yield (
            f"{measure.code} giống một nhiệm vụ; kết quả then chốt nên nói đạt được gì, đo bằng gì.",
            f"{measure.code} reads like a task; a key result says what is reached and how it is measured.",
        )


def _numbered(objective: Objective) -> Iterator[Hint]:
    if has_number(objective.title):
        yield (
            f"{objective.code} có con số trong mục tiêu; hãy để con số cho kết quả then chốt.",
            f"{objective.code} has a number in its objective; leave numbers to the key results.",
        )


def _length(code: str, title: str, *, least: int) -> Iterator[Hint]:
    if len(title) < least:
        yield f"{code} có tên quá ngắn; hãy nói rõ hơn.", f"{code} has a very short title; say more."
    elif len(title) > LONGEST:
        yield (
            f"{code} có tên dài {len(title)} ký tự; nên tối đa {LONGEST}.",
            f"{code} has a title of {len(title)} letters; {LONGEST} are enough.",
        )


def _twice(titles: Iterable[str]) -> Iterator[Hint]:
    alike: dict[str, list[str]] = {}
    for title in titles:
        alike.setdefault(fold(title), []).append(title)
    for first, *others in alike.values():
        if others:
            count = len(others) + 1
            yield (
                f"Tên “{first}” được dùng {count} lần trong cùng một mục tiêu.",
                f"The title “{first}” is used {count} times in one objective.",
            )
