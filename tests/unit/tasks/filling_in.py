"""Lists with fields of their own, and tasks that say something in them."""

from typing import Any

from hanoiwork_tasks.domain.fields.field import FieldKind, WantedOption
from hanoiwork_tasks.domain.fields.value import Said, part_of
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.service.list_fields import WantedField

TOPICS = ("Y tế", "Giáo dục", "Xây dựng")


def listed(city, title: str = "Văn bản đến"):
    space = city.desk.planning.create_workspace(
        city.who("TP"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE, title=title
    )
    return city.desk.planning.create_list(city.who("TP"), workspace=space.id, title=title)


def added(city, where, label: str, kind: FieldKind = FieldKind.TEXT, *, by: str = "TP", options=(), **given):
    chosen = [WantedOption(label=one) for one in options]
    wanted = WantedField(label=label, kind=kind, options=chosen, **given)
    return city.desk.list_fields.add(city.who(by), list=where.id, wanted=wanted)


def filled(city, task, *, by: str = "NVA", version: int | None = None, **values: Any):
    """Say things by key; the part is that of the field's kind."""
    [answers] = city.desk.filling.of_tasks([task.id])
    parts = {answer.field.key: part_of(answer.field) for answer in answers}
    said = [Said(field=key, **({} if value is None else {parts[key]: value})) for key, value in values.items()]
    return city.desk.filling.set(city.who(by), task=task.id, values=said, version=version)


def says(city, task) -> dict[str, Any]:
    [answers] = city.desk.filling.of_tasks([task.id])
    return {answer.field.key: answer.value for answer in answers}


def history(city, task) -> list[tuple[str, str, str]]:
    [lines] = city.desk.reading.histories_by_ids(city.who("TP"), [task.id])
    return [(line.note, line.before, line.after) for line in lines or () if line.what == "filled_in"]
