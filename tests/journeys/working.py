"""Tasks as far as a journey needs them: written down, given to a lead, handed in."""

from itertools import count
from typing import Any

from tests.journeys.refusing import City

HEAD, LEAD, COLLEAGUE = "truongphong.cds", "nva", "cb0042"
TASK: dict[str, Any] = {
    "title": "Báo cáo thử",
    "group": "routine",
    "points": "5",
    "unit": "SKHCN-CDS",
    "product": "Văn bản",
    "authority": "Trưởng phòng",
    "start": "2026-06-01",
    "due": "2099-12-24",
}
SHOWN = "task { code status clears { missing } }"
numbers = count(1)


def drafted(city: City, *without: str, **given: Any) -> str:
    """The code of a new draft."""
    code = f"THU-{next(numbers)}"
    kept = {name: value for name, value in {**TASK, **given, "code": code}.items() if name not in without}
    payload = city.person(HEAD).do("createTask", kept, wanted=SHOWN)
    assert payload["errors"] == []
    assert payload["task"]["status"] == "draft"
    return code


def assigned(city: City, **given: Any) -> str:
    """The code of a new task that NVA leads."""
    code = drafted(city, **given)
    assert city.person(HEAD).do("assignTask", {"task": code, "person": "NVA"})["errors"] == []
    return code


def submitted(city: City, **given: Any) -> str:
    """The code of a task whose product NVA has handed in."""
    code = assigned(city, **given)
    assert city.person(LEAD).do("submitTask", {"task": code})["errors"] == []
    return code
