"""Who is who: by code, by identifier, in pages, and searched without accents."""

import pytest

from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.identity import Identity

CITY = ("HN,,city,Hà Nội", "SKHCN,HN,department,Sở Khoa học", "SYT,HN,department,Sở Y tế")


def test_units_are_found_by_code_id_kind_and_parent(units, directory):
    units(*CITY)
    root = directory.lookup.unit("HN")
    assert directory.lookup.unit(root.id) == root
    assert [unit.code for unit in directory.lookup.units()] == ["HN", "SKHCN", "SYT"]
    assert [unit.code for unit in directory.lookup.units(kind=UnitKind.CITY)] == ["HN"]
    assert [unit.code for unit in directory.lookup.units(parent="HN")] == ["SKHCN", "SYT"]


def test_a_batch_is_answered_in_the_order_asked_and_the_unknown_are_absent(units, directory):
    units(*CITY)
    one, two = (directory.lookup.unit(code) for code in ("SYT", "HN"))
    assert list(directory.lookup.units_by_ids([one.id, "unknown", two.id])) == [one, None, two]
    assert list(directory.lookup.people_by_ids(["unknown"])) == [None]


def test_people_are_paged_and_searched_without_accents(units, people, directory):
    units(*CITY)
    people("P0,Nguyễn Văn A,SYT", "P1,Trần Thị Bình,SKHCN", "P2,Đỗ Văn Cường,", "P3,Lê Bình An,SYT")
    first = directory.lookup.people(first=3)
    assert ([person.code for person in first.items], first.has_next) == (["P0", "P1", "P2"], True)
    rest = directory.lookup.people(first=3, after=first.cursors[-1])
    assert ([person.code for person in rest.items], rest.has_next) == (["P3", "operator"], False)
    assert [person.code for person in directory.lookup.people(search="BINH").items] == ["P1", "P3"]
    assert [person.code for person in directory.lookup.people(search="do van").items] == ["P2"]
    assert [person.code for person in directory.lookup.people(unit="SYT").items] == ["P0", "P3"]
    assert directory.lookup.people(search="%").items == ()


def test_what_is_unknown_is_said_to_be_so(directory, operator):
    for attempt in (
        lambda: directory.lookup.unit("NOWHERE"),
        lambda: directory.lookup.person("NOBODY"),
        lambda: directory.lookup.people(unit="NOWHERE"),
        lambda: directory.lookup.me(Identity(person_id="gone", account="x")),
    ):
        with pytest.raises(NotFound):
            attempt()
