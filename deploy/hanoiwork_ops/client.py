"""The suite as its own command uses it: GraphQL over HTTP, as any other client."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import httpx

from hanoiwork_shared.errors import Refused, Unavailable

ANSWER_SECONDS = 60
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
    """One signed-in account at one gateway."""

    def __init__(self, url: str, *, locale: str = "en", transport: httpx.BaseTransport | None = None) -> None:
        headers = {"Accept-Language": locale, "Accept": "application/json"}
        self._http = httpx.Client(
            base_url=url, headers=headers, timeout=ANSWER_SECONDS, transport=transport, trust_env=False
        )
        self._input_types: dict[str, str] = {}

    def sign_in(self, username: str, password: str) -> None:
        """Sign in as an account; raises Answered with the suite's code."""
        answer = self._post("/auth/token", {"username": username, "password": password})
        if "access_token" not in answer:
            raise _refusal(answer.get("errors", [])) or Unavailable(what="gateway")
        self._http.headers["Authorization"] = f"Bearer {answer['access_token']}"

    def ask(self, document: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Run a document; raises when any part of it failed."""
        answer = self._post("/graphql", {"query": document, "variables": dict(variables or {})})
        refusal = _refusal(answer.get("errors", []))
        if refusal is not None:
            raise refusal
        data: dict[str, Any] = answer["data"]
        return data

    def do(self, mutation: str, given: Mapping[str, Any], *, wanted: str = "", key: str | None = None) -> Any:
        """Run one mutation, `createTask` say, with its input; returns its payload, raises its errors."""
        kind = f"{mutation[0].upper()}{mutation[1:]}"
        document = (
            f"mutation Do($input: {self._input_type(mutation)}!, $key: String) "
            f"{{ {mutation}(input: $input, idempotencyKey: $key) {{ {wanted} errors {{ code message field }} }} }}"
        )
        payload = self.ask(document, {"input": dict(given), "key": key or f"{kind}-{uuid4()}"})[mutation]
        refusal = _refusal(payload["errors"])
        if refusal is not None:
            raise refusal
        return payload

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

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = self._http.post(path, json=body).json()
        except (httpx.TransportError, ValueError) as error:
            raise Unavailable(what=f"gateway at {self._http.base_url}") from error
        return answer if isinstance(answer, dict) else {}


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
