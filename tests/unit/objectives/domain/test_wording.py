import pytest

from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.wording import has_number, hints, reads_like_a_task
from tests.unit.objectives.domain.parts import child, measure

GOOD = child("O", title="Nâng cao chất lượng phục vụ người dân")


def said(objective=GOOD, measures=(), children=(), locale="en"):
    return hints(objective, measures=measures, children=children, locale=locale)


@pytest.mark.parametrize(
    "title", ["Xây dựng trung tâm dữ liệu", "BAN HÀNH quy chế", "to chuc hoi nghi", "Build a portal"]
)
def test_a_key_result_that_starts_with_a_doing_and_counts_nothing_reads_like_a_task(title):
    assert reads_like_a_task(title, unit="")
    assert not reads_like_a_task(title, unit="trường")
    assert not reads_like_a_task(f"{title} tại 20 xã", unit="")


@pytest.mark.parametrize("title", ["Tỷ lệ hồ sơ đúng hạn", "Xây dựngg", "Thu ngân sách", "Buildings insulated"])
def test_a_result_reads_like_a_result(title):
    assert not reads_like_a_task(title, unit="")


def test_only_key_results_are_held_to_that():
    task = {"title": "Triển khai nền tảng số", "unit": ""}
    assert said(measures=[measure("K", **task)]) == (
        "K reads like a task; a key result says what is reached and how it is measured.",
    )
    assert said(measures=[measure("K", kind=Kind.KPI, **task)]) == ()


@pytest.mark.parametrize("title", ["Tăng trưởng 8%", "Đạt 7,5 % tăng trưởng", "Có 20 trường mới", "Giảm 1.000 hồ sơ"])
def test_a_number_in_an_objective_is_seen(title):
    assert has_number(title)


@pytest.mark.parametrize("title", ["Phát triển Thành phố Hà Nội 2026", "Thực hiện 57-NQ/TW", "Trước 30/6", "Covid-19"])
def test_a_year_a_date_or_a_documents_number_is_no_target(title):
    assert not has_number(title)


def test_titles_too_short_too_long_and_twice_are_seen():
    assert said(child("O", title="Số hóa")) == ("O has a very short title; say more.",)
    assert said(child("O", title="Nâng cao " * 30)) == ("O has a title of 270 letters; 200 are enough.",)
    twice = [measure("A", title="Tỷ lệ đúng hạn"), measure("B", title="Ty le  DUNG HAN")]
    assert said(measures=twice) == ("The title “Tỷ lệ đúng hạn” is used 2 times in one objective.",)
    assert len(said(children=[child("A", title="Giống nhau"), child("B", title="giống nhau")])) == 1


def test_an_indicator_may_have_a_short_name():
    assert said(measures=[measure("K", title="CPI")]) == ()


def test_hints_come_in_both_languages():
    numbered = child("O", title="Tăng trưởng 8% mỗi năm")
    assert "con số" in said(numbered, locale="vi")[0]
    assert "number" in said(numbered, locale="en")[0]
