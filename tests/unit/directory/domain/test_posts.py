"""Posts: one is primary at any time, none twice in a unit, and what held before a change still did."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_directory.domain import post as posting
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.post import Post, Posts, held_on
from hanoiwork_directory.domain.refusals import (
    AlreadyThere,
    DayTooEarly,
    PostEnds,
    PostsOverlap,
    PrimaryNeeded,
    TwoPrimary,
    ValidityReversed,
)
from hanoiwork_shared.errors import NotFound, Refused
from hanoiwork_shared.identifiers import new_id

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 15)
DAY = timedelta(days=1)
TYPE = PersonType.CIVIL_SERVANT


def post(unit: str, since: date, until: date | None = None, *, primary: bool = False) -> Post:
    return Post(
        id=new_id(),
        person_id="p",
        unit_id=unit,
        position="Chuyên viên",
        person_type=TYPE,
        primary=primary,
        valid_from=since,
        valid_to=until,
    )


def seen(posts: Posts) -> list[tuple[str, bool, date, date | None]]:
    found = ((one.unit_id, one.primary, one.valid_from, one.valid_to) for one in posts)
    return sorted(found, key=lambda one: (one[2], one[0]))


@pytest.fixture
def at_a() -> Posts:
    return (post("a", JANUARY, primary=True),)


@pytest.fixture
def at_a_and_b(at_a: Posts) -> Posts:
    return posting.opened(at_a, post("b", date(2026, 3, 1)), key="P")


def test_a_transfer_keeps_the_old_post_until_the_day_before(at_a_and_b):
    gone = posting.transferred(at_a_and_b, unit_id="c", position="Phó phòng", person_type=TYPE, on=JUNE, key="P")
    assert seen(gone) == [
        ("a", True, JANUARY, JUNE - DAY),
        ("b", False, date(2026, 3, 1), None),
        ("c", True, JUNE, None),
    ]


def test_a_second_transfer_on_the_same_day_replaces_the_first(at_a):
    once = posting.transferred(at_a, unit_id="b", position="", person_type=TYPE, on=JUNE, key="P")
    twice = posting.transferred(once, unit_id="c", position="", person_type=TYPE, on=JUNE, key="P")
    assert seen(twice) == [("a", True, JANUARY, JUNE - DAY), ("c", True, JUNE, None)]


def test_another_primary_post_makes_the_old_one_a_further_one(at_a_and_b):
    swapped = posting.made_primary(at_a_and_b, at_a_and_b[1].id, on=JUNE, key="P")
    assert seen(held_on(swapped, JUNE - DAY)) == [
        ("a", True, JANUARY, JUNE - DAY),
        ("b", False, date(2026, 3, 1), JUNE - DAY),
    ]
    assert seen(held_on(swapped, JUNE)) == [("a", False, JUNE, None), ("b", True, JUNE, None)]
    current = next(one for one in swapped if one.primary and one.valid_to is None)
    assert posting.made_primary(swapped, current.id, on=JUNE, key="P") == swapped


def test_a_change_of_type_is_dated(at_a):
    raised = posting.changed(at_a, position="Trưởng phòng", person_type=PersonType.LEADER, on=JUNE, key="P")
    assert [(one.person_type, one.valid_from) for one in raised] == [(TYPE, JANUARY), (PersonType.LEADER, JUNE)]
    assert posting.changed(at_a, position="Chuyên viên", person_type=TYPE, on=JUNE, key="P") is at_a


def test_whoever_leaves_has_no_post_after_the_last_day(at_a_and_b):
    gone = posting.left(at_a_and_b, on=JUNE, key="P")
    assert len(held_on(gone, JUNE)) == 2
    assert held_on(gone, JUNE + DAY) == ()


def test_what_contradicts_itself_is_refused(at_a, at_a_and_b):
    further = at_a_and_b[1]
    ends = (at_a[0], post("b", JANUARY, JUNE))
    attempts = [
        (TwoPrimary, lambda: posting.opened(at_a, post("b", JUNE, primary=True), key="P")),
        (PostEnds, lambda: posting.opened((), post("b", JANUARY, JUNE, primary=True), key="P")),
        (PrimaryNeeded, lambda: posting.opened((), post("b", JUNE), key="P")),
        (PrimaryNeeded, lambda: posting.opened(at_a, post("b", JANUARY - DAY, JUNE), key="P")),
        (PostsOverlap, lambda: posting.opened(at_a_and_b, post("b", JUNE), key="P")),
        (PostsOverlap, lambda: posting.opened(at_a, post("a", JUNE, JUNE), key="P")),
        (ValidityReversed, lambda: posting.opened(at_a, post("b", JUNE, JANUARY), key="P")),
        (PrimaryNeeded, lambda: posting.ended(at_a, at_a[0].id, on=JUNE, key="P")),
        (ValidityReversed, lambda: posting.ended(at_a_and_b, further.id, on=JANUARY, key="P")),
        (PostEnds, lambda: posting.ended(ends, ends[1].id, on=JUNE + DAY, key="P")),
        (NotFound, lambda: posting.ended(at_a, "nothing", on=JUNE, key="P")),
        (AlreadyThere, lambda: transfer(at_a, "a", JUNE)),
        (PostsOverlap, lambda: transfer(at_a_and_b, "b", JUNE)),
        (DayTooEarly, lambda: transfer(at_a, "b", JANUARY - DAY)),
        (PrimaryNeeded, lambda: transfer((), "b", JUNE)),
        (PostEnds, lambda: posting.made_primary(ends, ends[1].id, on=JUNE, key="P")),
        (DayTooEarly, lambda: posting.made_primary(at_a_and_b, further.id, on=date(2026, 2, 1), key="P")),
        (DayTooEarly, lambda: posting.left(at_a_and_b, on=date(2026, 2, 1), key="P")),
    ]
    for expected, attempt in attempts:
        with pytest.raises(expected):
            attempt()


def transfer(posts: Posts, unit: str, on: date) -> Posts:
    return posting.transferred(posts, unit_id=unit, position="", person_type=TYPE, on=on, key="P")


def test_a_merger_moves_a_post_from_its_day_on(at_a_and_b):
    moved = posting.relocated(at_a_and_b, "a", into="c", on=JUNE)
    assert seen(moved) == [
        ("a", True, JANUARY, JUNE - DAY),
        ("b", False, date(2026, 3, 1), None),
        ("c", True, JUNE, None),
    ]


def test_whoever_had_a_post_in_both_merged_units_keeps_one_the_primary_one(at_a_and_b):
    assert seen(posting.relocated(at_a_and_b, "a", into="b", on=JUNE)) == [
        ("a", True, JANUARY, JUNE - DAY),
        ("b", False, date(2026, 3, 1), JUNE - DAY),
        ("b", True, JUNE, None),
    ]
    assert seen(posting.relocated(at_a_and_b, "b", into="a", on=JUNE)) == [
        ("a", True, JANUARY, None),
        ("b", False, date(2026, 3, 1), JUNE - DAY),
    ]


def test_a_further_post_that_lasts_longer_than_the_one_kept_goes_on_after_it(at_a):
    posts = (*at_a, post("b", JANUARY, date(2026, 9, 30)), post("c", JANUARY, date(2026, 12, 31)))
    moved = posting.relocated(posts, "b", into="c", on=JUNE)
    assert seen(moved)[1:] == [("b", False, JANUARY, JUNE - DAY), ("c", False, JANUARY, date(2026, 12, 31))]


UNITS = st.sampled_from("abcd")
STEPS = st.tuples(
    st.sampled_from(["add", "end", "transfer", "primary", "type", "merge"]),
    UNITS,
    UNITS,
    st.integers(0, 4),
    st.integers(0, 40),
    st.integers(0, 60),
    st.none() | st.integers(0, 60),
)


def apply(posts: Posts, step: tuple, today: date) -> tuple[Posts, date]:
    """The posts after a step, and the day from which it holds."""
    what, unit, other, which, type_number, back, lasts = step
    on = today - timedelta(days=back % 20)
    chosen = posts[which % len(posts)].id
    types = list(PersonType)
    if what == "add":
        until = None if lasts is None else on + timedelta(days=lasts)
        return posting.opened(posts, post(unit, on, until), key="P"), on
    if what == "end":
        return posting.ended(posts, chosen, on=on, key="P"), on + DAY
    if what == "transfer":
        return posting.transferred(posts, unit_id=unit, position="", person_type=TYPE, on=on, key="P"), on
    if what == "primary":
        return posting.made_primary(posts, chosen, on=on, key="P"), on
    if what == "type":
        return posting.changed(posts, position="", person_type=types[type_number % len(types)], on=on, key="P"), on
    return (posts if unit == other else posting.relocated(posts, unit, into=other, on=on)), on


def history(posts: Posts, until: date) -> list[list[tuple]]:
    """What held on every day from 1 January on, before a day."""
    days = [JANUARY + timedelta(days=number) for number in range((until - JANUARY).days)]
    return [
        sorted((one.unit_id, one.position, one.person_type, one.primary) for one in held_on(posts, day)) for day in days
    ]


@given(st.lists(st.tuples(st.integers(0, 15), STEPS), max_size=12))
def test_whatever_is_done_to_posts_one_is_primary_each_day_and_the_days_before_stay_as_they_were(steps):
    posts: Posts = (post("a", JANUARY, primary=True),)
    today = JANUARY + timedelta(days=30)
    for pause, step in steps:
        today += timedelta(days=pause)
        try:
            after, since = apply(posts, step, today)
        except Refused:
            continue
        assert history(after, since) == history(posts, since)
        posts = after
        for held in (held_on(posts, JANUARY + timedelta(days=n)) for n in range((today - JANUARY).days + 70)):
            assert sum(one.primary for one in held) == 1
            assert len({one.unit_id for one in held}) == len(held)
