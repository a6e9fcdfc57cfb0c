"""Pages of people: what is no cursor of theirs is refused before the database is asked."""

import pytest

from hanoiwork_directory.store import Store, metadata
from hanoiwork_shared.pages import CursorInvalid, encode_cursor
from hanoiwork_shared.testing import drift


def test_the_migrations_make_exactly_the_declared_tables(runtime):
    assert drift(runtime, metadata) == []


@pytest.mark.parametrize("values", [[], [5], [None], ["A", "B"]])
def test_the_cursor_of_another_list_is_refused(runtime, values):
    store = Store(runtime.database, runtime.outbox)
    with store.read() as rows:
        with pytest.raises(CursorInvalid):
            rows.people_page(unit_id=None, search=None, first=5, after=encode_cursor(values))
        with pytest.raises(CursorInvalid):
            rows.people_pages(["x"], first=5, after=encode_cursor(values))


def test_a_page_goes_on_where_the_one_before_ended(people, directory):
    people("A,Anh,", "B,Bình,", "C,Chi,")
    first = directory.lookup.people(first=2)
    rest = directory.lookup.people(after=first.cursors[-1])
    assert [person.code for page in (first, rest) for person in page.items] == ["A", "B", "C", "operator"]
