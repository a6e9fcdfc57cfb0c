"""Asking for what is refused: every request in both languages, and a look at whether anything was half-done."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Any

import httpx
from sqlalchemy import Engine, create_engine, inspect, text

from hanoiwork_shared.clock import HANOI
from tests.journeys.story import Story
from tests.journeys.suites import PASSWORD, SERVICES, DistributedSuite, EmbeddedSuite
from tests.polling import until

LANGUAGES: tuple[dict[str, str], ...] = ({}, {"Accept-Language": "en"})
"""Nothing said is Vietnamese."""
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|is|are|be|must|there|with|which|value|valid|missing|longer|length|expecting|expected|between|found)\b"
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|'[^']*'")
TYPES = "{ __schema { mutationType { fields { name args { name type { ofType { name } } } } } } }"
HEARSAY_SECONDS = 0.5
"""How long an event that was told is on its way over the broker, at most."""
LEFT_OUT = {"sheet_read", "delivery", "sign_in_attempt"}
"""Tables that may change beside a refusal: who read what, a notice on its way, how often a password was wrong."""

Contents = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One refusal as a client sees it."""

    code: str
    field: str | None
    vi: str
    en: str


class Asker:
    """Somebody at one gateway, or nobody; asks everything twice, first in Vietnamese, then in English."""

    def __init__(self, url: str, token: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False)
        self._types: dict[str, str] = {}

    def sign_in(self, account: str, password: str = PASSWORD) -> "Asker":
        """Become somebody."""
        answer = self._http.post("/auth/token", json={"username": account, "password": password}).json()
        self._http.headers["Authorization"] = f"Bearer {answer['access_token']}"
        return self

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def post(self, path: str, body: object, headers: Mapping[str, str] = LANGUAGES[0]) -> httpx.Response:
        """Send a body as it is."""
        return self._http.post(path, json=body, headers=dict(headers))

    def send(self, path: str, content: bytes) -> httpx.Response:
        """Send bytes as they are."""
        return self._http.post(path, content=content)

    def get(self, path: str) -> httpx.Response:
        """Get what an address gives."""
        return self._http.get(path)

    def ask(self, document: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The whole answer to a document, in Vietnamese."""
        answer: dict[str, Any] = self.post("/graphql", {"query": document, "variables": dict(variables or {})}).json()
        return answer

    def do(self, mutation: str, given: Mapping[str, Any], *, wanted: str = "", key: str | None = None) -> Any:
        """The payload of a mutation, in Vietnamese."""
        document, variables = self._mutation(mutation, given, wanted=wanted, key=key)
        return self.ask(document, variables)["data"][mutation]

    def refused(self, mutation: str, given: Mapping[str, Any], *, key: str | None = None) -> tuple[Said, ...]:
        """Why a mutation is refused: by its payload, or because its input is no such input."""
        document, variables = self._mutation(mutation, given, key=key)
        answers = [self.post("/graphql", {"query": document, "variables": variables}, lang) for lang in LANGUAGES]
        return _told([_payload_errors(answer, mutation) for answer in answers])

    def failed(self, document: str, variables: Mapping[str, Any] | None = None) -> tuple[Said, ...]:
        """Why a query, or a part of it, fails."""
        body = {"query": document, "variables": dict(variables or {})}
        return _told([_errors(self.post("/graphql", body, lang)) for lang in LANGUAGES])

    def turned_away(self, path: str, body: object, *, status: int) -> tuple[Said, ...]:
        """Why a whole request is refused, with this HTTP status."""
        answers = [self.post(path, body, lang) for lang in LANGUAGES]
        assert [answer.status_code for answer in answers] == [status, status], answers[0].text
        return _told([_errors(answer) for answer in answers])

    def _mutation(
        self, mutation: str, given: Mapping[str, Any], *, wanted: str = "", key: str | None
    ) -> tuple[str, dict[str, Any]]:
        if not self._types:
            for field in self.ask(TYPES)["data"]["__schema"]["mutationType"]["fields"]:
                taken = next(arg for arg in field["args"] if arg["name"] == "input")
                self._types[field["name"]] = taken["type"]["ofType"]["name"]
        document = (
            f"mutation Do($input: {self._types[mutation]}!, $key: String) "
            f"{{ {mutation}(input: $input, idempotencyKey: $key) {{ {wanted} errors {{ code message field }} }} }}"
        )
        return document, {"input": dict(given), "key": key}


SOON = timedelta(days=3)
_UNDER_WAY = "select 1 from task where status in ('todo', 'in_progress', 'returned')"
TO_BE_DONE_IN_TIME = (
    f"{_UNDER_WAY} and due < :today and (told_overdue is null or told_overdue <> due)",
    f"{_UNDER_WAY} and due between :today and :soon and (told_soon is null or told_soon <> due)",
    "select 1 from task_recurrence where look_on <= :today",
)
"""What the timers of tasks have still to do: it would change rows while somebody is being refused."""


class City:
    """A running suite with a city in it, the people who live there, and everything it keeps."""

    def __init__(self, suite: EmbeddedSuite | DistributedSuite) -> None:
        self.suite = suite
        self.story = Story(suite.url)
        self._askers: dict[str, Asker] = {}
        self._strangers: list[Asker] = []
        self._engines: dict[str, Engine] = {}

    def person(self, account: str) -> Asker:
        """Somebody signed in."""
        if account not in self._askers:
            self._askers[account] = Asker(self.suite.url).sign_in(account)
        return self._askers[account]

    def stranger(self, token: str | None = None) -> Asker:
        """Somebody who did not sign in, with whatever token they have."""
        self._strangers.append(Asker(self.suite.url, token))
        return self._strangers[-1]

    def close(self) -> None:
        """Everybody signs out."""
        for asker in (*self._askers.values(), *self._strangers):
            asker.close()
        for engine in self._engines.values():
            engine.dispose()
        self.story.close()

    @contextmanager
    def untouched(self, *, but: Collection[str] = ()) -> Iterator[None]:
        """Whatever is asked inside leaves every row of every service's database as it was, and tells nothing.

        `but` names tables that may change.
        """
        until(self.quiet, what="quiet")
        before = self._contents()
        yield
        after = self._contents()
        kept = {table for table in before | after if table.partition(".")[2] not in but}
        changed = {table for table in kept if before.get(table) != after.get(table)}
        assert not changed, f"rows changed in {sorted(changed)}"

    def quiet(self) -> bool:
        """Whether every event is told, which embedded means heard; over a broker, whether nobody still hears any."""
        if any(self._unsent(service) for service in SERVICES) or self._clocks_have_work():
            return False
        if isinstance(self.suite, EmbeddedSuite):
            return True
        before = self._contents()
        sleep(HEARSAY_SECONDS)
        return before == self._contents()

    def _clocks_have_work(self) -> bool:
        """Whether a timer of tasks is still to tell of a deadline, or to make tasks of what recurs."""
        today = datetime.now(HANOI).date()
        known = {"today": today.isoformat(), "soon": (today + SOON).isoformat()}
        with self._engine("tasks").connect() as connection:
            return any(connection.execute(text(query), known).first() for query in TO_BE_DONE_IN_TIME)

    def _contents(self) -> Contents:
        found: Contents = {}
        for service in SERVICES:
            with self._engine(service).connect() as connection:
                for table in sorted(set(inspect(connection).get_table_names()) - LEFT_OUT):
                    rows = connection.execute(text(f'select * from "{table}"'))  # noqa: S608 - the suite's own tables
                    found[f"{service}.{table}"] = sorted(map(repr, rows))
        return found

    def _engine(self, service: str) -> Engine:
        """One connection to each database, kept: a shared server has few to give."""
        if service not in self._engines:
            self._engines[service] = create_engine(self.suite.database_url(service), pool_size=1, max_overflow=0)
        return self._engines[service]

    def _unsent(self, service: str) -> int:
        query = text("select count(*) from outbox where sent is null and refused is null")
        with self._engine(service).connect() as connection:
            return int(connection.execute(query).scalar_one())


def _payload_errors(answer: httpx.Response, mutation: str) -> list[dict[str, Any]]:
    body = answer.json()
    assert answer.status_code == httpx.codes.OK, answer.text
    if body.get("data") is None:
        return _errors(answer)
    payload = body["data"][mutation]
    assert [value for name, value in payload.items() if name != "errors" and value is not None] == []
    return list(payload["errors"])


def _errors(answer: httpx.Response) -> list[dict[str, Any]]:
    """The errors of a whole answer, none of them a bug that was masked."""
    found: list[dict[str, Any]] = []
    for error in answer.json().get("errors", []):
        inner = error.get("extensions", error)
        found.append({"code": inner["code"], "field": inner.get("field"), "message": error["message"]})
        found += inner.get("others", [])
    assert "shared.internal" not in {error["code"] for error in found}, answer.text
    return found


def _told(answers: list[list[dict[str, Any]]]) -> tuple[Said, ...]:
    """The refusals of two answers that differ in nothing but their language."""
    vietnamese, english = answers
    assert vietnamese, "it was not refused"
    assert [(one["code"], one["field"]) for one in vietnamese] == [(one["code"], one["field"]) for one in english]
    said = tuple(
        Said(code=vi["code"], field=vi["field"], vi=vi["message"], en=en["message"])
        for vi, en in zip(vietnamese, english, strict=True)
    )
    for one in said:
        assert VIETNAMESE.search(one.vi), one
        assert not ENGLISH.search(QUOTED.sub("", one.vi)), one
        assert not VIETNAMESE.search(QUOTED.sub("", one.en)), one
        assert "{" not in QUOTED.sub("", one.vi), one
    return said
