"""Tables of tasks and of plan items, checked cell by cell, and what may be asked about them."""

import hashlib
import re
from dataclasses import asdict
from datetime import date
from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.doors import LONGEST_CODE, Code
from hanoiwork_shared.facts import plain
from hanoiwork_shared.files import Columns
from hanoiwork_shared.files.cells import Cells, Found, find
from hanoiwork_shared.files.sending import TableSent
from hanoiwork_shared.files.workbook import read_workbook
from hanoiwork_tasks.domain.deadline import deadline
from hanoiwork_tasks.domain.files.refusals import DeadlineInvalid
from hanoiwork_tasks.domain.sheets import item_line, task_line
from hanoiwork_tasks.domain.sheets.batch import Batch
from hanoiwork_tasks.domain.sheets.item_line import ItemLine, ItemRow
from hanoiwork_tasks.domain.sheets.task_line import GROUP_NAMES, TaskLine, TaskRow
from hanoiwork_tasks.domain.task import STATUS_NAMES, Group, Status
from hanoiwork_tasks.schemas.commands import LONGEST_TITLE
from hanoiwork_tasks.schemas.finding import LONGEST_SEARCH, Filter
from hanoiwork_tasks.schemas.kinds import LONGEST_TEXT, Sentence, Spoken, maybe

_BETWEEN = re.compile(r"[;,]")
_LONGEST_NAMES = 2000
_LONGEST_LIST = 300
TASKS = Columns(
    required=("title",),
    optional=tuple(name for name in task_line.TITLES if name != "title"),
    titles=task_line.TITLES,
)
ITEMS = Columns(
    required=("group", "code"),
    optional=tuple(name for name in item_line.TITLES if name not in ("group", "code")),
    titles=item_line.TITLES,
)


class TaskSheetSent(TableSent):
    """A table of tasks of a unit and of those under it."""

    unit = Code(required=True)


class PlanSheetSent(TableSent):
    """A table of the items of a plan of a unit; `title` is that of a plan that is not there yet."""

    unit = Code(required=True)
    plan = Code(required=True)
    title = fields.String(load_default="", validate=validate.Length(max=LONGEST_TITLE))


class BatchNamed(Spoken):
    """A file that was loaded."""

    batch = Code(required=True)


class _File(Spoken):
    """As which kind of file, and in which language its columns and words are."""

    format = fields.String(load_default="xlsx", validate=validate.OneOf(["xlsx", "csv"]))
    language = fields.String(load_default="vi", validate=validate.OneOf(["vi", "en"]))


class ExportTasksWanted(_File):
    """Which tasks."""

    filter = fields.Nested(Filter, load_default=dict, attribute="named")
    search = maybe(Sentence, longest=LONGEST_SEARCH)


class ExportPlanWanted(_File):
    """Which plan."""

    plan = Code(required=True)


def read_tasks(content: str | bytes) -> Found[TaskRow]:
    """Read a table of tasks."""
    return find(read_workbook(content, {"tasks": TASKS})["tasks"], _task)


def read_items(content: str | bytes) -> Found[ItemRow]:
    """Read a table of the items of a plan."""
    return find(read_workbook(content, {"plan": ITEMS})["plan"], _item)


def shown_batch(batch: Batch) -> object:
    """A loaded file as it is shown."""
    return plain({name: value for name, value in asdict(batch).items() if name != "digest"})


def digest(content: str | bytes) -> str:
    """What a file is known by: its SHA-256 in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _task(cells: Cells) -> TaskRow:
    more: dict[str, Any] = {name: cells.text(name, most=LONGEST_CODE) for name in _CODES}
    more |= {name: cells.number(name) for name in ("quantity", "points", "percent", "version")}
    says = TaskLine(
        title=cells.needed("title", most=LONGEST_TITLE),
        group=cells.choice("group", Group, GROUP_NAMES),
        status=cells.choice("status", Status, STATUS_NAMES),
        list=cells.text("list", most=_LONGEST_LIST),
        collaborators=_names(cells, "collaborators"),
        coordinating_units=_names(cells, "coordinating_units"),
        start=_day(cells, "start"),
        due=_day(cells, "due"),
        product=cells.text("product", most=LONGEST_TEXT),
        authority=cells.text("authority", most=LONGEST_TEXT),
        **more,
    )
    return TaskRow(line=cells.row.line, sheet=cells.row.sheet, headings=cells.row.headings, says=says)


_CODES = ("code", "parent", "plan_item", "unit", "person", "objective", "measure", "catalogue_entry")


def _item(cells: Cells) -> ItemRow:
    says = ItemLine(
        group=cells.needed("group", most=LONGEST_CODE),
        group_title=cells.text("group_title", most=LONGEST_TITLE),
        code=cells.needed("code", most=LONGEST_CODE),
        title=cells.text("title", most=LONGEST_TITLE),
        lead_unit=cells.text("lead_unit", most=LONGEST_CODE),
        coordinating_units=_names(cells, "coordinating_units"),
        deadline=cells.text("deadline", most=LONGEST_CODE),
        version=cells.number("version"),
    )
    return ItemRow(line=cells.row.line, sheet=cells.row.sheet, headings=cells.row.headings, says=says)


def _names(cells: Cells, column: str) -> tuple[str, ...]:
    """Codes with semicolons or commas between."""
    text = cells.text(column, most=_LONGEST_NAMES) or ""
    return tuple(dict.fromkeys(name for name in (part.strip() for part in _BETWEEN.split(text)) if name))


def _day(cells: Cells, column: str) -> date | None:
    """A day, a month or a quarter, as the city writes them."""
    text = cells.text(column, most=LONGEST_CODE)
    day = deadline(text) if text else None
    if text and day is None:
        cells.refuse(column, DeadlineInvalid(field=column, text=text))
    return day
