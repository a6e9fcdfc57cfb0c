"""Reports of many values, a system's feed, a reviewer's note, and earlier days, through GraphQL."""

from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hanoiwork_shared.clock import HANOI
from hanoiwork_shared.files.writing import Sheet, write_xlsx
from tests.journeys.refusing import City

pytestmark = pytest.mark.journey

LEADER, ABOVE, OPERATOR = "giamdoc.skhcn", "lanhdao.tp", "operator"
TREE = 'query ($day: Date) { objectiveTree(cycle: "2026", asOf: $day) { code asOf progress { percent } } }'
WHOLE = """
query ($day: Date) { objective(key: "O2-S", asOf: $day) {
  share approvals { decision }
  measures {
    checkIns(first: 3) { value } forecast { value reason { code } } children { code } usedBy { code }
    formula { parts { measure { code } } }
  }
} }
"""
CHECK_INS = """
{ measure(key: "O2-S-KR1") { checkIns(first: 1) { evidence expectedPercent status acknowledgement { note } } } }
"""


def day(back: int = 0) -> str:
    return (datetime.now(UTC).astimezone(HANOI).date() - timedelta(days=back)).isoformat()


def item(value: str, **more: Any) -> dict[str, Any]:
    return {"measure": "O2-S-KR1", "value": value, "on": "2026-06-21", **more}


def test_many_values_are_taken_together_or_not_at_all(city: City):
    leader = city.person(LEADER)
    with city.untouched():
        said = leader.refused("checkInMany", {"items": [item("50"), item("51", confidence=11, evidence="báo cáo")]})
    assert [(one.code, one.field) for one in said] == [
        ("objectives.evidence_not_a_link", "items[1].evidence"),
        ("objectives.confidence_out_of_bounds", "items[1].confidence"),
    ]
    items = [item("50"), item("51", evidence="https://hanoi.gov.vn/bao-cao")]
    done = leader.do("checkInMany", {"items": items}, wanted="measures { code current } checkIns { value }")
    assert (done["measures"], done["errors"]) == ([{"code": "O2-S-KR1", "current": "51"}], [])
    assert [one["value"] for one in done["checkIns"]] == ["50", "51"]


def version(city: City) -> int:
    return int(city.person("nva").ask('{ measure(key: "O2-S-KR1") { version } }')["data"]["measure"]["version"])


def test_a_file_of_values_is_taken_whole_or_not_at_all(city: City):
    leader = city.person(LEADER)
    with city.untouched():
        broken = "measure,value,on\nO2-S-KR1,=1+1,2026-06-22\n,1,2100-01-01\n"
        said = leader.refused("importCheckIns", {"content": broken})
    assert [(one.code, one.field) for one in said] == [
        ("shared.cell_formula", "lines[2].value"), ("shared.cell_missing", "lines[3].measure"),
    ]  # fmt: skip
    before = version(city)
    file = {"content": "measure,value,on\nO2-S-KR1,52,2026-06-22\n", "dryRun": True}
    report = leader.do("importCheckIns", file, wanted="report { checkIns measures dryRun }")["report"]
    assert (report, version(city)) == ({"checkIns": 1, "measures": 1, "dryRun": True}, before)
    book = write_xlsx([Sheet(name="x", heading=("measure", "value", "on"), rows=[("O2-S-KR1", 53, date(2026, 6, 22))])])
    report = leader.do("importCheckIns", {"contentBase64": b64encode(book).decode()}, wanted="report { checkIns }")[
        "report"
    ]
    assert (report, version(city)) == ({"checkIns": 1}, before + 1)


def test_a_system_feeds_each_value_once_and_a_bad_one_stops_nothing(city: City):
    operator = city.story.person(OPERATOR)
    operator.do(
        "importPeople", {"content": "code,full_name,unit,position,person_type\nMAY,Hệ thống,SKHCN,,civil_servant\n"}
    )
    operator.do("grantRole", {"person": "MAY", "role": "system", "unit": "SKHCN"})
    operator.do("createAccount", {"name": "may.skhcn", "password": "demo", "person": "MAY"})
    machine = city.person("may.skhcn")
    items = [item("60", sourceKey="a"), item("1", sourceKey="b", measure="NOWHERE"), item("60.0", sourceKey="a")]
    wanted = "outcomes { sourceKey outcome checkInId refusals { code field message } }"
    outcomes = machine.do("feedMeasures", {"items": items}, wanted=wanted)["outcomes"]
    assert [one["outcome"] for one in outcomes] == ["taken", "refused", "known"]
    assert outcomes[0]["checkInId"] == outcomes[2]["checkInId"]
    assert outcomes[1]["refusals"][0]["code"] == "shared.not_found"
    before = version(city)
    again = machine.do("feedMeasures", {"items": [items[0], item("61", sourceKey="a")]}, wanted=wanted)["outcomes"]
    assert version(city) == before
    assert [one["outcome"] for one in again] == ["known", "refused"]
    assert again[1]["refusals"][0]["code"] == "objectives.source_key_reused"


def test_the_leader_above_takes_note_once_and_nobody_of_their_own(city: City):
    leader, above = city.person(LEADER), city.person(ABOVE)
    made = leader.do("checkIn", item("62", on="2026-06-23", evidence="https://hanoi.gov.vn"), wanted="checkIn { id }")
    key = {"checkIn": made["checkIn"]["id"]}
    with city.untouched():
        assert [one.code for one in leader.refused("acknowledgeCheckIn", key)] == ["shared.forbidden"]
    done = above.do("acknowledgeCheckIn", {**key, "note": "Đã xem"}, wanted="checkIn { acknowledgement { note } }")
    assert (done["checkIn"], done["errors"]) == ({"acknowledgement": {"note": "Đã xem"}}, [])
    with city.untouched():
        said = above.refused("acknowledgeCheckIn", key)
    assert [(one.code, one.field) for one in said] == [("objectives.already_acknowledged", "checkIn")]
    [shown] = leader.ask(CHECK_INS)["data"]["measure"]["checkIns"]
    assert (shown["evidence"], shown["acknowledgement"]) == ("https://hanoi.gov.vn", {"note": "Đã xem"})
    assert shown["status"] in ("on_track", "at_risk", "behind", "stale")


def test_an_earlier_day_is_as_it_was_and_a_later_one_is_refused(city: City):
    reader = city.person("nva")
    assert reader.ask(TREE, {"day": day(400)})["data"]["objectiveTree"] == []
    now = reader.ask(TREE, {"day": day()})["data"]["objectiveTree"]
    assert now == reader.ask(TREE)["data"]["objectiveTree"] != []
    whole = reader.ask(WHOLE, {"day": day()})
    assert whole["data"]["objective"] == reader.ask(WHOLE)["data"]["objective"] is not None
    assert "errors" not in whole
    assert [one.code for one in reader.failed(TREE, {"day": day(-2)})] == ["objectives.day_in_future"]
    changes = (
        'query ($from: Date!, $to: Date!) { objectiveChanges(cycle: "2026", from: $from, to: $to) { code kind after } }'
    )
    found = reader.ask(changes, {"from": day(400), "to": day()})["data"]["objectiveChanges"]
    assert {one["kind"] for one in found} == {"created"}
    said = reader.failed(changes, {"from": day(), "to": day(1)})
    assert [one.code for one in said] == ["objectives.days_reversed"]
