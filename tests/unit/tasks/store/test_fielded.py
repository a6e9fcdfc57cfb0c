"""Fields and values in the store, on each kind of database in turn: exact, found alike, read in a few queries."""

from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from hanoiwork_shared.pages import CursorInvalid
from hanoiwork_shared.writable import writable
from hanoiwork_tasks.domain.fields.field import MOST_NUMBER, FieldKind
from hanoiwork_tasks.domain.fields.refusals import (
    FieldFilterInvalid,
    FieldOrderInvalid,
    ListFieldUnknown,
    OptionUnknown,
    TextInvalid,
    ValueKindWrong,
)
from hanoiwork_tasks.domain.refusals import PersonUnknown
from tests.unit.tasks.filling_in import TOPICS, added, filled, listed, says


@pytest.fixture
def desk(stored_city):
    """A city with a list of incoming documents."""
    stored_city.where = listed(stored_city)
    return stored_city


def test_the_fields_of_many_tasks_are_read_by_as_many_queries_as_those_of_one(desk):
    city = desk
    added(city, city.where, "Số")
    added(city, city.where, "Lĩnh vực", FieldKind.CHOICE, options=TOPICS)
    made = [city.assigned(list=city.where.id) for _ in range(5)]
    for number, task in enumerate(made):
        filled(city, task, so=str(number), linh_vuc=TOPICS[:1])
    asked: list[str] = []
    event.listen(city.runtime.database.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    city.desk.filling.of_tasks([made[0].id])
    for_one = len(asked)
    found = city.desk.filling.of_tasks([*(task.id for task in made), "?"])
    assert len(asked) == 2 * for_one
    assert [[answer.value for answer in answers][:1] for answers in found] == [["0"], ["1"], ["2"], ["3"], ["4"], []]


SAID = st.fixed_dictionaries(
    {
        "number": st.decimals(-MOST_NUMBER, MOST_NUMBER, places=4),
        "day": st.dates(),
        "options": st.sets(st.sampled_from(TOPICS)).map(tuple),
        "yes": st.booleans(),
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(text=st.text(max_size=50).filter(writable), said=SAID)
def test_whatever_is_kept_is_read_back_the_same(desk, text, said):
    city = desk
    if not hasattr(city, "round"):
        added(city, city.where, "text")
        added(city, city.where, "number", FieldKind.NUMBER, precision=4)
        added(city, city.where, "day", FieldKind.DATE)
        added(city, city.where, "yes", FieldKind.YES_NO)
        city.field = added(city, city.where, "options", FieldKind.SEVERAL_CHOICES, options=TOPICS)
        city.round = city.assigned(list=city.where.id)
    task = city.round
    filled(city, task, **said)
    chosen = tuple(option.id for option in city.field.options if option.label in said["options"]) or None
    assert {**says(city, task), "text": None} == {**said, "options": chosen, "text": None}
    try:
        filled(city, task, text=text)
    except TextInvalid:
        return
    assert (says(city, task)["text"] or "").split() == normalize("NFC", text).split()


def found(city, *filters: dict[str, Any], **more: Any) -> list[str]:
    """The titles of the tasks of the list that match."""
    named = {"list": city.where.id, "field_filters": list(filters), **more}
    return sorted(task.title for task in city.desk.finding.tasks(named=named).items)


@pytest.fixture
def documents(desk):
    """Three incoming documents, and one of which nothing is said."""
    city = desk
    added(city, city.where, "Số")
    added(city, city.where, "Kinh phí", FieldKind.NUMBER, precision=2)
    added(city, city.where, "Ngày đến", FieldKind.DATE)
    added(city, city.where, "Lĩnh vực", FieldKind.SEVERAL_CHOICES, options=TOPICS)
    added(city, city.where, "Người ký", FieldKind.PERSON)
    added(city, city.where, "Mật", FieldKind.YES_NO)
    said: dict[str, dict[str, Any]] = {
        "A": {"so": "12/UBND", "kinh_phi": Decimal("9.5"), "ngay_den": date(2026, 6, 9), "linh_vuc": TOPICS[:2]},
        "B": {"so": "13/ubnd", "kinh_phi": Decimal(100), "ngay_den": date(2026, 6, 30), "linh_vuc": TOPICS[1:]},
        "C": {"so": "13/UBND", "kinh_phi": Decimal("-0.25"), "mat": False, "nguoi_ky": "NVB"},
        "D": {},
    }
    for title, values in said.items():
        task = city.assigned(title=title, list=city.where.id)
        if values:
            filled(city, task, **values)
    return city


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ([{"field": "so", "any_of": ["13/UBND"]}], "C"),
        ([{"field": "so", "any_of": ["13/UBND", "12/UBND", "x"]}], "AC"),
        ([{"field": "kinh_phi", "from_value": "9.50"}], "AB"),
        ([{"field": "kinh_phi", "from_value": "-1", "to_value": "10"}], "AC"),
        ([{"field": "kinh_phi", "any_of": ["100.00"]}], "B"),
        ([{"field": "ngay_den", "to_value": "2026-06-29"}], "A"),
        ([{"field": "linh_vuc", "any_of": ["Giáo dục"]}], "AB"),
        ([{"field": "linh_vuc", "any_of": ["Y tế", "Xây dựng"]}], "AB"),
        ([{"field": "nguoi_ky", "any_of": ["NVB"]}], "C"),
        ([{"field": "mat", "any_of": ["false"]}], "C"),
        ([{"field": "mat", "empty": True}], "ABD"),
        ([{"field": "so", "empty": False}], "ABC"),
        ([{"field": "linh_vuc", "any_of": ["Giáo dục"]}, {"field": "kinh_phi", "to_value": "50"}], "A"),
        ([{"field": "kinh_phi", "from_value": "0", "empty": False}], "AB"),
    ],
)
def test_tasks_are_found_by_what_they_say_as_numbers_days_and_options(documents, filters, titles):
    assert found(documents, *filters) == list(titles)
    assert found(documents, *filters, unit="SKHCN") == list(titles)


def test_the_empty_ones_of_another_list_are_not_found(documents):
    documents.assigned(title="X", list=listed(documents, "Khác").id)
    assert found(documents, {"field": "so", "empty": True}) == ["D"]


@pytest.mark.parametrize(
    ("refusal", "asked"),
    [
        (ListFieldUnknown, {"field": "?", "empty": True}),
        (FieldFilterInvalid, {"field": "so"}),
        (FieldFilterInvalid, {"field": "so", "any_of": ["1"], "empty": True}),
        (FieldFilterInvalid, {"field": "so", "from_value": "1"}),
        (ValueKindWrong, {"field": "kinh_phi", "from_value": "mười"}),
        (ValueKindWrong, {"field": "ngay_den", "any_of": ["30/6/2026"]}),
        (ValueKindWrong, {"field": "mat", "any_of": ["có"]}),
        (OptionUnknown, {"field": "linh_vuc", "any_of": ["Thể thao"]}),
        (PersonUnknown, {"field": "nguoi_ky", "any_of": ["?"]}),
    ],
)
def test_what_cannot_be_looked_for_is_refused_by_its_place(documents, refusal, asked):
    with pytest.raises(refusal) as refused:
        found(documents, asked)
    assert refused.value.field == "filter.field_filters[0].field"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(number=st.decimals(-MOST_NUMBER, MOST_NUMBER, places=2), bound=st.decimals(-MOST_NUMBER, MOST_NUMBER, places=4))
def test_numbers_are_compared_exactly(documents, number, bound):
    city = documents
    [task] = city.desk.finding.tasks(named={"list": city.where.id}, first=1).items
    filled(city, task, kinh_phi=number)
    expected = number >= bound
    shown = found(city, {"field": "kinh_phi", "from_value": f"{bound:f}"})
    assert (task.title in shown) is expected


def ordered(city, field: str, *, first: int = 2, **order: Any) -> str:
    """The titles of all tasks of the list by what they say in a field, page by page."""
    named, titles, after, more = {"list": city.where.id}, "", None, True
    while more:
        page = city.desk.finding.tasks(named=named, order_by_field={"field": field, **order}, first=first, after=after)
        titles += "".join(task.title for task in page.items)
        more, after = page.has_next, page.cursors[-1]
    return titles


@pytest.mark.parametrize(
    ("field", "up", "down"),
    [("so", "ABCD", "CBAD"), ("kinh_phi", "CABD", "BACD"), ("ngay_den", "ABCD", "BADC"), ("mat", "CABD", "CDBA")],
)
def test_lists_are_ordered_by_a_field_page_by_page_with_what_says_nothing_last(documents, field, up, down):
    assert [ordered(documents, field, first=first) for first in (1, 2, 100)] == [up] * 3
    assert [ordered(documents, field, first=first, descending=True) for first in (1, 2, 100)] == [down] * 3


def test_options_are_ordered_as_they_stand(documents):
    city = documents
    field = added(city, city.where, "Mức độ", FieldKind.CHOICE, options=("Thường", "Khẩn", "Hỏa tốc"))
    by_title = {task.title: task for task in city.desk.finding.tasks(named={"list": city.where.id}).items}
    for title, option in (("A", "Hỏa tốc"), ("B", "Thường"), ("D", "Khẩn")):
        filled(city, by_title[title], muc_do=(option,))
    assert ordered(city, field.id, first=1) == "BDAC"


def test_an_order_that_cannot_be_and_a_place_in_another_one_are_refused(documents):
    city = documents
    for field in ("nguoi_ky", "linh_vuc"):
        with pytest.raises(FieldOrderInvalid) as refused:
            ordered(city, field)
        assert refused.value.field == "order_by_field.field"
    with pytest.raises(ListFieldUnknown):
        ordered(city, "?")
    named = {"list": city.where.id}
    page = city.desk.finding.tasks(named=named, order_by_field={"field": "so"}, first=1)
    with pytest.raises(CursorInvalid):
        city.desk.finding.tasks(named=named, order_by_field={"field": "ngay_den"}, after=page.cursors[0])
