"""A ward that is merged into another: what it left goes on, led from where its people went."""

from collections.abc import Iterator

import pytest

from hanoiwork_ops.client import Answered
from tests.journeys.refusing import City
from tests.journeys.suites import EmbeddedSuite
from tests.polling import until

pytestmark = pytest.mark.journey

OLD, NEW = "W00091", "W00008"
LEADERS = {OLD: ("giamdoc.skhcn", "GDSKHCN"), NEW: ("truongphong.cds", "TPCDS")}


@pytest.fixture(scope="module")
def wards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The embedded suite with the city's files in it, and a leader in each of two wards."""
    made = EmbeddedSuite(tmp_path_factory.mktemp("wards"))
    city = City(made)
    try:
        made.start()
        city.story.load_the_city()
        for unit, (_, person) in LEADERS.items():
            grant = {"person": person, "role": "unit_leader", "unit": unit}
            city.story.person("operator").do("grantRole", grant)
        until(city.quiet, what="every service's hearing of the leaders")
        yield city
    finally:
        city.close()
        made.stop()
        print(made.processes.logs())  # shown with a failure


def test_what_a_merged_ward_left_is_led_from_its_successor_and_found_there(wards: City):
    old, new = (wards.story.person(LEADERS[unit][0]) for unit in (OLD, NEW))
    old.do("createObjective", {"code": "XA", "title": "Mục tiêu của phường cũ", "cycle": "2026", "unit": OLD})
    old.do("createTask", {"code": "XA-1", "title": "Việc của phường cũ", "unit": OLD, "points": "1"})
    with pytest.raises(Answered, match="forbidden"):
        new.do("changeObjective", {"objective": "XA", "title": "Đổi tên"})
    wards.story.person("operator").do("mergeUnits", {"unit": OLD, "into": NEW})
    until(wards.quiet, what="every service's hearing of the merger")
    new.do("changeObjective", {"objective": "XA", "title": "Phường mới làm tiếp"})
    new.do("cancelTask", {"task": "XA-1", "reason": "Phường mới làm cách khác"})
    found = new.ask(
        """query ($unit: String!) {
          objectives(filter: { under: $unit, cycle: "2026" }) {
            edges { node { code title unit { code mergedInto { code } } } } }
          tasks(filter: { unit: $unit }) { edges { node { code status unit { code } } } } }""",
        {"unit": NEW},
    )
    goal = {"code": "XA", "title": "Phường mới làm tiếp", "unit": {"code": OLD, "mergedInto": {"code": NEW}}}
    assert {"node": goal} in found["objectives"]["edges"]
    assert {"node": {"code": "XA-1", "status": "cancelled", "unit": {"code": OLD}}} in found["tasks"]["edges"]
