"""Grants and accounts: who may give them, from when to when they hold, and who may sign in."""

from datetime import date, timedelta

import pytest

from hanoiwork_directory.domain.account import AccountTaken, PasswordTooShort, WrongPassword
from hanoiwork_directory.passwords import Argon2Passwords
from hanoiwork_shared.errors import Forbidden, NotFound
from hanoiwork_shared.policy import Role
from hanoiwork_shared.testing import told
from tests.unit.directory.at_once import at_once


@pytest.mark.parametrize(("name", "password"), [("operator", "wrong"), ("nobody", "demo"), ("operator", "")])
def test_a_wrong_password_and_an_unknown_account_look_the_same(directory, operator, name, password):
    with pytest.raises(WrongPassword) as refused:
        directory.signing_in.authenticate(username=name, password=password)
    assert refused.value.details == {}


def test_the_first_account_is_made_once_and_never_again(directory, operator, runtime):
    before = len(told(runtime))
    directory.accounts.found_operator("another password")
    assert len(told(runtime)) == before
    assert directory.signing_in.authenticate(username="operator", password="demo").person_id == operator.person_id


def test_two_processes_that_start_at_once_make_one_first_account(directory, runtime):
    failures = at_once(*[lambda: directory.accounts.found_operator("demo")] * 3)
    assert failures == []
    assert [event.type for event in told(runtime)] == ["directory.person.changed.v1", "directory.grant.changed.v1"]


def test_a_role_is_granted_told_and_held_from_today(directory, operator, anybody, runtime, clock):
    grant = directory.granting.grant_role(operator, person="NVA", role=Role.SPECIALIST)
    assert (grant.valid_from, grant.valid_to, grant.unit_id) == (clock.today(), None, None)
    assert told(runtime)[-1].data["role"] == "specialist"
    assert [held.role for held in directory.lookup.me(anybody)[1]] == [Role.SPECIALIST]


def test_the_same_grant_again_changes_nothing(directory, operator, anybody, runtime):
    first = directory.granting.grant_role(operator, person="NVA", role=Role.SPECIALIST)
    before = len(told(runtime))
    assert directory.granting.grant_role(operator, person="NVA", role=Role.SPECIALIST) == first
    assert len(told(runtime)) == before


def test_a_grant_ends_with_its_last_day(directory, operator, anybody, clock):
    day = clock.today()
    directory.granting.grant_role(operator, person="NVA", role=Role.OFFICE, valid_from=day, valid_to=day)
    assert len(directory.lookup.me(anybody)[1]) == 1
    clock.move(timedelta(days=1))
    assert directory.lookup.me(anybody)[1] == ()


def test_a_revoked_role_is_gone_at_once_and_revoking_again_changes_nothing(directory, operator, anybody, runtime):
    grant = directory.granting.grant_role(operator, person="NVA", role=Role.OFFICE)
    directory.granting.revoke_role(operator, grant=grant.id)
    before = len(told(runtime))
    assert directory.granting.revoke_role(operator, grant=grant.id).revoked
    assert len(told(runtime)) == before
    assert directory.lookup.me(anybody)[1] == ()


def test_an_unknown_person_unit_or_grant_is_refused(directory, operator, anybody):
    with pytest.raises(NotFound):
        directory.granting.grant_role(operator, person="NOBODY", role=Role.OFFICE)
    with pytest.raises(NotFound):
        directory.granting.grant_role(operator, person="NVA", role=Role.OFFICE, unit="NOWHERE")
    with pytest.raises(NotFound):
        directory.granting.revoke_role(operator, grant="nothing")


def test_nobody_without_the_role_gives_takes_or_makes_anything(directory, anybody):
    for attempt in (
        lambda: directory.granting.grant_role(anybody, person="NVA", role=Role.OPERATOR),
        lambda: directory.granting.revoke_role(anybody, grant="g"),
        lambda: directory.accounts.create_account(anybody, name="x", password="demo", person="NVA"),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_an_account_lets_its_person_sign_in_and_a_new_password_replaces_the_old(directory, operator, anybody):
    directory.accounts.create_account(operator, name="nva", password="first", person="NVA")
    directory.accounts.create_account(operator, name="nva", password="second", person="NVA")
    assert directory.signing_in.authenticate(username="nva", password="second").person_id == anybody.person_id
    with pytest.raises(WrongPassword):
        directory.signing_in.authenticate(username="nva", password="first")


def test_an_account_name_belongs_to_one_person(directory, operator, anybody):
    with pytest.raises(AccountTaken):
        directory.accounts.create_account(operator, name="operator", password="demo", person="NVA")


def test_passwords_are_kept_as_argon2id_and_an_unknown_account_matches_nothing():
    passwords = Argon2Passwords()
    hashed = passwords.hash("demo")
    assert hashed.startswith("$argon2id$")
    assert passwords.matches("demo", hashed)
    assert not passwords.matches("Demo", hashed)
    assert not passwords.matches("nobody's password", None)
    assert not passwords.matches("demo", "not a hash")


def test_a_grant_may_start_later(directory, operator, anybody):
    directory.granting.grant_role(operator, person="NVA", role=Role.OFFICE, valid_from=date(2099, 1, 1))
    assert directory.lookup.me(anybody)[1] == ()


def test_a_grant_that_starts_later_is_given_once_however_often_it_is_sent(directory, operator, anybody, runtime):
    given = {"person": "NVA", "role": Role.OFFICE, "valid_from": date(2099, 1, 1)}
    first = directory.granting.grant_role(operator, **given)
    before = len(told(runtime))
    assert directory.granting.grant_role(operator, **given) == first
    assert len(told(runtime)) == before


def test_a_password_shorter_than_the_operator_asks_for_is_refused(directory, operator, anybody):
    with pytest.raises(PasswordTooShort) as refused:
        directory.accounts.create_account(operator, name="nva", password="abc", person="NVA")
    assert refused.value.details == {"least": 4}
