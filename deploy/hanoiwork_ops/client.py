"""The suite as its own command uses it: GraphQL over HTTP, as any other client."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import uuid4

import httpx

from hanoiwork_shared.errors import Refused, Unavailable

T = TypeVar("T")

ANSWER_SECONDS = 60
PAUSE_SECONDS = 0.3
AWAY = ("shared.unavailable", "shared.bus_away", "gateway.deadline")
INPUT_TYPES = "{ __schema { mutationType { fields { name args { name type { ofType { name } } } } } } }"
REPORT_SHAPE = """query ($name: String!) { __type(name: $name) { fields { name type {
  fields { ...plain } ofType { fields { ...plain } } } } } }
fragment plain on __Field { name type { kind ofType { kind } } }"""


class Answered(Refused):
    """The suite refused; its own code and sentence are passed on."""

    def __init__(self, code: str, sentence: str, *, field: str | None = None) -> None:
        super().__init__(field=field, sentence=sentence)
        self.code = code  # type: ignore[misc]

    vi = "{sentence}"
    en = "{sentence}"


class AnsweredSeveral(Refused):
    """The suite refused for more than one reason."""

    def __init__(self, answers: Sequence[Answered]) -> None:
        super().__init__()
        self.answers = tuple(answers)

    def __str__(self) -> str:
        return "; ".join(str(answer) for answer in self.answers)

    def each(self) -> tuple[Refused, ...]:
        """Every reason."""
        return self.answers


class SuiteClient:
    """One signed-in account at one gateway.

    While the suite is away, every request is made again for up to `patience` seconds: safe for changes as well, because
    a repeated one carries the same idempotency key.
    """

    def __init__(self, url: str, *, locale: str = "en", patience: float = 0.0) -> None:
        headers = {"Accept-Language": locale, "Accept": "application/json"}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=ANSWER_SECONDS, trust_env=False)
        self._patience = patience
        self._input_types: dict[str, str] = {}

    def sign_in(self, username: str, password: str) -> None:
        """Sign in as an account; raises Answered with the suite's code."""
        given = {"username": username, "password": password}
        answer = self._patiently(lambda: _whole(self._post("/auth/token", given)))
        self._http.headers["Authorization"] = f"Bearer {answer['access_token']}"

    def ask(self, document: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Run a document; raises when any part of it failed."""
        request = {"query": document, "variables": dict(variables or {})}
        data: dict[str, Any] = self._patiently(lambda: _whole(self._post("/graphql", request)))["data"]
        return data

    def do(self, mutation: str, given: Mapping[str, Any], *, wanted: str = "", key: str | None = None) -> Any:
        """Run one mutation, `createTask` say, with its input; returns its payload, raises its errors."""
        kind = f"{mutation[0].upper()}{mutation[1:]}"
        document = (
            f"mutation Do($input: {self._input_type(mutation)}!, $key: String) "
            f"{{ {mutation}(input: $input, idempotencyKey: $key) {{ {wanted} errors {{ code message field }} }} }}"
        )
        variables = {"input": dict(given), "key": key or f"{kind}-{uuid4()}"}
        return self._patiently(lambda: _whole(self.ask(document, variables)[mutation]))

    def ready(self) -> bool:
        """Whether the suite says that it is ready."""
        try:
            return self._http.get("/health/ready").status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def report_of(self, mutation: str) -> str:
        """The selection of everything plain in the `report` of an import, for `do`."""
        payload = f"{mutation[0].upper()}{mutation[1:]}Payload"
        shape = self.ask(REPORT_SHAPE, {"name": payload})["__type"]["fields"]
        report = next(field["type"] for field in shape if field["name"] == "report")
        fields = (report["fields"] or report["ofType"]["fields"]) or []
        plain = [field["name"] for field in fields if (field["type"]["ofType"] or field["type"])["kind"] == "SCALAR"]
        return f"report {{ {' '.join(plain)} }}"

    def _input_type(self, mutation: str) -> str:
        if mutation not in self._input_types:
            for field in self.ask(INPUT_TYPES)["__schema"]["mutationType"]["fields"]:
                given = next(arg for arg in field["args"] if arg["name"] == "input")
                self._input_types[field["name"]] = given["type"]["ofType"]["name"]
        return self._input_types[mutation]

    def _patiently(self, request: Callable[[], T]) -> T:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                return request()
            except Refused as refusal:
                away = all(single.code in AWAY for single in refusal.each())
                if not away or time.monotonic() > deadline:
                    raise
            time.sleep(PAUSE_SECONDS)

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = self._http.post(path, json=body).json()
        except (httpx.TransportError, ValueError) as error:
            raise Unavailable(what=f"gateway at {self._http.base_url}") from error
        return answer if isinstance(answer, dict) else {}


def _whole(answer: Any) -> Any:
    """The answer, unless it brings errors; then they are raised."""
    refusal = _refusal(answer.get("errors") or [])
    if refusal is not None:
        raise refusal
    return answer


def _refusal(errors: Sequence[Mapping[str, Any]]) -> Refused | None:
    found = [
        Answered(
            error.get("code") or (error.get("extensions") or {}).get("code") or "unknown",
            error["message"],
            field=error.get("field"),
        )
        for error in errors
    ]
    if len(found) > 1:
        return AnsweredSeveral(found)
    return found[0] if found else None
