"""What a task may say in a field, and what it keeps in another list."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_tasks.domain.fields import value as saying
from hanoiwork_tasks.domain.fields.field import FieldKind, ListField, Option
from hanoiwork_tasks.domain.fields.refusals import (
    AddressInvalid,
    NumberInvalid,
    OptionRetired,
    OptionUnknown,
    TextInvalid,
    ValueKindWrong,
)
from hanoiwork_tasks.domain.fields.value import LONGEST_TEXT, Said, Value

OPTIONS = (Option(id="y", label="Y tế"), Option(id="g", label="Giáo dục"), Option(id="x", label="Cũ", retired=True))


def field(kind: FieldKind, **given: Any) -> ListField:
    options = OPTIONS if "choice" in kind else ()
    return ListField(
        **{"id": kind, "list_id": "l", "key": kind, "kind": kind, "label": kind, "options": options} | given
    )


def read(kind: FieldKind, *, held: Any = None, terms: dict[str, Any] | None = None, **said: Any) -> Any:
    return saying.read(field(kind, **(terms or {})), Said(field=kind, **said), held=held)


@pytest.mark.parametrize(
    ("kind", "said", "value", "shown"),
    [
        (FieldKind.TEXT, {"text": " 12/UBND\r\n-VX "}, "12/UBND\n-VX", "12/UBND\n-VX"),
        (FieldKind.TEXT, {"text": "ha\u0300"}, "hà", "hà"),
        (FieldKind.NUMBER, {"number": Decimal(-1234)}, Decimal(-1234), "-1.234"),
        (FieldKind.DATE, {"day": date(2026, 6, 4)}, date(2026, 6, 4), "04/06/2026"),
        (FieldKind.CHOICE, {"options": ("Y tế",)}, ("y",), "Y tế"),
        (FieldKind.SEVERAL_CHOICES, {"options": ("g", "Y tế", "g")}, ("y", "g"), "Y tế, Giáo dục"),
        (FieldKind.PERSON, {"person": "nva"}, "nva", "nva"),
        (FieldKind.YES_NO, {"yes": True}, True, "Có"),
        (FieldKind.YES_NO, {"yes": False}, False, "Không"),
        (FieldKind.LINK, {"link": " https://hanoi.gov.vn/a?b=c#d "}, *["https://hanoi.gov.vn/a?b=c#d"] * 2),
        (FieldKind.TEXT, {"text": " \n"}, None, ""),
        (FieldKind.LINK, {"link": " "}, None, ""),
        (FieldKind.SEVERAL_CHOICES, {"options": ()}, None, ""),
        (FieldKind.NUMBER, {}, None, ""),
    ],
)
def test_a_value_is_read_as_its_fields_kind_and_shown_to_people(kind, said, value, shown):
    found = read(kind, **said)
    assert found == value
    assert type(found) is type(value)
    assert saying.shown(field(kind), found) == shown


def test_a_number_is_shown_with_the_decimals_of_its_field():
    cents = field(FieldKind.NUMBER, precision=2)
    assert saying.shown(cents, Decimal("1234567.5")) == "1.234.567,50"


@pytest.mark.parametrize(
    ("refusal", "kind", "said"),
    [
        (ValueKindWrong, FieldKind.TEXT, {"number": Decimal(1)}),
        (ValueKindWrong, FieldKind.NUMBER, {"text": "1"}),
        (ValueKindWrong, FieldKind.DATE, {"text": "2026-06-01"}),
        (ValueKindWrong, FieldKind.LINK, {"text": "https://a.vn"}),
        (ValueKindWrong, FieldKind.NUMBER, {"number": Decimal(1), "text": "1"}),
        (ValueKindWrong, FieldKind.CHOICE, {"options": ("Y tế", "Giáo dục")}),
        (TextInvalid, FieldKind.TEXT, {"text": "a\x07b"}),
        (TextInvalid, FieldKind.TEXT, {"text": "a" * (LONGEST_TEXT + 1)}),
        (NumberInvalid, FieldKind.NUMBER, {"number": Decimal("0.5")}),
        (NumberInvalid, FieldKind.NUMBER, {"number": Decimal("1E+15")}),
        (NumberInvalid, FieldKind.NUMBER, {"number": Decimal("NaN")}),
        (OptionUnknown, FieldKind.CHOICE, {"options": ("Thể thao",)}),
        (OptionRetired, FieldKind.CHOICE, {"options": ("Cũ",)}),
        (AddressInvalid, FieldKind.LINK, {"link": "javascript:alert(1)"}),
        (AddressInvalid, FieldKind.LINK, {"link": "ftp://a.vn"}),
        (AddressInvalid, FieldKind.LINK, {"link": "https://"}),
        (AddressInvalid, FieldKind.LINK, {"link": "https://a.vn/a b"}),
        (AddressInvalid, FieldKind.LINK, {"link": "http://[a"}),
        (AddressInvalid, FieldKind.LINK, {"link": "java\nscript:https://a.vn"}),
        (AddressInvalid, FieldKind.LINK, {"link": "https://a.vn/" + "a" * 2000}),
    ],
)
def test_what_is_no_value_of_the_field_is_refused(refusal, kind, said):
    with pytest.raises(refusal) as refused:
        read(kind, **said)
    assert refused.value.field in said
    assert refused.value.message("vi") != refused.value.message("en")


def test_a_number_lies_within_the_bounds_of_its_field():
    terms = {"precision": 1, "least": Decimal("0.5"), "most": Decimal(10)}
    assert read(FieldKind.NUMBER, terms=terms, number=Decimal("0.5")) == Decimal("0.5")
    for number in ("0.4", "10.1", "0.55"):
        with pytest.raises(NumberInvalid):
            read(FieldKind.NUMBER, terms=terms, number=Decimal(number))


def test_a_retired_option_stays_with_a_task_that_has_it():
    assert read(FieldKind.SEVERAL_CHOICES, held=("x",), options=("Cũ", "Y tế")) == ("y", "x")


@given(text=st.text(max_size=60))
def test_any_text_is_refused_or_read_the_same_when_it_is_read_again(text):
    try:
        once = read(FieldKind.TEXT, text=text)
    except TextInvalid:
        return
    assert once is None or read(FieldKind.TEXT, text=once) == once


@given(address=st.text(max_size=40) | st.from_regex(r"(https?|ftp|javascript)://?[a-z.\s]*", fullmatch=True))
def test_whatever_is_taken_for_an_address_starts_with_http(address):
    try:
        found = read(FieldKind.LINK, link=address)
    except AddressInvalid:
        return
    assert found is None or found.lower().startswith(("http://", "https://"))


def test_a_task_keeps_what_fields_of_the_same_key_and_kind_take():
    old = [
        field(FieldKind.TEXT), field(FieldKind.NUMBER), field(FieldKind.CHOICE), field(FieldKind.DATE),
        field(FieldKind.YES_NO),
    ]  # fmt: skip
    new = [
        field(FieldKind.TEXT, id="text2"),
        field(FieldKind.NUMBER, id="number2", most=Decimal(5)),
        field(FieldKind.CHOICE, id="choice2", options=(Option(id="yy", label="Y tế"),)),
        field(FieldKind.TEXT, id="date2", key="date"),
    ]
    said: dict[str, Value] = {"text": "a", "number": Decimal(6), "choice": ("y",), "date": date(2026, 6, 1)}
    kept, lost = saying.carried(said, old=old, new=new)
    assert kept == {"text2": "a", "choice2": ("yy",)}
    assert [(one.key, value) for one, value in lost] == [("number", Decimal(6)), ("date", date(2026, 6, 1))]
