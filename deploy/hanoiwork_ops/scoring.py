"""`hanoiwork score`: the scoring rules on a file, without any database."""

import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from hanoiwork_ops.console import note, out, say
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.files import read_document, read_text

GROUP = "hanoiwork.scorer"
COMPARED = {
    "vi": "So với kết quả mong đợi trong tệp (= đúng, ≠ khác, trong ngoặc là số của tệp):",
    "en": "Against what the file expects (= the same, ≠ not, with the file's figure behind it):",
}


def score_file(file: str, *, as_json: bool, locale: str) -> None:
    """Score the cases of a file and print them; raises refusals that name every problem."""
    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    document = read_document(read_text(content, name=file))
    scored = _scorer()(document)
    cases = document if isinstance(document, list) else [document]
    if as_json:
        answers = [_asked_for(case, result) for case, result in zip(cases, scored, strict=True)]
        out.out(json.dumps(answers, ensure_ascii=False, indent=2, default=_number))
        return
    for case, result in zip(cases, scored, strict=True):
        _explain(case, result, locale=locale)


def _scorer() -> Any:
    for point in entry_points(group=GROUP):
        return point.load()
    raise NotFound(what="scorer", key=GROUP)


def _asked_for(case: Mapping[str, Any], result: Mapping[str, Any]) -> dict[str, Any]:
    wanted = case.get("expected")
    if not isinstance(wanted, Mapping):
        return dict(result)
    unknown = [key for key in wanted if key not in result]
    if unknown:
        note(f"hanoiwork: no such figure, answered as null: {', '.join(unknown)}")
    return {key: result.get(key) for key in wanted}


def _explain(case: Mapping[str, Any], result: Mapping[str, Any], *, locale: str) -> None:
    for line in result["explanation"][locale]:
        say(line)
    expected = case.get("expected")
    if isinstance(expected, Mapping):
        say(COMPARED[locale])
        for key, value in expected.items():
            found = result.get(key)
            same = _number_free(found) == _number_free(value)
            say(f"  {'=' if same else '≠'} {key}: {_shown(found)}" + ("" if same else f" ({_shown(value)})"))
    say("")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_number)


def _number_free(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _number_free(inner) for key, inner in value.items()}
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
