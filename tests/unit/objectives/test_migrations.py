"""The tables of the first revision, with a city in them, become those of today."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from hanoiwork_objectives import migrations
from hanoiwork_objectives.domain.life import restore
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.plugin import plugin
from hanoiwork_objectives.service import Filter
from hanoiwork_objectives.service.sifting import Order, resolved
from hanoiwork_objectives.store import Looks
from hanoiwork_shared.database import Database
from hanoiwork_shared.migrate import migrate

OLD = """
insert into objective (id, code, title, cycle, unit_id, starts, ends, weight, status, version)
values ('o1', 'O1', 'Kế hoạch Đầu tư', '2026', 'u', '2026-01-01', '2026-12-31', '1', 'active', 3),
       ('o2', 'O2', 'Đã cất', '2026', 'u', '2026-01-01', '2026-12-31', '1', 'archived', 2)
"""


@pytest.fixture
def database(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database as the first revision left it, with two objectives, brought to today's shape."""
    first = tmp_path / f"first_{tmp_path.name.replace('-', '_')}"
    first.mkdir()
    (first / "__init__.py").write_text("")
    shutil.copy(Path(str(migrations.__file__)).parent / "objectives_0001_first.py", first)
    monkeypatch.syspath_prepend(str(tmp_path))
    database = Database(database_url)
    migrate(database, (first.name,))
    with database.begin() as connection:
        connection.execute(text(OLD))
    migrate(database, (str(plugin.migrations),))
    yield database
    database.close()


def test_old_objectives_are_found_by_their_words_without_accents(database):
    with database.read() as connection:
        looks = Looks(connection)
        wanted = resolved(looks, Filter(text="ke hoach dau tu"))
        [found] = looks.page(wanted, order=Order.CODE, first=9, after=None).items
    assert (found.code, found.version, found.tags, found.contributors, found.description) == ("O1", 3, (), (), "")


def test_what_was_archived_before_comes_back_as_a_draft(database):
    with database.read() as connection:
        away = Looks(connection).objective("O2")
    assert away is not None
    assert restore(away, above=None)[0].status is Status.DRAFT
