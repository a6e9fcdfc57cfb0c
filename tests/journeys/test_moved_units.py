"""A division that moves to another department takes its rights along: decided anew at the next request."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.journeys.refusing import City
from tests.polling import until

pytestmark = pytest.mark.journey

HEADING = "code,parent_code,kind,name\n"
DIVISION = "SKHCN-CDS,{parent},division,Phòng Chuyển đổi số\n"
DIRECTOR = "giamdoc.skhcn"


@contextmanager
def moved(city: City, parent: str) -> Iterator[None]:
    """The division stands under another department while the block runs."""
    _put(city, parent)
    try:
        yield
    finally:
        _put(city, "SKHCN")


def _put(city: City, parent: str) -> None:
    payload = city.person("operator").do("importUnits", {"content": HEADING + DIVISION.format(parent=parent)})
    assert payload["errors"] == []
    until(city.quiet, what="every service's hearing of the move")


def test_the_old_departments_leader_loses_the_division_at_once_and_gets_it_back(city: City):
    workspace = {"unit": "SKHCN-CDS", "kind": "collaboration", "title": "Chuyển về sở khác"}
    objective = {"code": "CHUYEN", "title": "Mục tiêu thử", "cycle": "2026", "unit": "SKHCN-CDS"}
    director = city.person(DIRECTOR)
    with moved(city, "VP"):
        asked = (("createWorkspace", workspace), ("createObjective", objective))
        refused = [director.refused(mutation, given) for mutation, given in asked]
        hidden = director.failed('{ sheet(person: "NVA", period: "2026-06") { total } }')
    assert [[one.code for one in said] for said in refused] == [["shared.forbidden"], ["shared.forbidden"]]
    assert [one.code for one in hidden] == ["evaluation.sheet_not_found"]
    assert director.do("createWorkspace", workspace)["errors"] == []
    assert director.ask('{ sheet(person: "NVA", period: "2026-06") { total } }')["data"]["sheet"]["total"] == "83.9"
