"""What tasks say in the fields of their lists: kept exactly, changed by the right people, told without words."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from hanoiwork_shared.database import persist
from hanoiwork_shared.errors import Forbidden, Several, Stale
from hanoiwork_tasks.domain.fields.field import FieldKind, WantedOption
from hanoiwork_tasks.domain.fields.refusals import (
    ListFieldUnknown,
    OptionRetired,
    ValueKindWrong,
    ValueMissing,
    ValueRepeated,
)
from hanoiwork_tasks.domain.fields.value import Said
from hanoiwork_tasks.domain.refusals import AlreadyCompleted, PersonUnknown, WrongStatus
from hanoiwork_tasks.domain.spaces.refusals import PlaceArchived
from hanoiwork_tasks.service.spaces_port import PlaceKind
from tests.at_once import at_once
from tests.unit.tasks.filling_in import TOPICS, added, filled, history, listed, says


@pytest.fixture
def desk(stored_city):
    """A city with a list of incoming documents, on each kind of database in turn."""
    stored_city.where = listed(stored_city)
    return stored_city


def test_every_kind_of_value_is_kept_shown_in_the_history_and_told_without_words(desk):
    city = desk
    kinds = (FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.PERSON, FieldKind.YES_NO, FieldKind.LINK)
    for kind in kinds:
        added(city, city.where, kind.value, kind, precision=2 if kind is FieldKind.NUMBER else 0)
    one, two = (
        added(city, city.where, kind.value, kind, options=TOPICS)
        for kind in (FieldKind.CHOICE, FieldKind.SEVERAL_CHOICES)
    )
    task = city.assigned(list=city.where.id)
    after = filled(
        city, task, version=task.version, text="12/UBND", number=Decimal("0.25"), date=date(2026, 6, 4), person="NVB",
        yes_no=False, link="https://hanoi.gov.vn", choice=("Y tế",), several_choices=("Xây dựng", "Y tế"),
    )  # fmt: skip
    ids = [[option.id for option in field.options] for field in (one, two)]
    assert says(city, task) == {
        "text": "12/UBND", "number": Decimal("0.25"), "date": date(2026, 6, 4), "person": city.ids["NVB"],
        "yes_no": False, "link": "https://hanoi.gov.vn", "choice": (ids[0][0],),
        "several_choices": (ids[1][0], ids[1][2]),
    }  # fmt: skip
    assert after.version == task.version + 1
    assert sorted(history(city, task))[-3:] == [
        ("several_choices", "", "Y tế, Xây dựng"), ("text", "", "12/UBND"), ("yes_no", "", "Không"),
    ]  # fmt: skip
    [fact] = city.facts("filled_in")
    assert (fact["task_id"], fact["version"]) == (task.id, after.version)
    assert "12/UBND" not in str(fact)


def test_what_is_said_already_changes_nothing_and_nothing_empties_a_field(desk):
    city = desk
    added(city, city.where, "Số")
    task = city.assigned(list=city.where.id)
    once = filled(city, task, so="12")
    assert filled(city, task, so=" 12 ").version == once.version
    assert filled(city, task, so=None).version == once.version + 1
    assert says(city, task) == {"so": None}
    assert history(city, task) == [("Số", "", "12"), ("Số", "12", "")]


def test_a_task_is_written_down_with_what_it_says_or_not_at_all(desk):
    city = desk
    added(city, city.where, "Số")
    task = city.draft(list=city.where.id, says=(Said(field="so", text="12"),))
    assert (says(city, task), history(city, task), task.version) == ({"so": "12"}, [("Số", "", "12")], 1)
    told = len(city.told())
    with pytest.raises(ListFieldUnknown) as refused:
        city.draft(list=city.where.id, says=(Said(field="khac", text="12"),))
    assert refused.value.field == "field_values[0].field"
    assert len(city.told()) == told


def test_a_long_text_stands_whole_in_the_note_of_its_line(desk):
    city = desk
    added(city, city.where, "Trích yếu")
    task = city.assigned(list=city.where.id)
    text = "về việc " * 30
    filled(city, task, trich_yeu=text)
    [(note, before, after)] = history(city, task)
    assert (note, before) == (f"Trích yếu:  → {text.strip()}", "")
    assert len(after) == 80


def test_everything_wrong_is_refused_at_once_and_nothing_is_kept(desk):
    city = desk
    added(city, city.where, "Số")
    added(city, city.where, "Lĩnh vực", FieldKind.CHOICE, options=TOPICS)
    added(city, city.where, "Người ký", FieldKind.PERSON)
    task = city.assigned(list=city.where.id)
    said = [
        Said(field="?", text="x"),
        Said(field="so", text="12"),
        Said(field="so", text="13"),
        Said(field="linh_vuc", text="Y tế"),
        Said(field="nguoi_ky", person="?"),
    ]
    with pytest.raises(Several) as refused:
        city.desk.filling.set(city.who("NVA"), task=task.id, values=said)
    assert [(type(one), one.field) for one in refused.value.problems] == [
        (ListFieldUnknown, "values[0].field"),
        (ValueRepeated, "values[2].field"),
        (ValueKindWrong, "values[3].text"),
        (PersonUnknown, "values[4].person"),
    ]
    assert says(city, task)["so"] is None
    alone = city.assigned()
    with pytest.raises(ListFieldUnknown):
        city.desk.filling.set(city.who("NVA"), task=alone.id, values=[Said(field="so", text="1")])


def test_the_lead_the_assigner_and_those_above_fill_in_and_nobody_else(desk):
    city = desk
    added(city, city.where, "Số")
    task = city.assigned(list=city.where.id)
    for person in ("NVB", "STRANGER"):
        with pytest.raises(Forbidden):
            filled(city, task, by=person, so=person)
    for person in ("NVA", "TP", "GD", "OFFICE", "MAYOR"):
        filled(city, task, by=person, so=person)
    with pytest.raises(Stale):
        filled(city, task, so="cũ", version=task.version)


def test_what_is_finished_cancelled_or_archived_is_not_filled_in(desk):
    city = desk
    added(city, city.where, "Số")
    done, gone, kept = (
        city.submitted(list=city.where.id),
        city.draft(list=city.where.id),
        city.draft(list=city.where.id),
    )
    city.desk.working.accept(city.who("TP"), task=done.id)
    city.desk.working.cancel(city.who("TP"), task=gone.id, reason="thôi")
    with pytest.raises(AlreadyCompleted):
        filled(city, done, by="TP", so="1")
    with pytest.raises(WrongStatus):
        filled(city, gone, by="TP", so="1")
    city.desk.archiving.archive(city.who("TP"), kind=PlaceKind.LIST, place=city.where.id)
    with pytest.raises(PlaceArchived):
        filled(city, kept, by="TP", so="1")


def test_what_the_list_requires_is_asked_for_at_submission_and_stays_while_it_is_reviewed(desk):
    city = desk
    added(city, city.where, "Số", required=True)
    added(city, city.where, "Đã công khai", FieldKind.YES_NO, required=True)
    task = city.assigned(list=city.where.id)
    with pytest.raises(Several) as refused:
        city.desk.working.submit(city.who("NVA"), task=task.id)
    assert [(type(one), one.field) for one in refused.value.problems] == [
        (ValueMissing, "fields[0]"), (ValueMissing, "fields[1]"),
    ]  # fmt: skip
    filled(city, task, so="12", da_cong_khai=False)
    city.desk.working.submit(city.who("NVA"), task=task.id)
    filled(city, task, by="TP", so="13")
    with pytest.raises(ValueMissing):
        filled(city, task, by="TP", so=None)


def test_a_retired_option_stays_where_it_is_and_is_not_chosen_anew(desk):
    city = desk
    field = added(city, city.where, "Lĩnh vực", FieldKind.CHOICE, options=TOPICS)
    task, other = city.assigned(list=city.where.id), city.assigned(list=city.where.id)
    filled(city, task, linh_vuc=("Y tế",))
    retired = WantedOption(id=field.options[0].id, label="Y tế (cũ)", retired=True)
    city.desk.list_fields.change(city.who("TP"), field=field.id, options=[retired])
    assert filled(city, task, linh_vuc=("Y tế (cũ)",)).version == task.version + 1
    with pytest.raises(OptionRetired):
        filled(city, other, linh_vuc=("Y tế (cũ)",))


def test_of_two_who_fill_one_field_in_at_once_the_second_reads_again(desk):
    city = desk
    added(city, city.where, "Số")
    task = city.assigned(list=city.where.id)
    fill = partial(filled, city, task, version=task.version)
    wrong = at_once(*(partial(persist, partial(fill, so=text, by=by)) for text, by in (("12", "NVA"), ("13", "TP"))))
    assert [type(error) for error in wrong] == [Stale]
    assert len(history(city, task)) == 1
    assert says(city, task)["so"] in {"12", "13"}


def test_people_who_fill_in_at_once_without_looking_leave_one_value_and_a_whole_history(desk):
    city = desk
    added(city, city.where, "Lĩnh vực", FieldKind.SEVERAL_CHOICES, options=TOPICS)
    task = city.assigned(list=city.where.id)
    sets = (TOPICS[:1], TOPICS[:2], TOPICS, TOPICS[1:])
    wrong = at_once(*(partial(persist, partial(filled, city, task, linh_vuc=one)) for one in sets))
    assert wrong == []
    lines = history(city, task)
    assert len(lines) == len(sets)
    assert [after for _, _, after in lines[:-1]] == [before for _, before, _ in lines[1:]]
