"""A reader of Vietnamese is never sent the English words of a library."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError, fields, validate

from hanoiwork_shared.doors import Door, FieldInvalid, load
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import FileMalformed, read_document, read_table
from hanoiwork_shared.phrases import UNSPOKEN, Phrase, vietnamese


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a" 1}',
        '{"a": 1',
        '{"a": 1,}',
        '["a',
        '["a\nb"]',
        '["\\x"]',
        '["\\u12"]',
        "[1] 2",
        "[NaN]",
        "{'a': 1}",
    ],
)
def test_what_is_wrong_with_a_document_is_said_in_both_languages(text: str):
    with pytest.raises(FileMalformed) as refused:
        read_document(text)
    assert str(refused.value.details["reason"]) in refused.value.message("en")
    assert UNSPOKEN not in refused.value.message("vi")
    assert str(refused.value.details["reason"]) not in refused.value.message("vi")


@pytest.mark.parametrize(
    "text", ['code\n"a', 'code\n"a"b\n', "code\n" + "x" * (csv.field_size_limit() + 1), "code\na,b\n"]
)
def test_what_is_wrong_with_a_table_is_said_in_both_languages(text: str):
    with pytest.raises(FileMalformed) as refused:
        read_table(text, required=("code",))
    assert UNSPOKEN not in refused.value.message("vi")
    assert str(refused.value.details["reason"]) not in refused.value.message("vi")


class Everything(Schema):
    """One field of each kind that our doors are made of."""

    text = fields.String(validate=validate.Length(min=2, max=3))
    whole = fields.Integer(strict=True, validate=validate.Range(min=1, max=9))
    flag = fields.Boolean()
    several = fields.List(fields.String(), validate=validate.Length(min=1))
    choice = fields.String(validate=validate.OneOf(["a", "b"]))
    inner = fields.Nested(Schema.from_dict({}))


@given(st.dictionaries(st.sampled_from(list(Everything._declared_fields)), st.none() | st.text() | st.integers()))
def test_whatever_a_door_finds_wrong_with_a_field_is_in_the_book(data: dict[str, object]):
    try:
        Everything().load(data)
    except ValidationError as error:
        for messages in error.messages_dict.values():
            for message in messages if isinstance(messages, list) else messages["_schema"]:
                assert not vietnamese(message).startswith(UNSPOKEN), message


def test_a_phrase_that_nobody_translated_is_not_shown_in_english():
    refused = FieldInvalid(name="when", reason="Whatever next.")
    assert refused.message("vi") == f"Giá trị của trường “when” không hợp lệ: {UNSPOKEN}."
    assert refused.message("en") == "The value of the field “when” is not valid: Whatever next."


DARK = Phrase(vi="{input} chưa đủ sáng.", en="{input} is not bright enough.")


class Lantern(Door):
    """A door of a service that nobody here has heard of."""

    light = fields.String(validate=validate.Regexp(r"bright", error=DARK))
    wick = fields.String(error_messages={"required": Phrase(vi="hãy thêm bấc.", en="Add a wick.")}, required=True)


def test_a_service_says_its_own_phrases_in_both_languages_where_it_writes_them():
    with pytest.raises(Refused) as refused:
        load(Lantern(), {"light": "dim"})
    said = {one.field: (one.message("vi"), one.message("en")) for one in refused.value.each()}
    assert said == {
        "light": (
            "Giá trị của trường “light” không hợp lệ: dim chưa đủ sáng.",
            "The value of the field “light” is not valid: dim is not bright enough.",
        ),
        "wick": (
            "Giá trị của trường “wick” không hợp lệ: hãy thêm bấc.",
            "The value of the field “wick” is not valid: Add a wick.",
        ),
    }
