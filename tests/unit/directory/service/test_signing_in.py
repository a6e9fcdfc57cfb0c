"""Signing in: as often as a person mistypes, not as often as a machine guesses; and keeping one's account."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest

from hanoiwork_directory.domain.account import (
    AccountDisabled,
    AccountTaken,
    AccountUnknown,
    OwnAccount,
    PasswordTooShort,
    WrongPassword,
)
from hanoiwork_directory.domain.external import IdentityTaken, IdentityUnlinked
from hanoiwork_directory.domain.sign_in import SignInThrottled
from hanoiwork_directory.service import PasswordRules, make_directory
from hanoiwork_shared.database import persist
from hanoiwork_shared.errors import Forbidden
from hanoiwork_shared.identity import Identity
from tests.unit.directory.at_once import at_once

ISSUER = "https://id.hanoi.example"


def wrong(directory, name="operator", *, times=1, address=None):
    for _ in range(times):
        with pytest.raises(WrongPassword):
            directory.signing_in.authenticate(username=name, password="wrong", address=address)


def right(directory, name="operator", password="demo", address=None):
    return directory.signing_in.authenticate(username=name, password=password, address=address)


def change(directory, identity, **passwords):
    return directory.signing_in.change_password(directory.signing_in.prove_change(identity, **passwords))


@pytest.mark.parametrize("name", ["operator", "nobody"])
def test_a_known_and_an_unknown_name_are_throttled_alike(directory, operator, name):
    wrong(directory, name, times=5)
    with pytest.raises(SignInThrottled) as refused:
        directory.signing_in.authenticate(username=name, password="demo")
    assert refused.value.details["seconds"] == 5


def test_the_right_password_after_the_pause_lets_in_and_clears_the_count(directory, operator, clock):
    wrong(directory, times=5)
    clock.move(timedelta(seconds=5))
    right(directory)
    wrong(directory, times=5)


def test_what_is_refused_during_a_pause_does_not_make_it_longer(directory, operator, clock):
    wrong(directory, times=5)
    for _ in range(20):
        with pytest.raises(SignInThrottled):
            right(directory)
    clock.move(timedelta(seconds=5))
    right(directory)


def test_one_name_does_not_throttle_another(directory, operator):
    wrong(directory, "nobody", times=5)
    right(directory)


def test_an_address_that_tries_many_names_is_throttled_and_others_are_not(directory, operator):
    for number in range(100):
        wrong(directory, f"name{number}", address="192.0.2.1")
    with pytest.raises(SignInThrottled):
        right(directory, address="192.0.2.1")
    right(directory, address="192.0.2.2")


def test_the_addresses_of_one_ipv6_subscriber_are_one_and_so_are_the_two_forms_of_one_ipv4(directory, operator):
    for number in range(100):
        wrong(directory, f"name{number}", address=f"2001:db8:1:2::{number:x}")
    with pytest.raises(SignInThrottled):
        right(directory, address="2001:db8:1:2:ffff::1")
    right(directory, address="2001:db8:1:3::1")
    for number in range(100):
        wrong(directory, f"other{number}", address="::ffff:192.0.2.1" if number % 2 else "192.0.2.1")
    with pytest.raises(SignInThrottled):
        right(directory, address="192.0.2.1")
    right(directory, address="a proxy of ours")


def test_many_who_sign_in_rightly_from_one_address_are_not_throttled(directory, operator):
    for _ in range(120):
        right(directory, address="192.0.2.1")


def test_guessing_at_once_gains_nothing(directory, operator):
    start, said = threading.Barrier(8), []

    def guess() -> None:
        start.wait(10)
        for _ in range(3):
            try:
                persist(lambda: directory.signing_in.authenticate(username="operator", password="wrong"))
            except (WrongPassword, SignInThrottled) as refusal:
                said.append(type(refusal))

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (said.count(WrongPassword), len(said)) == (5, 24)


def test_ones_own_password_is_changed_with_the_old_one(directory, operator):
    change(directory, operator, old_password="demo", new_password="longer")
    right(directory, password="longer")
    wrong(directory, times=1)
    change(directory, operator, old_password="demo", new_password="longer")


def test_guessing_the_old_password_is_throttled_as_well(directory, operator):
    for _ in range(5):
        with pytest.raises(WrongPassword):
            change(directory, operator, old_password="x", new_password="guess")
    with pytest.raises(SignInThrottled):
        change(directory, operator, old_password="demo", new_password="longer")


def test_whoever_has_no_local_account_changes_none(directory, operator, anybody):
    with pytest.raises(PasswordTooShort):
        change(directory, operator, old_password="demo", new_password="abc")
    for stranger in (anybody, Identity(person_id=anybody.person_id, account="operator")):
        with pytest.raises(AccountUnknown):
            change(directory, stranger, old_password="demo", new_password="longer")


def test_the_operator_resets_a_password_and_ends_the_pause(directory, operator, anybody):
    directory.accounts.create_account(operator, name="nva", password="first", person="NVA")
    wrong(directory, "nva", times=5)
    directory.accounts.reset_password(operator, name="nva", password="second")
    right(directory, "nva", "second")
    with pytest.raises(AccountUnknown):
        directory.accounts.reset_password(operator, name="nobody", password="second")


class Meanwhile:
    """Passwords whose hashing takes so long that something else is done meanwhile."""

    def __init__(self, do):
        self.do = do

    def hash(self, password):
        self.do()
        return f"hash of {password}"

    def matches(self, password, hashed):
        return hashed == f"hash of {password}"


@pytest.fixture
def changing(directory, operator, anybody, store, clock):
    """Changes the password of NVA from “first” to “longer” while something else is done."""
    directory.accounts.create_account(operator, name="nva", password="first", person="NVA")

    def changed(do):
        kept = {"begin": store.begin, "read": store.read, "clock": clock, "rules": PasswordRules(shortest=4)}
        slow = make_directory(passwords=Meanwhile(do), **kept)
        change(slow, anybody, old_password="first", new_password="longer")

    return changed


@pytest.mark.parametrize(
    "case",
    [
        (lambda accounts, by: accounts.disable(by, name="nva"), AccountDisabled, "first"),
        (lambda accounts, by: accounts.reset_password(by, name="nva", password="second"), WrongPassword, "second"),
    ],
    ids=["disabled", "reset"],
)
def test_a_change_of_password_undoes_nothing_that_was_done_meanwhile(directory, operator, changing, case):
    does, refusal, left = case
    with pytest.raises(refusal):
        changing(lambda: does(directory.accounts, operator))
    directory.accounts.enable(operator, name="nva")
    right(directory, "nva", left)


def test_a_disabled_account_changes_no_password(directory, operator, anybody):
    directory.accounts.create_account(operator, name="nva", password="first", person="NVA")
    directory.accounts.disable(operator, name="nva")
    with pytest.raises(AccountDisabled):
        change(directory, anybody, old_password="first", new_password="longer")


def test_a_disabled_account_lets_nobody_in_until_it_is_enabled(directory, operator, anybody):
    directory.accounts.create_account(operator, name="nva", password="first", person="NVA")
    directory.accounts.disable(operator, name="nva")
    with pytest.raises(AccountDisabled):
        right(directory, "nva", "first")
    wrong(directory, "nva")
    directory.accounts.create_account(operator, name="nva", password="second", person="NVA")
    with pytest.raises(AccountDisabled):
        right(directory, "nva", "second")
    directory.accounts.enable(operator, name="nva")
    right(directory, "nva", "second")


def test_an_account_stands_while_it_is_its_holders_and_enabled_and_they_have_not_left(directory, operator, city):
    directory.accounts.create_account(operator, name="bs", password="first", person="BS")
    holder, other = directory.lookup.person("BS").id, directory.lookup.person("NVA").id

    def stands(person=holder, account="bs"):
        return directory.signing_in.stands(account=account, person=person)

    assert [stands(), stands(other), stands(account="nobody"), stands("nobody")] == [True, False, False, False]
    directory.accounts.disable(operator, name="bs")
    assert not stands()
    directory.accounts.enable(operator, name="bs")
    assert stands()
    directory.people.deactivate(operator, person="BS")
    assert not stands()


class Together:
    """Passwords that are hashed when two are to be, or after a while alone."""

    def __init__(self):
        self.both = threading.Barrier(2)

    def hash(self, password):
        with suppress(threading.BrokenBarrierError):
            self.both.wait(0.5)
        return f"hash of {password}"

    def matches(self, password, hashed):
        return hashed == f"hash of {password}"


def test_of_two_people_given_one_account_name_at_once_one_is_refused(directory, operator, city, store, clock):
    kept = {"begin": store.begin, "read": store.read, "clock": clock, "rules": PasswordRules(shortest=4)}
    accounts = make_directory(passwords=Together(), **kept).accounts
    wrong = at_once(
        lambda: accounts.create_account(operator, name="same", password="of NVA", person="NVA"),
        lambda: accounts.create_account(operator, name="same", password="of BS", person="BS"),
    )
    assert [type(error) for error in wrong] == [AccountTaken]
    (won,) = (person for person in ("NVA", "BS") if can_sign_in(directory, f"of {person}"))
    assert right(directory, "same", f"of {won}").person_id == directory.lookup.person(won).id


def can_sign_in(directory, password):
    try:
        return bool(right(directory, "same", password))
    except WrongPassword:
        return False


def test_nobody_switches_off_the_account_they_sit_on(directory, operator):
    with pytest.raises(OwnAccount):
        directory.accounts.disable(operator, name="operator")


def test_a_subject_of_the_citys_issuer_means_one_person(directory, operator, anybody):
    link = {"issuer": ISSUER, "subject": "s-1"}
    assert directory.linking.identify(**link) is None
    directory.linking.link(operator, **link, person="NVA")
    directory.linking.link(operator, **link, person="NVA")
    assert directory.linking.identify(**link).code == "NVA"
    assert directory.linking.identify(issuer="https://other.example", subject="s-1") is None
    with pytest.raises(IdentityTaken):
        directory.linking.link(operator, **link, person="operator")
    directory.linking.unlink(operator, **link)
    assert directory.linking.identify(**link) is None
    with pytest.raises(IdentityUnlinked):
        directory.linking.unlink(operator, **link)


def test_whoever_has_left_is_not_known_by_any_subject(directory, operator, city):
    directory.linking.link(operator, issuer=ISSUER, subject="s-1", person="BS")
    directory.people.deactivate(operator, person="BS")
    assert directory.linking.identify(issuer=ISSUER, subject="s-1") is None


def test_only_an_operator_keeps_accounts_and_identities(directory, anybody):
    for attempt in (
        lambda: directory.accounts.reset_password(anybody, name="operator", password="demo"),
        lambda: directory.accounts.disable(anybody, name="operator"),
        lambda: directory.accounts.enable(anybody, name="operator"),
        lambda: directory.linking.link(anybody, issuer=ISSUER, subject="s", person="NVA"),
        lambda: directory.linking.unlink(anybody, issuer=ISSUER, subject="s"),
    ):
        with pytest.raises(Forbidden):
            attempt()
