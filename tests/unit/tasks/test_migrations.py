"""The tables of the first revision, with tasks in them, become those of today."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from hanoiwork_shared.database import Database
from hanoiwork_shared.migrate import migrate
from hanoiwork_tasks import migrations
from hanoiwork_tasks.domain.difficulties.difficulty import State
from hanoiwork_tasks.plugin import plugin
from hanoiwork_tasks.store import Looking

TASK = """
insert into task (id, code, owner_id, title, folded_title, "group", unit_id, created_by, created_at, status, product,
                  quantity, accepted_quantity, points, authority, due_order, percent, progress_note, product_note,
                  late_days, quality_failures, version)
values ('t1', 'NV-1', 'u', 'Báo cáo', 'bao cao', 'routine', 'u', 'tp', '2026-06-01 00:00:00', 'todo', '', '1', '0',
        1000, '', '9999-12-31', 0, '', '', 2, 0, 1)
"""
DIFFICULTIES = """
insert into task_difficulty (id, task_id, text, owed_by_unit_id, raised_by, raised_at, version)
values ('d1', 't1', 'Thiếu số liệu', null, 'nva', '2026-06-01 00:00:00', 1),
       ('d2', 't1', 'Thiếu kinh phí', 'vp', 'nva', '2026-06-02 00:00:00', 1)
"""


@pytest.fixture
def database(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database as the first revision left it, brought to today's shape."""
    first = tmp_path / f"first_{tmp_path.name.replace('-', '_')}"
    first.mkdir()
    (first / "__init__.py").write_text("")
    shutil.copy(Path(str(migrations.__file__)).parent / "tasks_0001_first.py", first)
    monkeypatch.syspath_prepend(str(tmp_path))
    database = Database(database_url)
    migrate(database, (first.name,))
    with database.begin() as connection:
        connection.execute(text(TASK))
        connection.execute(text(DIFFICULTIES))
    migrate(database, (str(plugin.migrations),))
    yield database
    database.close()


def test_what_was_late_before_has_no_day_waived(database):
    with database.read() as connection:
        task = Looking(connection).task("NV-1")
    assert (task.late_days, task.waived_days, task.taken_on_at) == (2, 0, None)


def test_difficulties_raised_before_are_open_and_owed_by_the_tasks_unit_where_nobody_was_named(database):
    with database.read() as connection:
        [found] = Looking(connection).difficult.of_tasks(["t1"])
    assert [(one.owed_by_unit_id, one.asked_unit_id, one.unit_id, one.state) for one in found] == [
        ("u", "u", "u", State.OPEN), ("vp", "vp", "u", State.OPEN),
    ]  # fmt: skip
    assert [(one.respond_by, one.look_on) for one in found] == [
        (date(2026, 6, 6), date(2026, 6, 7)), (date(2026, 6, 7), date(2026, 6, 8)),
    ]  # fmt: skip
