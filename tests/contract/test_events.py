"""Events are a published language: a sample of every type is kept for ever, and today's code still reads it.

A type that was given further fields has a further sample, `TYPE+WHAT.json`; the older one stays. `make redraw` adds the
samples that are missing and changes none. Whoever has to change one breaks its readers: that is a new type, `.v2`.
"""

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import jsonschema
import pytest

from hanoiwork_shared.asyncapi import schema
from hanoiwork_shared.facts import plain, read
from hanoiwork_shared.plugins import Plugin, told_by

SAMPLES = Path(__file__).parent / "events"

SCALARS: dict[Any, Any] = {
    str: "0197a3c2-0000-7000-8000-000000000001",
    int: 1,
    bool: True,
    Decimal: "12.5",
    date: "2026-06-24",
    datetime: "2026-06-24T03:00:00+00:00",
}


@pytest.fixture(scope="module")
def told(plugins: tuple[Plugin, ...]) -> dict[str, type]:
    return told_by(plugins)


@pytest.fixture(scope="module")
def samples(request: pytest.FixtureRequest, told: dict[str, type]) -> dict[str, dict[str, Any]]:
    for name, fact in told.items():
        if request.config.getoption("--redraw") and not (SAMPLES / f"{name}.json").exists():
            SAMPLES.mkdir(exist_ok=True)
            text = json.dumps(_sample(fact), ensure_ascii=False, indent=2)
            (SAMPLES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.json"))}


def test_every_event_type_has_its_sample_and_none_was_taken_back(
    told: dict[str, type], samples: dict[str, dict[str, Any]]
) -> None:
    assert set(told) == set(map(_type_of, samples)), (
        "a new type: run `make redraw`; a missing one: its subscribers still wait"
    )


def test_todays_code_reads_every_sample_whole(told: dict[str, type], samples: dict[str, dict[str, Any]]) -> None:
    for name, sample in samples.items():
        again = plain(read(told[_type_of(name)], sample))
        assert sample.items() <= again.items(), f"{name}: a field was renamed, removed or changed"


def test_every_sample_fits_the_published_schema(told: dict[str, type], samples: dict[str, dict[str, Any]]) -> None:
    for name, sample in samples.items():
        jsonschema.validate(sample, schema(told[_type_of(name)]))


def test_every_type_is_named_service_subject_action_version(plugins: tuple[Plugin, ...]) -> None:
    for plugin in plugins:
        for name in told_by([plugin]):
            service, *rest, version = name.split(".")
            assert (service, len(rest), version[0]) == (plugin.name, 2, "v"), name


def test_no_event_carries_a_name_or_free_text(told: dict[str, type]) -> None:
    personal = {"name", "full_name", "title", "note", "reason", "text", "score", "total", "phone", "email"}
    assert {name: found for name, fact in told.items() if (found := personal & {f.name for f in fields(fact)})} == {}


def _type_of(sample: str) -> str:
    return sample.partition("+")[0]


def _sample(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: _value(hints[field.name]) for field in fields(cls)}


def _value(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _value(next(choice for choice in get_args(hint) if choice is not type(None)))
    if origin in (tuple, list):
        return [_value(get_args(hint)[0])]
    if is_dataclass(hint):
        return _sample(hint)
    return SCALARS[hint] if hint in SCALARS else next(iter(hint)).value
