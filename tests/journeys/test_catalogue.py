"""The catalogue of a unit: proposed, approved, told, changed; and a task that takes its points from it."""

from functools import partial
from typing import Any

import pytest

from tests.journeys import asking
from tests.journeys.asking import asked, refused, told
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD

pytestmark = pytest.mark.journey

DIRECTOR = "giamdoc.skhcn"
TERMS: dict[str, Any] = {
    "title": "Thẩm định hồ sơ nhiệm vụ khoa học",
    "product": "Báo cáo thẩm định",
    "measuredIn": "hồ sơ",
    "points": "1.25",
    "workingDays": 5,
    "authority": "Giám đốc Sở",
}
SHOWN = "entry { id code revision state version points }"


done = partial(asking.done, wanted=SHOWN)


def test_an_entry_is_proposed_approved_and_weighs_a_task(city: City):
    entry = done(city, HEAD, "proposeEntry", unit="SKHCN-CDS", code="TD-1", **TERMS)
    assert (entry["state"], entry["revision"]) == ("submitted", 1)
    told(city, DIRECTOR, "entry_submitted", "TD-1")
    assert entry["id"] in [one["id"] for one in asked(city, DIRECTOR, "entriesToApprove { id }")]
    assert refused(city, HEAD, "approveEntry", entry=entry["id"]) == [("shared.forbidden", None)]
    assert refused(city, DIRECTOR, "approveEntry", entry=entry["id"], version=7) == [("shared.stale", "version")]
    assert done(city, DIRECTOR, "approveEntry", entry=entry["id"], version=1)["state"] == "approved"
    told(city, HEAD, "entry_approved", "TD-1")

    shown = asked(
        city, LEAD, 'catalogue(unit: "SKHCN-CDS", search: "tham dinh") { edges { node { code unit { code } } } }'
    )
    assert {"node": {"code": "TD-1", "unit": {"code": "SKHCN-CDS"}}} in shown["edges"]
    made = city.person(HEAD).do(
        "createTask",
        {"unit": "SKHCN-CDS", "catalogueEntry": "TD-1", "quantity": "4"},
        wanted="task { id code points title product authority due catalogueEntry { code revision points } }",
    )
    assert made["errors"] == []
    task = made["task"]
    assert (task["points"], task["title"], task["product"], task["authority"]) == (
        "5", TERMS["title"], TERMS["product"], TERMS["authority"],
    )  # fmt: skip
    assert task["catalogueEntry"] == {"code": "TD-1", "revision": 1, "points": "1.25"}
    given = {"task": task["code"], "person": "NVA"}
    assert refused(city, HEAD, "assignTask", **given, points="9") == [("tasks.points_of_catalogue", "points")]
    assert city.person(HEAD).do("assignTask", given)["errors"] == []


def test_a_change_is_another_revision_and_every_revision_is_kept(city: City):
    first = done(city, DIRECTOR, "proposeEntry", unit="SKHCN-CDS", code="BC-1", **TERMS)
    assert first["state"] == "approved", "who leads the unit sets its catalogue up"
    second = done(city, HEAD, "reviseEntry", entry=first["id"], **{**TERMS, "points": "2"})
    assert (second["revision"], second["state"]) == (2, "submitted")
    assert refused(city, HEAD, "reviseEntry", entry=first["id"], **TERMS) == [("tasks.entry_open", None)]
    assert refused(city, DIRECTOR, "returnEntry", entry=second["id"], reason=" ") == [
        ("tasks.reason_missing", "reason")
    ]
    done(city, DIRECTOR, "returnEntry", entry=second["id"], reason="Điểm cao")
    told(city, HEAD, "entry_returned", "BC-1")
    done(
        city,
        DIRECTOR,
        "approveEntry",
        entry=done(city, HEAD, "reviseEntry", entry=second["id"], **TERMS)["id"],
    )
    wanted = 'catalogue(unit: "SKHCN-CDS", search: "bc 1") { edges { node { code revisions { revision state } } } }'
    [edge] = asked(city, LEAD, wanted)["edges"]
    assert [one["revision"] for one in edge["node"]["revisions"]] == [1, 2]
    done(city, DIRECTOR, "retireEntry", entry=second["id"])
    assert asked(city, LEAD, wanted)["edges"] == []
    given = {"unit": "SKHCN-CDS", "catalogueEntry": "BC-1"}
    assert refused(city, HEAD, "createTask", **given) == [("tasks.entry_unknown", "catalogueEntry")]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"points": "0"}, [("tasks.points_invalid", "points")]),
        ({"points": "-3"}, [("tasks.points_invalid", "points")]),
        ({"points": "1.005"}, [("tasks.points_invalid", "points")]),
        ({"workingDays": 0}, [("tasks.duration_invalid", "workingDays")]),
        ({"effectiveFrom": "2020-01-01"}, [("tasks.effective_in_past", "effectiveFrom")]),
        ({"unit": "KHONGCO"}, [("tasks.unit_unknown", "unit")]),
    ],
)
def test_an_entry_that_cannot_be_is_refused_with_its_field(city: City, changes: Any, wanted: Any):
    given = {"unit": "SKHCN-CDS", "code": "SAI-1", **TERMS, **changes}
    assert refused(city, HEAD, "proposeEntry", **given) == wanted


def test_who_plans_nothing_proposes_nothing_and_a_code_is_proposed_once(city: City):
    assert refused(city, LEAD, "proposeEntry", unit="SKHCN-CDS", code="X-1", **TERMS) == [("shared.forbidden", None)]
    done(city, DIRECTOR, "proposeEntry", unit="SKHCN-CDS", code="X-2", **TERMS)
    assert refused(city, HEAD, "proposeEntry", unit="SKHCN-CDS", code="X-2", **TERMS) == [("tasks.entry_taken", "code")]
