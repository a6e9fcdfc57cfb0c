"""Finding work: by words without accents, filtered, ordered, grouped, through a view; and what waits for oneself."""

from typing import Any

import pytest

from tests.journeys.asking import asked, refused
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD, assigned, drafted, submitted

pytestmark = pytest.mark.journey

NODES = "edges { node { code } } pageInfo { hasNextPage endCursor }"
VIEW = "view { id title version groupBy order { by descending } filter { unit status dueFrom } }"


def codes(page: Any) -> list[str]:
    return [edge["node"]["code"] for edge in page["edges"]]


def test_words_without_accents_find_title_product_note_and_code(city: City):
    code = assigned(city, title="Rà soát quy hoạch mạng lưới thủy lợi", product="Tờ trình Thành phố")
    given = {"task": code, "percent": 10, "note": "Đang chờ Sở Nông nghiệp"}
    assert city.person(LEAD).do("reportProgress", given)["errors"] == []
    for search in ("quy hoach thuy loi", "TO TRINH", "so nong nghiep", code, "thuy loi nong"):
        found = asked(city, HEAD, f'tasks(search: "{search}", first: 50) {{ {NODES} }}')
        assert code in codes(found), search
    assert codes(asked(city, HEAD, f'tasks(search: "thuy loi khongco", first: 50) {{ {NODES} }}')) == []


def test_a_list_is_filtered_ordered_and_paged_and_grouped_with_counts(city: City):
    heavy, light = (
        drafted(city, title="Soạn sổ tay ngõ", points="9"),
        drafted(city, title="Soạn sổ tay phố", points="2"),
    )
    wanted = 'search: "soan so tay", filter: { unit: "SKHCN", status: ["draft"] }'
    order = 'order: { by: "points", descending: true }'
    page = asked(city, HEAD, f"tasks({wanted}, {order}, first: 1) {{ {NODES} }}")
    assert (codes(page), page["pageInfo"]["hasNextPage"]) == ([heavy], True)
    after = page["pageInfo"]["endCursor"]
    assert codes(asked(city, HEAD, f'tasks({wanted}, {order}, first: 1, after: "{after}") {{ {NODES} }}')) == [light]
    told = city.person(HEAD).ask(f'{{ tasks({wanted}, first: 1, after: "{after}") {{ {NODES} }} }}')
    assert told["errors"][0]["extensions"]["code"] == "shared.cursor_invalid"

    [group] = asked(
        city, HEAD, f'taskGroups({wanted}, by: "status", first: 1) {{ status count points tasks {{ code }} }}'
    )
    assert (group["status"], group["count"], group["points"], len(group["tasks"])) == ("draft", 2, "11", 1)
    [mine] = asked(city, HEAD, f'taskGroups({wanted}, by: "unit") {{ unit {{ code }} count tasks {{ code }} }}')
    assert mine == {"unit": {"code": "SKHCN-CDS"}, "count": 2, "tasks": []}


def test_what_somebody_has_to_handle_stands_under_its_head(city: City):
    late, waiting = assigned(city, start="2026-01-05", due="2026-01-10"), submitted(city)
    before = asked(city, LEAD, "toHandle { overdue today soon later undated toReview toAnswer }")
    assert before["overdue"] >= 1
    overdue = asked(city, LEAD, f'myTasks(urgency: "overdue", first: 50) {{ {NODES} }}')
    assert late in codes(overdue)
    assert late not in codes(asked(city, LEAD, f'myTasks(urgency: "later", first: 50) {{ {NODES} }}'))
    assert waiting in codes(asked(city, HEAD, f'myTasks(urgency: "to_review", first: 50) {{ {NODES} }}'))
    extension = {"task": assigned(city), "due": "2100-01-31", "reason": "Chờ số liệu"}
    owed = asked(city, HEAD, "toHandle { toAnswer }")["toAnswer"]
    assert city.person(LEAD).do("askExtension", extension)["errors"] == []
    assert asked(city, HEAD, "toHandle { toAnswer }")["toAnswer"] == owed + 1


def test_a_view_is_kept_shared_changed_and_deleted(city: City):
    code = drafted(city, title="Kiểm kê hồ sơ lưu trữ")
    kept = city.person(HEAD).do(
        "saveView",
        {
            "title": "Lưu trữ của Phòng",
            "search": "luu tru",
            "filter": {"unit": "SKHCN-CDS", "status": ["draft"], "dueFrom": "2026-01-01"},
            "order": {"by": "title"},
            "groupBy": "status",
            "unit": "SKHCN-CDS",
        },
        wanted=VIEW,
    )
    assert kept["errors"] == []
    view = kept["view"]
    assert view == {
        "id": view["id"], "title": "Lưu trữ của Phòng", "version": 1, "groupBy": "status",
        "order": {"by": "title", "descending": False},
        "filter": {"unit": "SKHCN-CDS", "status": ["draft"], "dueFrom": "2026-01-01"},
    }  # fmt: skip
    assert view["id"] in [one["id"] for one in asked(city, LEAD, "taskViews { id }")]
    assert code in codes(asked(city, LEAD, f'viewTasks(view: "{view["id"]}", first: 50) {{ {NODES} }}'))

    named = {"view": view["id"]}
    assert refused(city, LEAD, "changeView", **named, title="x") == [("tasks.not_the_views_owner", None)]
    assert refused(city, HEAD, "changeView", **named, version=9, title="x") == [("shared.stale", "version")]
    assert refused(city, HEAD, "saveView", title="Lưu trữ của Phòng") == [("tasks.view_title_taken", "title")]
    assert refused(city, HEAD, "saveView", title="x", filter={"unit": "KHONGCO"}) == [("tasks.unit_unknown", "unit")]
    assert refused(city, LEAD, "saveView", title="x", unit="SKHCN-CDS") == [("shared.forbidden", None)]
    changed = city.person(HEAD).do("changeView", {**named, "version": 1, "title": "Hồ sơ lưu trữ"}, wanted=VIEW)
    assert (changed["view"]["title"], changed["view"]["version"]) == ("Hồ sơ lưu trữ", 2)
    assert city.person(HEAD).do("deleteView", {**named, "version": 2}, wanted=VIEW)["errors"] == []
    told = city.person(LEAD).ask(f'{{ viewTasks(view: "{view["id"]}") {{ {NODES} }} }}')
    assert told["errors"][0]["extensions"]["code"] == "tasks.view_unknown"


@pytest.mark.parametrize(
    "question",
    [
        'tasks(filter: { status: ["done"] }) { edges { cursor } }',
        'tasks(order: { by: "colour" }) { edges { cursor } }',
        'taskGroups(by: "moon") { count }',
        'myTasks(urgency: "panic") { edges { cursor } }',
        'taskGroups(by: "status", first: 101) { count }',
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_with_its_field(city: City, question: str):
    answer = city.person(HEAD).ask(f"{{ {question} }}")
    assert answer["errors"][0]["extensions"]["code"].startswith("shared."), answer
