"""Whoever writes a query reads in their own language what is wrong with it."""

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    graphql_sync,
)

from hanoiwork_gateway.wording import vietnamese

GIVEN = GraphQLInputObjectType(
    "Given", {"code": GraphQLInputField(GraphQLNonNull(GraphQLString)), "times": GraphQLInputField(GraphQLInt)}
)
FIELD = GraphQLField(GraphQLString, args={"given": GraphQLArgument(GraphQLNonNull(GIVEN))})
SCHEMA = GraphQLSchema(GraphQLObjectType("Query", {"thing": FIELD}))
ASKED = "query ($given: Given!) { thing(given: $given) }"


def said(query: str, **variables: object) -> str:
    errors = graphql_sync(SCHEMA, query, variable_values=variables).errors or []
    return vietnamese(errors[0].message)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("{", "Câu truy vấn sai cú pháp: cần Name, lại gặp <EOF>."),
        ("}", "Câu truy vấn sai cú pháp: gặp '}' không đúng chỗ."),
        ("{ thign }", "Kiểu “Query” không có trường “thign”; hãy kiểm tra chính tả."),
        ("{ thing }", "“thing” thiếu tham số bắt buộc “given” (kiểu Given!)."),
        ('{ thing(given: { code: "a" }, how: 1) }', "“Query.thing” không nhận tham số “how”; hãy kiểm tra chính tả."),
        ('{ thing(given: { code: "a", tiems: 1 }) }', "“Given” không có trường “tiems”; hãy kiểm tra chính tả."),
        ("{ thing(given: {}) }", "Thiếu trường bắt buộc “Given.code” (kiểu String!)."),
        ("{ thing(given: null) }", "Cần giá trị kiểu Given!, lại gặp null."),
        (ASKED, "Thiếu biến “$given” (kiểu Given!)."),
        ("{ ...nobody }", "Câu truy vấn GraphQL không hợp lệ: Unknown fragment 'nobody'."),
    ],
)
def test_what_is_wrong_with_a_document_is_said_in_vietnamese(query: str, sentence: str):
    assert said(query) == sentence


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"code": "a; b at 'home'", "colour": 1},
            "Biến “$given”: “Given” không có trường “colour”; hãy kiểm tra chính tả.",
        ),
        ({}, "Biến “$given”: Thiếu trường bắt buộc “code” (kiểu String!)."),
        ({"code": 3}, "Biến “given.code”: Giá trị 3 không thuộc kiểu String."),
        ({"code": "a", "times": 2**40}, f"Biến “given.times”: Giá trị {2**40} không thuộc kiểu Int."),
        ({"code": None}, "Biến “given.code”: Không được để trống (kiểu String!)."),
        (7, "Biến “$given”: Cần một đối tượng kiểu Given."),
    ],
)
def test_what_is_wrong_with_a_variable_is_said_without_repeating_it(given: object, sentence: str):
    assert said(ASKED, given=given) == sentence


@pytest.mark.parametrize(
    ("hint", "sentence"),
    [
        ('Write a day as "2026-06-25".', 'hãy viết ngày như "2026-06-25".'),
        ('Write a number as "83.9", without an exponent.', 'hãy viết số như "83.9", không dùng số mũ.'),
        ('Write a moment as "2026-06-25T09:30:00+07:00", with its offset.', "hãy viết thời điểm như"),
    ],
)
def test_the_hint_of_a_scalar_is_kept(hint: str, sentence: str):
    assert sentence in vietnamese(f"Variable '$i' got invalid value 'x' at 'i.due'; Not valid: 'x'. {hint}")
