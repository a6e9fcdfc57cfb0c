"""The main job, told as one story: from a city's files to an official's monthly score, through GraphQL."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.loading import patiently, run_steps, steps_of
from tests.journeys.suites import PASSWORD, PATIENCE, signed_in
from tests.polling import until

DATA = Path(__file__).parents[2] / "deploy" / "hanoiwork_ops" / "data"
DECK = json.loads((DATA / "deck_june_2026.json").read_text(encoding="utf-8"))
PERIOD = "2026-06"
START, DUE, DELIVERED = "2026-05-25", "2026-06-24", "2026-06-20"
PRODUCT_MEASURE = "O2-P-KR1"

PEOPLE = """code,full_name,unit,position,person_type
LDTP,Cán bộ 0001,HN,Lãnh đạo Thành phố,leader
GDSKHCN,Cán bộ 0002,SKHCN,Giám đốc Sở,leader
TPCDS,Cán bộ 0003,SKHCN-CDS,Trưởng phòng,civil_servant
NVA,Nguyễn Văn A,SKHCN-CDS,Chuyên viên,civil_servant
CB0042,Cán bộ 0042,SKHCN-CDS,Chuyên viên,civil_servant
"""

ACCOUNTS = {
    "lanhdao.tp": ("LDTP", "unit_leader", "HN"),
    "giamdoc.skhcn": ("GDSKHCN", "unit_leader", "SKHCN"),
    "truongphong.cds": ("TPCDS", "division_head", "SKHCN-CDS"),
    "nva": ("NVA", "specialist", "SKHCN-CDS"),
    "cb0042": ("CB0042", "specialist", "SKHCN-CDS"),
}

CITY_TREE = """
query CityTree($period: String!) {
  objectiveTree(cycle: "2026") {
    code title unit { code name } owner { fullName } period { start end }
    progress { percent expectedPercent status }
    measures { code kind title unit direction low target high current progress { percent } }
    taskProgress { total completed onTime late overdue percent }
    scores(period: $period) { people scored averageTotal levels { level people } }
    children { code }
  }
}"""

SHEET = """
query Sheet($person: String!, $period: String!) {
  sheet(person: $person, period: $period) {
    status assigned { tasks points } groups { group tasks points }
    quantity { points percent } quality { points percent } progress { points percent }
    resultPercent general result total level rulePack
    lines { code title group points completed qualityFailures lateDays quantityPoints qualityPoints progressPoints }
    explanation
  }
}"""


class Story:
    """The people of the story at one gateway, and what they do, in order."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._clients: dict[str, SuiteClient] = {}

    def person(self, account: str) -> SuiteClient:
        """Somebody signed in."""
        if account not in self._clients:
            self._clients[account] = signed_in(self._url, account)
        return self._clients[account]

    def close(self) -> None:
        """Everybody signs out."""
        for client in self._clients.values():
            client.close()

    def load_the_city(self) -> None:
        """Units, people, their roles and accounts, the goals and the plans."""
        operator = self.person("operator")
        files = {
            "hanoi_units.csv": (DATA / "hanoi_units.csv").read_bytes(),
            "people.csv": PEOPLE.encode(),
            "city_2026.json": (DATA / "city_2026.json").read_bytes(),
        }
        steps = [step for name, content in files.items() for step in steps_of(name, content)]
        for _ in run_steps(operator, steps, dry_run=False):
            pass
        for account, (person, role, unit) in ACCOUNTS.items():
            operator.do("grantRole", {"person": person, "role": role, "unit": unit})
            operator.do("createAccount", {"name": account, "password": PASSWORD, "person": person})

    def add_measures(self) -> None:
        """A key result moved by its tasks, and a milestone: the directions that the city's file does not use."""
        head = self.person("truongphong.cds")
        given = {"objective": "O2-P", "kind": "KR", "direction": "at_least", "target": "100", "unit": "%"}
        self.retried(
            head,
            "addMeasure",
            {**given, "code": PRODUCT_MEASURE, "title": "Hồ sơ xử lý đúng hạn tại phòng", "source": "tasks"},
        )
        steps = [{"title": "Thiết kế", "weight": "1"}, {"title": "Triển khai", "weight": "3"}]
        milestone = {"objective": "O2-P", "kind": "KR", "direction": "milestone", "steps": steps}
        head.do("addMeasure", {**milestone, "code": "O2-P-KR2", "title": "Quy trình mới"})

    def break_down_the_plan(self) -> None:
        """The department's leader gives item 2.1.1 to the division; its head splits it for Nguyễn Văn A."""
        part = {"title": "Dashboard điều hành", "code": "KH20-CDS", "unit": "SKHCN-CDS", "person": "TPCDS"}
        whole = {"group": "okr_kpi", "points": "60", "due": "2026-12-31", "product": "Kế hoạch", "objective": "O3"}
        whole["authority"] = "Giám đốc Sở"
        self.retried(self.person("giamdoc.skhcn"), "breakDown", {"item": "KH20/2.1.1", "parts": [{**part, **whole}]})
        parts = [self._described(task) for task in DECK["tasks"] if task["group"] == "okr_kpi"]
        head = self.person("truongphong.cds")
        head.do("breakDown", {"task": "KH20-CDS", "parts": [{**part, "objective": "O3"} for part in parts]})

    def give_out_the_rest(self) -> None:
        """Routine and arising work, written down and then assigned."""
        head = self.person("truongphong.cds")
        for task in DECK["tasks"]:
            if task["group"] != "okr_kpi":
                described = {**self._described(task), "measure": PRODUCT_MEASURE, "person": None}
                self.retried(head, "createTask", {key: value for key, value in described.items() if value})
            head.do("assignTask", {"task": task["code"], "person": "NVA"})
        late = {"code": "TX-42", "title": "Báo cáo muộn", "group": "routine", "points": "20"}
        late |= {"unit": "SKHCN-CDS", "product": "Báo cáo", "authority": "Trưởng phòng", "measure": PRODUCT_MEASURE}
        head.do("createTask", {**late, "start": START, "due": "2026-06-10"})
        head.do("assignTask", {"task": "TX-42", "person": "CB0042"})

    def do_the_work(self) -> None:
        """Report, say what is difficult, hand in; accept, return for a major error, accept late."""
        specialist, head = self.person("nva"), self.person("truongphong.cds")
        specialist.do("raiseDifficulty", {"task": "TX-1", "text": "Chưa có số liệu", "owedByUnit": "SKHCN-VP"})
        for task in DECK["tasks"]:
            specialist.do("reportProgress", {"task": task["code"], "percent": 60, "note": "Đang làm"})
            if not task["completed"]:
                continue
            for _ in range(task["quality_failures"]):
                specialist.do("submitTask", {"task": task["code"], "note": "Bản đầu"})
                head.do("returnTask", {"task": task["code"], "major": True, "reason": "Sai số liệu"})
                specialist.do("reportProgress", {"task": task["code"], "percent": 80})
            specialist.do("submitTask", {"task": task["code"], "note": "Sản phẩm"})
            head.do("acceptTask", {"task": task["code"], "deliveredOn": DELIVERED})
        colleague = self.person("cb0042")
        colleague.do("reportProgress", {"task": "TX-42", "percent": 90})
        colleague.do("submitTask", {"task": "TX-42"})
        head.do("acceptTask", {"task": "TX-42", "deliveredOn": "2026-06-13"})

    def check_in(self) -> None:
        """The department reports on its key result; the city's branch above it moves."""
        given = {"measure": "O2-S-KR1", "value": "49", "on": DELIVERED, "confidence": 6, "difficulty": "Thiếu người"}
        self.person("giamdoc.skhcn").do("checkIn", given)

    def score_the_month(self) -> None:
        """Open June, make the sheets, and take Nguyễn Văn A's through to approval."""
        operator = self.person("operator")
        operator.do("openPeriod", {"code": PERIOD})
        until(self._ledger_complete, what="the ledger's catching up")
        nva, head = self.person("nva"), self.person("truongphong.cds")
        rows = nva.ask("query ($p: String!) { sheet(period: $p) { rows { code maximum } } }", {"p": PERIOD})
        full = [{"code": row["code"], "score": row["maximum"]} for row in rows["sheet"]["rows"]]
        nva.do("submitSheet", {"period": PERIOD, "rows": full})
        head.do("reviewSheet", {"period": PERIOD, "person": "NVA", "rows": full})
        head.do("approveSheet", {"period": PERIOD, "person": "NVA"})

    def sheet(self, account: str, person: str = "NVA") -> dict[str, Any]:
        """The Sheet query of the public contract."""
        found: dict[str, Any] = self.person(account).ask(SHEET, {"person": person, "period": PERIOD})["sheet"]
        return found

    def tree(self) -> dict[str, dict[str, Any]]:
        """The CityTree query of the public contract, with every level below by the same fields; by code."""
        selection = CITY_TREE[CITY_TREE.index("code title") : CITY_TREE.index("children")]
        deep = f"{selection} children {{ {selection} children {{ {selection} children {{ {selection} }} }} }}"
        document = f'query ($period: String!) {{ objectiveTree(cycle: "2026") {{ {deep} }} }}'
        roots = self.person("lanhdao.tp").ask(document, {"period": PERIOD})["objectiveTree"]
        found: dict[str, dict[str, Any]] = {}
        while roots:
            found.update({node["code"]: node for node in roots})
            roots = [child for node in roots for child in node.get("children", ())]
        return found

    def retried(self, client: SuiteClient, mutation: str, given: Mapping[str, Any]) -> Any:
        """Do something that rests on what another service told a moment ago: a unit, a grant."""
        return patiently(lambda: client.do(mutation, given), seconds=PATIENCE, unheard=("_unknown", "forbidden"))

    def _ledger_complete(self) -> bool:
        self.person("operator").do("startEvaluationRun", {"period": PERIOD})
        document = "query ($p: String!) { sheet(period: $p) { assigned { tasks } lines { completed } } }"
        try:
            sheet = self.person("nva").ask(document, {"p": PERIOD})["sheet"]
        except Exception:  # noqa: BLE001 - no sheet yet
            return False
        done = sum(bool(line["completed"]) and line["completed"] not in ("0", 0) for line in sheet["lines"])
        return bool(sheet["assigned"]["tasks"] == DECK["expected"]["tasks"] and done == 10)

    def _described(self, task: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "code": task["code"],
            "title": task["title"],
            "group": task["group"],
            "points": str(task["points"]),
            "unit": "SKHCN-CDS",
            "person": "NVA",
            "product": "Văn bản",
            "authority": "Trưởng phòng",
            "start": START,
            "due": DUE,
        }
