"""Fields of lists: who decides on them, and what happens when two do so at once."""

from decimal import Decimal
from functools import partial

import pytest

from hanoiwork_shared.database import persist
from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain.fields.field import FieldKind, WantedOption
from hanoiwork_tasks.domain.fields.refusals import ListFieldTaken, ListFieldUnknown
from hanoiwork_tasks.domain.refusals import ListUnknown
from hanoiwork_tasks.domain.spaces.member import MemberRole
from hanoiwork_tasks.domain.spaces.refusals import PlaceArchived
from hanoiwork_tasks.service.list_fields import WantedField
from hanoiwork_tasks.service.spaces_port import PlaceKind
from tests.at_once import at_once
from tests.unit.tasks.filling_in import added, listed


def fields(city, where) -> list[str]:
    [found] = city.desk.list_fields.of_lists([where.id])
    return [field.key for field in found]


def test_fields_stand_in_their_order_and_are_kept_as_they_were_added(stored_city):
    city = stored_city
    where = listed(city)
    text = added(city, where, "Số văn bản", label_en="Document number", help="Như trên văn bản", required=True)
    money = added(
        city, where, "Kinh phí", FieldKind.NUMBER, precision=2, least=Decimal("0.25"), most=Decimal("99999999999999.99")
    )
    topic = added(city, where, "Lĩnh vực", FieldKind.CHOICE, position=0, options=("Y tế", "Giáo dục"))
    [found] = city.desk.list_fields.of_lists([where.id])
    assert sorted(found, key=lambda field: field.id) == [text, money, topic]
    assert fields(city, where) == ["linh_vuc", "so_van_ban", "kinh_phi"]


def test_a_field_is_changed_and_removed_and_its_key_is_free_again(stored_city):
    city = stored_city
    where = listed(city)
    field = added(city, where, "Lĩnh vực", FieldKind.CHOICE, options=("Y tế",))
    retire = WantedOption(id=field.options[0].id, retired=True)
    after = city.desk.list_fields.change(
        city.who("TP"), field=field.id, label="Ngành", options=(retire, WantedOption(label="Xây dựng")), version=1
    )
    [[found]] = city.desk.list_fields.of_lists([where.id])
    assert found == after
    assert [(one.label, one.retired) for one in found.options] == [("Y tế", True), ("Xây dựng", False)]
    with pytest.raises(Stale):
        city.desk.list_fields.remove(city.who("TP"), field=field.id, version=1)
    with pytest.raises(ListFieldTaken):
        added(city, where, "Khác", key="linh_vuc")
    gone = city.desk.list_fields.remove(city.who("TP"), field=field.id, version=2)
    assert gone.removed_at == city.clock.now()
    assert fields(city, where) == []
    with pytest.raises(ListFieldUnknown):
        city.desk.list_fields.change(city.who("TP"), field=field.id, label="x")
    assert added(city, where, "Lĩnh vực").id != field.id


def test_those_who_may_open_lists_beside_it_decide_while_it_is_not_archived(stored_city):
    city = stored_city
    where = listed(city)
    for person in ("NVA", "STRANGER"):
        with pytest.raises(Forbidden):
            added(city, where, "Số", by=person)
    for person in ("GD", "OFFICE"):
        added(city, where, f"Của {person}", by=person)
    city.desk.archiving.set_member(city.who("TP"), workspace=where.workspace_id, person="NVA", role=MemberRole.MANAGER)
    field = added(city, where, "Số", by="NVA")
    place = city.desk.archiving.archive(city.who("TP"), kind=PlaceKind.LIST, place=where.id)
    for change in (
        lambda: added(city, where, "Thêm"),
        lambda: city.desk.list_fields.change(city.who("TP"), field=field.id, label="Khác"),
        lambda: city.desk.list_fields.remove(city.who("TP"), field=field.id),
    ):
        with pytest.raises(PlaceArchived):
            change()
    assert place.id == where.id
    with pytest.raises(ListUnknown):
        city.desk.list_fields.add(city.who("TP"), list="?", wanted=WantedField(label="a", kind=FieldKind.TEXT))
    with pytest.raises(ListFieldUnknown):
        city.desk.list_fields.remove(city.who("TP"), field="?")


def test_one_key_is_given_once_however_many_add_it_at_once(stored_city):
    city = stored_city
    where = listed(city)
    wrong = at_once(*(partial(persist, partial(added, city, where, "Số")) for _ in range(4)))
    assert [type(error) for error in wrong] == [ListFieldTaken] * 3
    assert fields(city, where) == ["so"]


def test_of_two_who_change_a_field_at_once_the_second_reads_again(stored_city):
    city = stored_city
    field = added(city, listed(city), "Số")
    change = city.desk.list_fields.change
    wrong = at_once(
        *(
            partial(persist, partial(change, city.who("TP"), field=field.id, label=label, version=1))
            for label in ("Một", "Hai")
        )
    )
    assert [type(error) for error in wrong] == [Stale]
