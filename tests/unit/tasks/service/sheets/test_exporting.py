"""Giving tables out: they show what there is, and loaded again as they are, they change nothing."""

from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.writing import write_csv, write_xlsx
from hanoiwork_shared.places import PersonSlice, Places
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.sheets.refusals import ExportTooLong
from hanoiwork_tasks.schemas import sheets as doors
from hanoiwork_tasks.service.sheets import exporting


def exported(city, **given):
    return city.desk.sheet_exporting.tasks(named={"unit": "SKHCN"}, **given)


def load(city, content):
    return city.desk.sheet_loading.load(
        city.who("GD"), unit="SKHCN", found=doors.read_tasks(content), digest=doors.digest(content)
    )


def many_kinds(city) -> None:
    place = city.desk.planning.create_workspace(city.who("GD"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE)
    listed = city.desk.planning.create_list(city.who("GD"), workspace=place.id, title="Việc tuần")
    city.draft(list=listed.id, title="-Dự thảo", collaborators=("NVB",), coordinating_units=("VP",))
    whole = city.assigned(points=Decimal("20.25"))
    city.draft(parent=whole.code, points=Decimal(5))
    done = city.submitted()
    city.desk.working.accept(city.who("TP"), task=done.id)
    city.desk.working.cancel(city.who("TP"), task=city.assigned().id, reason="thôi")


@pytest.mark.parametrize("written", [write_csv, lambda sheet: write_xlsx([sheet])])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_table_loaded_again_as_it_is_changes_nothing(stored_city, language, written):
    many_kinds(stored_city)
    told = len(stored_city.told())
    report = load(stored_city, written(exported(stored_city, language=language)))
    assert (report.rows, report.unchanged) == (5, 5)
    assert len(stored_city.told()) == told


def test_whoever_left_since_stays_where_they_stand(stored_city):
    stored_city.assigned(person="NVB")
    content = write_csv(exported(stored_city))
    left = PersonSlice(
        person_id=stored_city.ids["NVB"], code="NVB", unit_id=None, person_type="civil_servant", active=False
    )
    with stored_city.runtime.database.begin() as connection:
        Places(connection).hear_person(left, sequence=2)
    assert load(stored_city, content).unchanged == 1
    with pytest.raises(Refused, match="person_unknown"):
        load(stored_city, "code,title,unit,collaborators\nNV-1,Xây dựng Kế hoạch,SKHCN-CDS,NVB\n")


def test_words_are_those_of_the_language(stored_city):
    stored_city.assigned()
    vi, en = exported(stored_city), exported(stored_city, language="en")
    row_vi, row_en = dict(zip(vi.heading, vi.rows[0], strict=True)), dict(zip(en.heading, en.rows[0], strict=True))
    assert (row_vi["Trạng thái"], row_vi["Nhóm nhiệm vụ"]) == ("Cần làm", "Thường xuyên")
    assert (row_en["status"], row_en["group"], row_en["person"]) == ("todo", "routine", "NVA")


def test_more_than_can_be_loaded_again_is_refused(stored_city, monkeypatch):
    stored_city.draft()
    stored_city.draft()
    monkeypatch.setattr(exporting, "MOST_ROWS", 1)
    with pytest.raises(ExportTooLong):
        exported(stored_city)
