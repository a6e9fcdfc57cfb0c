"""A list with fields of its own: set up, filled in, asked for at submission, found by, refused in both languages."""

from itertools import count
from typing import Any

import pytest

from tests.journeys.asking import asked, done, refused
from tests.journeys.refusing import City
from tests.journeys.working import COLLEAGUE, HEAD, LEAD, assigned

pytestmark = pytest.mark.journey

FIELD = "field { id key kind label labelEn required precision options { id label retired } version }"
SAID = "fields { field { key } text number date options { label } person { code } yes link }"
numbers = count(1)


def opened(city: City) -> str:
    """The id of a new list."""
    given = {"unit": "SKHCN-CDS", "kind": "routine", "title": f"Văn thư {next(numbers)}"}
    space = done(city, HEAD, "createWorkspace", wanted="workspace { id }", **given)["id"]
    return str(done(city, HEAD, "createList", wanted="list { id }", workspace=space, title="Văn bản đến")["id"])


def added(city: City, where: str, label: str, kind: str, **given: Any) -> Any:
    """A new field."""
    return done(city, HEAD, "addField", wanted=FIELD, list=where, label=label, kind=kind, **given)


def documents(city: City) -> str:
    """The id of a list of incoming documents with its fields."""
    where = opened(city)
    added(city, where, "Số văn bản đến", "text", required=True, labelEn="Document number")
    added(city, where, "Kinh phí", "number", precision=2, least="0")
    added(city, where, "Ngày đến", "date")
    added(city, where, "Lĩnh vực", "choice", options=[{"label": "Y tế"}, {"label": "Giáo dục"}])
    added(city, where, "Người ký", "person")
    added(city, where, "Công khai", "yes_no")
    added(city, where, "Hồ sơ", "link")
    return where


def filled(city: City, task: str, *values: dict[str, Any], by: str = LEAD, **given: Any) -> dict[str, Any]:
    """What a task says once something is filled in, by the key of the field."""
    shown = done(
        city, by, "setFieldValues", wanted=f"task {{ version {SAID} }}", task=task, values=list(values), **given
    )
    return {one["field"]["key"]: one for one in shown["fields"]}


def found(city: City, where: str, *filters: str) -> list[str]:
    """The codes of the tasks of a list that match."""
    wanted = f'filter: {{ list: "{where}", fieldFilters: [{", ".join(filters)}] }}, first: 50'
    return [
        edge["node"]["code"]
        for edge in asked(city, HEAD, f"tasks({wanted}) {{ edges {{ node {{ code }} }} }}")["edges"]
    ]


def test_a_task_is_filled_in_read_and_handed_in_only_with_what_is_required(city: City):
    where = documents(city)
    code = assigned(city, list=where)
    assert refused(city, LEAD, "submitTask", task=code) == [("tasks.value_missing", "fields[0]")]
    said = filled(
        city,
        code,
        {"field": "so_van_ban_den", "text": "12/UBND-VX"},
        {"field": "kinh_phi", "number": "1250.5"},
        {"field": "ngay_den", "date": "2026-06-04"},
        {"field": "linh_vuc", "options": ["Y tế"]},
        {"field": "nguoi_ky", "person": "NVA"},
        {"field": "cong_khai", "yes": False},
        {"field": "ho_so", "link": "https://hanoi.gov.vn/ho-so/12"},
    )
    assert list(said) == [
        "so_van_ban_den", "kinh_phi", "ngay_den", "linh_vuc", "nguoi_ky", "cong_khai", "ho_so",
    ]  # fmt: skip
    assert [one["text"] for one in said.values()] == [
        "12/UBND-VX", "1.250,50", "04/06/2026", "Y tế", None, "Không", "https://hanoi.gov.vn/ho-so/12",
    ]  # fmt: skip
    assert (said["kinh_phi"]["number"], said["ngay_den"]["date"]) == ("1250.5", "2026-06-04")
    assert (said["linh_vuc"]["options"], said["nguoi_ky"]["person"]) == ([{"label": "Y tế"}], {"code": "NVA"})
    assert (said["cong_khai"]["yes"], said["ho_so"]["link"]) == (False, "https://hanoi.gov.vn/ho-so/12")
    history = asked(city, LEAD, f'task(key: "{code}") {{ history {{ what before after note }} }}')["history"]
    line = {"what": "filled_in", "before": "", "after": "1.250,50", "note": "Kinh phí"}
    assert line in history
    assert city.person(LEAD).do("submitTask", {"task": code})["errors"] == []
    empty = [{"field": "so_van_ban_den"}]
    assert refused(city, HEAD, "setFieldValues", task=code, values=empty) == [("tasks.value_missing", "fields[0]")]
    city.person(HEAD).do("acceptTask", {"task": code})
    assert refused(city, HEAD, "setFieldValues", task=code, values=empty) == [("tasks.already_completed", None)]


def test_what_is_no_value_is_refused_at_its_place(city: City):
    code = assigned(city, list=documents(city))
    wrong = [
        ({"field": "khong_co", "text": "x"}, "tasks.list_field_unknown", "field"),
        ({"field": "so_van_ban_den", "number": "1"}, "tasks.value_kind_wrong", "number"),
        ({"field": "so_van_ban_den", "text": "x" * 2001}, "tasks.value_text_invalid", "text"),
        ({"field": "kinh_phi", "number": "-1"}, "tasks.value_number_invalid", "number"),
        ({"field": "linh_vuc", "options": ["Thể thao"]}, "tasks.option_unknown", "options"),
        ({"field": "nguoi_ky", "person": "KHONGCO"}, "tasks.person_unknown", "person"),
        ({"field": "ho_so", "link": "javascript:alert(1)"}, "tasks.value_address_invalid", "link"),
    ]
    values = [value for value, _, _ in wrong]
    expected = [(refusal, f"values[{place}].{at}") for place, (_, refusal, at) in enumerate(wrong)]
    assert refused(city, LEAD, "setFieldValues", task=code, values=values) == expected
    twice = [{"field": "kinh_phi", "number": "1"}] * 2
    assert refused(city, LEAD, "setFieldValues", task=code, values=twice) == [
        ("tasks.value_repeated", "values[1].field")
    ]
    one = twice[:1]
    assert refused(city, COLLEAGUE, "setFieldValues", task=code, values=one) == [("shared.forbidden", None)]
    assert refused(city, LEAD, "setFieldValues", task=code, values=one, version=1) == [("shared.stale", "version")]


def test_fields_are_kept_by_those_who_plan_and_their_options_are_retired_and_not_lost(city: City):
    where = documents(city)
    field = added(city, where, "Mức độ", "choice", options=[{"label": "Khẩn"}])
    code = assigned(city, list=where)
    filled(city, code, {"field": "muc_do", "options": ["Khẩn"]})
    retired = [{"id": field["options"][0]["id"], "label": "Khẩn (cũ)", "retired": True}, {"label": "Hỏa tốc"}]
    given = {"field": field["id"], "version": 1}
    assert refused(city, LEAD, "changeField", **given, label="x") == [("shared.forbidden", None)]
    changed = done(city, HEAD, "changeField", wanted=FIELD, **given, options=retired, help="Theo dấu mức độ khẩn")
    assert [(one["label"], one["retired"]) for one in changed["options"]] == [("Khẩn (cũ)", True), ("Hỏa tốc", False)]
    other = assigned(city, list=where)
    values = [{"field": "muc_do", "options": ["Khẩn (cũ)"]}]
    assert refused(city, LEAD, "setFieldValues", task=other, values=values) == [
        ("tasks.option_retired", "values[0].options")
    ]
    assert filled(city, code, *values)["muc_do"]["text"] == "Khẩn (cũ)"
    for expected, change in (
        (("tasks.list_field_taken", "key"), {"label": "Mức độ", "kind": "text"}),
        (("tasks.list_field_key_invalid", "key"), {"label": "Khác", "kind": "text", "key": "Khác"}),
        (("tasks.list_field_label_missing", "label"), {"label": " ", "kind": "text"}),
        (("tasks.list_field_terms_invalid", "precision"), {"label": "Khác", "kind": "number", "precision": 9}),
        (("tasks.options_invalid", "options"), {"label": "Khác", "kind": "choice"}),
    ):
        assert refused(city, HEAD, "addField", list=where, **change) == [expected]
    assert refused(city, HEAD, "removeField", **given) == [("shared.stale", "version")]
    gone = done(city, HEAD, "removeField", wanted="field { removedAt }", field=field["id"])
    assert gone["removedAt"]
    shown = asked(city, HEAD, f'task(key: "{code}") {{ {SAID} history {{ after }} list {{ fields {{ key }} }} }}')
    assert "muc_do" not in [one["field"]["key"] for one in shown["fields"]]
    assert "muc_do" not in [one["key"] for one in shown["list"]["fields"]]
    assert {"after": "Khẩn"} in shown["history"]
    assert refused(city, HEAD, "changeField", field=field["id"], label="x") == [("tasks.list_field_unknown", "field")]
    for number in range(30 - 7):
        added(city, where, f"Trường {number}", "text")
    assert refused(city, HEAD, "addField", list=where, label="Thừa", kind="text") == [
        ("tasks.too_many_list_fields", None)
    ]


def test_tasks_are_found_by_their_fields_also_through_a_view(city: City):
    where = documents(city)
    small, large, empty = (assigned(city, list=where) for _ in range(3))
    for code, number in ((small, "9.5"), (large, "100")):
        filled(city, code, {"field": "kinh_phi", "number": number}, {"field": "linh_vuc", "options": ["Y tế"]})
    health = '{ field: "linh_vuc", anyOf: ["Y tế"] }'
    assert sorted(found(city, where, health)) == sorted([small, large])
    assert found(city, where, health, '{ field: "kinh_phi", fromValue: "10" }') == [large]
    assert found(city, where, '{ field: "kinh_phi", empty: true }') == [empty]
    wrong = city.person(HEAD).failed(
        f'{{ tasks(filter: {{ list: "{where}", fieldFilters: [{{ field: "linh_vuc", toValue: "1" }}] }}) '
        "{ edges { cursor } } }"
    )
    assert [(one.code, one.field) for one in wrong] == [("tasks.field_filter_invalid", "filter.fieldFilters[0].field")]
    kept = {"list": where, "fieldFilters": [{"field": "kinh_phi", "fromValue": "10"}]}
    shown = "view { id filter { list fieldFilters { field fromValue anyOf } } }"
    view = done(city, HEAD, "saveView", wanted=shown, title=f"Kinh phí lớn {next(numbers)}", filter=kept)
    assert view["filter"]["fieldFilters"] == [{"field": "kinh_phi", "fromValue": "10", "anyOf": None}]
    page = asked(city, HEAD, f'viewTasks(view: "{view["id"]}") {{ edges {{ node {{ code }} }} }}')
    assert [edge["node"]["code"] for edge in page["edges"]] == [large]


def test_a_list_is_ordered_by_a_field_page_by_page_and_grouped_under_a_filter(city: City):
    where = documents(city)
    values = [[{"field": "kinh_phi", "number": number}] for number in ("9.5", "100", "20")]
    low, high, middle = (assigned(city, list=where, fieldValues=said) for said in values)
    empty = assigned(city, list=where)
    codes: list[str] = []
    after = ""
    for _ in range(4):
        order = 'orderByField: { field: "kinh_phi", descending: true }, first: 1' + after
        question = f'tasks(filter: {{ list: "{where}" }}, {order}) {{ edges {{ cursor node {{ code }} }} }}'
        [edge] = asked(city, HEAD, question)["edges"]
        codes, after = [*codes, edge["node"]["code"]], f', after: "{edge["cursor"]}"'
    assert codes == [high, middle, low, empty]
    large = f'filter: {{ list: "{where}", fieldFilters: [{{ field: "kinh_phi", fromValue: "20.00" }}] }}'
    assert asked(city, HEAD, f'taskGroups({large}, by: "status") {{ status count }}') == [
        {"status": "todo", "count": 2}
    ]
    wrong = city.person(HEAD).failed(
        f'{{ tasks(filter: {{ list: "{where}" }}, orderByField: {{ field: "nguoi_ky" }}) {{ edges {{ cursor }} }} }}'
    )
    assert [(one.code, one.field) for one in wrong] == [("tasks.field_order_invalid", "orderByField.field")]
    task = {"title": "x", "unit": "SKHCN-CDS", "list": where, "fieldValues": [{"field": "kinh_phi", "number": "-1"}]}
    assert refused(city, HEAD, "createTask", **task) == [("tasks.value_number_invalid", "fieldValues[0].number")]


def test_a_task_that_moves_keeps_what_the_other_list_asks_for_too(city: City):
    where, other = documents(city), opened(city)
    added(city, other, "Số văn bản đến", "text")
    code = assigned(city, list=where)
    filled(city, code, {"field": "so_van_ban_den", "text": "12"}, {"field": "cong_khai", "yes": True})
    moved = done(
        city, HEAD, "moveTask", wanted=f"task {{ {SAID} history {{ note before after }} }}", task=code, list=other
    )
    assert [(one["field"]["key"], one["text"]) for one in moved["fields"]] == [("so_van_ban_den", "12")]
    assert {"note": "Công khai", "before": "Có", "after": ""} in moved["history"]
