"""What tasks say in fields goes with them: into other lists, other hands, copies and templates."""

from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_tasks.domain.agreeing.hand_over import Share
from hanoiwork_tasks.domain.fields.field import FieldKind
from tests.unit.tasks.filling_in import TOPICS, added, filled, history, listed, says


@pytest.fixture
def desk(stored_city):
    """A city with a list of incoming documents, on each kind of database in turn."""
    stored_city.where = listed(stored_city)
    return stored_city


def test_a_move_keeps_what_the_other_list_asks_for_too_and_the_history_tells_the_rest(desk):
    city = desk
    other = listed(city, "Văn bản đi")
    for where in (city.where, other):
        added(city, where, "Số")
        added(city, where, "Lĩnh vực", FieldKind.CHOICE, options=TOPICS)
    added(city, city.where, "Hạn cũ", FieldKind.DATE)
    task = city.assigned(list=city.where.id)
    filled(city, task, so="12", linh_vuc=("Giáo dục",), han_cu=date(2026, 6, 4))
    city.desk.linking.move(city.who("TP"), task=task.id, list=other.id)
    [answers] = city.desk.filling.of_tasks([task.id])
    assert {answer.field.list_id for answer in answers} == {other.id}
    topic = next(answer.field for answer in answers if answer.field.key == "linh_vuc")
    assert says(city, task) == {"so": "12", "linh_vuc": (topic.options[1].id,)}
    assert history(city, task)[-1] == ("Hạn cũ", "04/06/2026", "")
    city.desk.linking.move(city.who("TP"), task=task.id, list=city.where.id)
    assert says(city, task)["han_cu"] is None


def test_a_copied_list_has_the_same_fields_and_its_drafts_say_the_same_but_for_people(desk):
    city = desk
    added(city, city.where, "Số", required=True, help="Như trên văn bản")
    added(city, city.where, "Kinh phí", FieldKind.NUMBER, precision=1, least=Decimal("0.5"))
    added(city, city.where, "Ngày đến", FieldKind.DATE)
    added(city, city.where, "Lĩnh vực", FieldKind.CHOICE, options=TOPICS)
    added(city, city.where, "Người ký", FieldKind.PERSON)
    added(city, city.where, "Mật", FieldKind.YES_NO)
    task = city.assigned(list=city.where.id, due=date(2026, 6, 24))
    filled(
        city, task, so="12", kinh_phi=Decimal("9.5"), ngay_den=date(2026, 6, 20), linh_vuc=TOPICS[:1], nguoi_ky="NVB",
        mat=True,
    )  # fmt: skip
    copy = city.desk.copying.copy_list(city.who("TP"), list=city.where.id, title="Quý sau", shift_days=30)
    old, new = city.desk.list_fields.of_lists([city.where.id, copy.id])
    terms = ("key", "kind", "label", "help", "required", "position", "precision", "least", "most")
    assert [[getattr(one, name) for name in terms] for one in new] == [
        [getattr(one, name) for name in terms] for one in old
    ]
    [draft] = city.desk.finding.tasks(named={"list": copy.id}).items
    [topic] = [field.options[0].id for field in new if field.key == "linh_vuc"]
    assert says(city, draft) == {
        "so": "12", "kinh_phi": Decimal("9.5"), "ngay_den": date(2026, 7, 20), "linh_vuc": (topic,), "nguoi_ky": None,
        "mat": True,
    }  # fmt: skip


def test_a_template_keeps_fields_and_values_and_outlives_their_list(desk):
    city = desk
    field = added(city, city.where, "Lĩnh vực", FieldKind.SEVERAL_CHOICES, options=TOPICS)
    filled(city, city.assigned(list=city.where.id), linh_vuc=TOPICS[:2])
    template = city.desk.copying.save_template(
        city.who("TP"), lists=[city.where.id], title="Quy trình", unit="SKHCN-CDS"
    )
    city.desk.list_fields.remove(city.who("TP"), field=field.id)
    target = listed(city, "Khác")
    [made] = city.desk.copying.use_template(
        city.who("TP"), template=template.id, workspace=target.workspace_id, starts=date(2027, 1, 4)
    )
    [draft] = city.desk.finding.tasks(named={"list": made.id}).items
    [[again]] = city.desk.list_fields.of_lists([made.id])
    assert says(city, draft) == {"linh_vuc": tuple(option.id for option in again.options[:2])}


def test_the_rest_of_a_divided_task_says_what_the_whole_said(desk):
    city = desk
    added(city, city.where, "Số")
    task = city.assigned(list=city.where.id, points=Decimal(20))
    filled(city, task, so="12")
    proposed = city.desk.handing_over.propose(
        city.who("NVA"), task=task.id, person="NVB", reason="chia việc", kept=Share(points=Decimal(5))
    )
    for person in ("NVB", "TP"):
        proposed = city.desk.handing_over.agree(city.who(person), hand_over=proposed.id)
    [rest] = city.desk.reading.tasks_by_ids([proposed.new_task_id])
    assert says(city, rest) == {"so": "12"}
