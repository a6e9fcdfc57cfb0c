"""How long a file of 5 000 people takes to load, against a bare insert of the same rows in the same run.

The first file is loaded while nothing else happens, what follows while its events are on their way.
"""

import time
from base64 import b64encode
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import text

from hanoiwork_shared.database import Database
from hanoiwork_shared.files.writing import Sheet, write_csv, write_xlsx
from tests.bench.report import show
from tests.journeys.conftest import Suite
from tests.journeys.story import Story

pytestmark = pytest.mark.bench

PEOPLE = 5000
UNITS = 300
HEADING = ("code", "full_name", "unit", "position", "person_type")


def test_loading_people(suite: Suite):
    story = Story(suite.url)
    units = [("HN", None, "city", "Hà Nội"), *((f"U{n}", "HN", "department", f"Sở {n}") for n in range(UNITS))]
    try:
        operator = story.person("operator")
        content = write_csv(Sheet(name="units", heading=("code", "parent_code", "kind", "name"), rows=units))
        operator.do("importUnits", {"content": content.decode("utf-8-sig")})
        rows = [
            _measured(suite, operator.do, mark, write)
            for mark, write in (("X", lambda sheet: write_xlsx([sheet])), ("C", write_csv))
        ]
    finally:
        story.close()
    heading = ("file", "KB", "s to load", "s again", "s bare insert", "ratio")
    show(f"loading {PEOPLE} people ({type(suite).__name__})", heading, rows)


def _measured(
    suite: Suite, do: Callable[..., object], mark: str, write: Callable[[Sheet], bytes]
) -> tuple[object, ...]:
    people = [
        (f"{mark}{n:05}", f"Nguyễn Văn {n}", f"U{n % UNITS}", "Chuyên viên", "civil_servant") for n in range(PEOPLE)
    ]
    content = write(Sheet(name="people", heading=HEADING, rows=people))
    given = {"contentBase64": b64encode(content).decode("ascii")}
    start = time.perf_counter()
    do("importPeople", given)
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    do("importPeople", given)
    again = time.perf_counter() - start
    bare = _bare_insert(suite.database_url("evaluation"), people)
    kind = "csv" if mark == "C" else "xlsx"
    return kind, len(content) // 1024, loaded, again, bare, loaded / bare


def _bare_insert(url: str, people: Sequence[tuple[str, ...]]) -> float:
    database = Database(url)
    columns = ", ".join(f"{name} TEXT" for name in HEADING)
    with database.begin() as connection:
        connection.execute(text(f"CREATE TABLE bench_people ({columns})"))
    start = time.perf_counter()
    with database.begin() as connection:
        names = ", ".join(f":{name}" for name in HEADING)
        rows = [dict(zip(HEADING, one, strict=True)) for one in people]
        connection.execute(text(f"INSERT INTO bench_people VALUES ({names})"), rows)  # noqa: S608 - names of ours
    seconds = time.perf_counter() - start
    with database.begin() as connection:
        connection.execute(text("DROP TABLE bench_people"))
    database.close()
    return seconds
