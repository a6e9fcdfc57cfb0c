"""What a system feeds: each item once, each for itself."""

from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.service import FeedItem, Wanted
from hanoiwork_objectives.service.feeding import Came, Outcome
from hanoiwork_shared.errors import Refused


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()


def item(key, value, *, measure="O2-S-KR1", on=date(2026, 6, 1), **said):
    return FeedItem(source_key=key, wanted=Wanted(measure=measure, said=Said(value=Decimal(value), **said), on=on))


def feed(suite, *items, by="MAY"):
    outcomes = suite.service.feeding.feed(suite.as_(by), items)
    return [(one.source_key, one.came.value, *(refusal.code for refusal in one.refusals)) for one in outcomes]


def test_a_bad_item_does_not_stop_the_feed(suite):
    assert feed(suite, item("a", 49), item("b", 1, measure="XX"), item("c", 98, on=date(2026, 6, 2))) == [
        ("a", "taken"), ("b", "refused", "shared.not_found"), ("c", "taken"),
    ]  # fmt: skip
    assert suite.percent("O2-S") == "100"
    assert len(suite.store.check_ins) == 2


def test_the_same_item_again_is_known_and_changes_nothing(suite):
    first = suite.service.feeding.feed(suite.as_("MAY"), [item("a", 49)])
    before = suite.told()
    again = suite.service.feeding.feed(suite.as_("MAY"), [item("a", "49.0"), item("a", 49)])
    assert [(one.came, one.check_in_id) for one in again] == [(Came.KNOWN, first[0].check_in_id)] * 2
    assert (suite.told(), len(suite.store.check_ins)) == (before, 1)


def test_another_item_under_the_same_key_is_refused(suite):
    feed(suite, item("a", 49))
    assert feed(suite, item("a", 50), item("b", 50)) == [
        ("a", "refused", "objectives.source_key_reused"), ("b", "taken"),
    ]  # fmt: skip
    assert feed(suite, item("c", 1), item("c", 1), item("c", 2)) == [
        ("c", "taken"), ("c", "known"), ("c", "refused", "objectives.source_key_reused"),
    ]  # fmt: skip


def test_what_was_refused_may_be_mended_under_its_key(suite):
    assert feed(suite, item("a", 49, confidence=11)) == [("a", "refused", "objectives.confidence_out_of_bounds")]
    assert feed(suite, item("a", 49)) == [("a", "taken")]


def test_a_system_feeds_only_what_lies_under_its_unit(suite):
    assert feed(suite, item("a", 49, measure="O2-KR1"), item("b", 49)) == [
        ("a", "refused", "shared.forbidden"), ("b", "taken"),
    ]  # fmt: skip


@pytest.mark.parametrize("person", ["OP", "GD", "NVA"])
def test_only_a_service_account_feeds(suite, person):
    assert feed(suite, item("a", 49), by=person) == [("a", "refused", "shared.forbidden")]


def test_a_service_account_does_nothing_else(suite):
    with pytest.raises(Refused):
        suite.check_in("MAY", measure="O2-S-KR1", value=Decimal(1))


def test_keys_are_each_systems_own(suite):
    feed(suite, item("a", 49))
    assert feed(suite, item("a", 50), by="GD") == [("a", "refused", "shared.forbidden")]


def test_what_the_door_refused_stands_in_its_place(suite):
    outcome = Outcome(source_key="x", came=Came.REFUSED)
    assert suite.service.feeding.feed(suite.as_("MAY"), [outcome, item("a", 49)])[0] is outcome


def test_more_than_one_transaction_carries_is_refused(suite):
    with pytest.raises(Refused) as caught:
        suite.service.feeding.feed(suite.as_("MAY"), [item("a", 1)] * 5001)
    assert caught.value.code == "objectives.too_many_check_ins"
