"""Every store finds the same objectives, in lists and in trees."""

from datetime import timedelta

import pytest

from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.service import Filter, Order
from hanoiwork_shared.errors import Refused

ENTRIES = [
    {"code": "E1", "unit": "SKHCN", "title": "Nền tảng Dữ liệu mở 100%", "parent": "O2", "owner": "GD",
     "period": ["2026-03-01", "2026-06-30"]},
    {"code": "E2", "unit": "SKHCN-CDS", "title": "Đô thị_thông minh", "parent": "E1",
     "period": ["2026-02-01", "2026-09-30"]},
]  # fmt: skip


@pytest.fixture(autouse=True)
def city(stored):
    stored.load()
    stored.load({"cycle": "2026", "objectives": ENTRIES})
    changes = {"tags": ["Dữ liệu", "Mở"], "reviewer": "CT", "description": "Kho dùng chung của Sở"}
    stored.service.planning.change(stored.as_("OP"), objective="E1", changes=changes)


def found(stored, **wanted):
    page = stored.service.reading.objectives(first=50, sieve=Filter(**wanted))
    return [one.code for one in page.items]


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({"text": "du lieu MO"}, ["E1"]),
        ({"text": "kho dung chung"}, ["E1"]),
        ({"text": "o2-"}, ["O2-P", "O2-S"]),
        ({"text": "100%"}, ["E1"]),
        ({"text": "thi_thong"}, ["E2"]),
        ({"text": "thi thong"}, []),
        ({"tag": "MỞ"}, ["E1"]),
        ({"tag": "dữ"}, []),
        ({"tag": "dữ liệu", "reviewer": "CT", "owner": "GD"}, ["E1"]),
        ({"owner": "GD"}, ["E1", "O2-S"]),
        ({"unit": "SKHCN"}, ["E1", "O2-S"]),
        ({"under": "SKHCN"}, ["E1", "E2", "O2-P", "O2-S"]),
        ({"under": "SKHCN", "unit": "HN"}, []),
        ({"level": "division", "text": "E2"}, ["E2"]),
        ({"level": "city"}, []),
        ({"status": [Status.DRAFT, Status.SUBMITTED]}, []),
        ({"status": [Status.ACTIVE], "cycle": "2026", "text": "E"}, ["E1", "E2"]),
        ({"cycle": "2027"}, []),
    ],
)
def test_what_fits_everything_given_is_found(stored, wanted, codes):
    assert [code for code in found(stored, **wanted) if code in {"E1", "E2", "O2-P", "O2-S"}] == codes


@pytest.mark.parametrize("wanted", [{"unit": "XX"}, {"under": "XX"}, {"owner": "XX"}, {"reviewer": "XX"}])
def test_what_nobody_knows_is_refused_by_field(stored, wanted):
    with pytest.raises(Refused) as caught:
        found(stored, **wanted)
    assert caught.value.field == f"filter.{next(iter(wanted))}"


@pytest.mark.parametrize(("order", "codes"), [(Order.STARTS, ["E2", "E1"]), (Order.ENDS, ["E1", "E2"])])
def test_a_list_in_another_order_is_paged_too(stored, order, codes):
    sieve, after = Filter(text="E", under="SKHCN", cycle="2026"), None
    seen: list[str] = []
    while len(seen) < 20:
        page = stored.service.reading.objectives(first=1, after=after, order=order, sieve=sieve)
        seen += [one.code for one in page.items]
        if not page.has_next:
            break
        after = page.cursors[-1]
    assert [code for code in seen if code in codes] == codes
    assert len(seen) == len(set(seen))


def test_a_cursor_of_another_order_is_refused(stored):
    page = stored.service.reading.objectives(first=1)
    with pytest.raises(Refused) as caught:
        stored.service.reading.objectives(first=1, after=page.cursors[0], order=Order.ENDS)
    assert caught.value.code == "shared.cursor_invalid"


def outline(trees):
    return [(tree.code, tree.matched, outline(tree.children)) for tree in trees]


def test_a_filtered_tree_shows_what_fits_and_what_is_above_it(stored):
    trees = stored.service.reading.tree(cycle="2026", sieve=Filter(tag="mở"))
    assert outline(trees) == [("T1", False, [("O2", False, [("E1", True, [])])])]
    below = stored.service.reading.tree(cycle="2026", root="O2", sieve=Filter(unit="SKHCN"))
    assert outline(below) == [("O2", False, [("E1", True, []), ("O2-S", True, [])])]
    assert stored.service.reading.tree(cycle="2026", sieve=Filter(tag="khác")) == ()


def test_without_a_filter_everything_fits(stored):
    [tree] = stored.service.reading.tree(cycle="2026", root="E1")
    assert outline([tree]) == [("E1", True, [("E2", True, [])])]


def test_an_earlier_day_and_a_filter_go_together(stored):
    day = stored.clock.today()
    stored.clock.move(timedelta(days=9))
    [tree] = stored.service.reading.tree(cycle="2026", root="E1", as_of=day, sieve=Filter(text="E1"))
    assert (tree.matched, tree.as_of) == (True, day)
