"""How a refusal crosses the broker: by nameko's own serialiser and back, without a class of any service."""

import json

import pytest
from nameko.exceptions import serialize

from hanoiwork_shared.doors import FieldMissing, FieldUnknown
from hanoiwork_shared.errors import Conflict, Forbidden, Invalid, NotFound, Refused, Several, Stale, Unavailable
from hanoiwork_shared.wire import WIRE_NAME, WireError, flatten, refusals


class OddOne(Refused):
    """A refusal outside the families."""

    code = "odd.one"


@pytest.mark.parametrize(
    ("refusal", "family"),
    [
        (FieldMissing(field="a", name="a"), Invalid),
        (NotFound(what="task", key="T-1"), NotFound),
        (Stale(current=3, sent=2), Conflict),
        (Forbidden(action="x"), Forbidden),
        (Unavailable(what="database"), Unavailable),
        (OddOne(), Refused),
    ],
)
def test_a_refusal_keeps_family_code_sentences_field_and_details(refusal: Refused, family: type[Refused]):
    (flat,) = flatten(refusal).refusals
    assert flat == {
        "family": family.__name__,
        "code": refusal.code,
        "vi": refusal.message("vi"),
        "en": refusal.message("en"),
        "field": refusal.field,
        "details": refusal.details,
    }


def test_several_refusals_cross_together():
    several = Several([FieldMissing(field="a", name="a"), FieldUnknown(field="b", name="b")])
    assert [flat["field"] for flat in flatten(several).refusals] == ["a", "b"]
    assert flatten(several).family == "Invalid"


@pytest.mark.parametrize("refusal", [NotFound(what="việc", key="T-1"), Stale(current=3, sent=None)])
def test_it_survives_namekos_serialiser_and_json_exactly(refusal: Refused):
    sent = json.loads(json.dumps(serialize(flatten(refusal))))
    assert sent["exc_type"] == WIRE_NAME
    (text,) = sent["exc_args"]
    assert tuple(json.loads(text)) == flatten(refusal).refusals


def test_a_bug_is_not_flattened():
    with pytest.raises(ZeroDivisionError), refusals():
        _ = 1 / 0


def test_what_is_refused_inside_comes_out_flat():
    with pytest.raises(WireError), refusals():
        raise NotFound(what="task", key="T-1")
