"""Pages of people: what is no cursor of theirs is refused before the database is asked."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from hanoiwork_directory.domain.leave import LeaveKind
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


def test_a_second_current_primary_post_is_no_row(units, people, directory, runtime):
    units("A,,division,A", "B,,division,B")
    people("P,Phúc,A")
    store = Store(runtime.database, runtime.outbox)
    (post,) = directory.lookup.posts([directory.lookup.person("P").id])[0]
    second = replace(post, id="another", unit_id=directory.lookup.unit("B").id)
    with store.begin() as rows:
        dossier = rows.dossier("P")
    assert dossier is not None
    both = replace(dossier, posts=(post, second))
    with pytest.raises(IntegrityError), store.begin() as rows:
        rows.put_dossiers([both])


def test_a_dossier_is_saved_whole_and_what_is_no_longer_in_it_is_gone(units, people, directory, operator, runtime):
    units("A,,division,A", "B,,division,B")
    people("P,Phúc,A")
    store = Store(runtime.database, runtime.outbox)
    directory.leaves.record(operator, person="P", kind=LeaveKind.SICK, starts=date(2026, 6, 1))
    directory.posts.transfer(operator, person="P", unit="B")
    with store.begin() as rows:
        dossier = rows.dossier("P")
        assert dossier is not None
        rows.put_dossiers([replace(dossier, posts=dossier.posts[1:])])
    with store.begin() as rows:
        again = rows.dossier("P")
    assert again is not None
    assert (again.posts, again.leaves) == (dossier.posts[1:], dossier.leaves)
