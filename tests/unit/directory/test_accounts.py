"""Local accounts: a password is long enough, or it is refused before anything is kept."""

from collections.abc import Iterator

import pytest

from hanoiwork_directory.domain.account import PasswordTooShort
from hanoiwork_directory.entrypoints import build
from hanoiwork_directory.plugin import plugin
from hanoiwork_directory.service import Directory
from hanoiwork_directory.settings import DirectorySettings
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.testing import stand
from tests.databases import TablesOf


@pytest.fixture
def strict(tables: TablesOf) -> Iterator[Directory]:
    """A directory as an operator gets it who sets nothing."""
    runtime = stand(plugin, tables(plugin))
    yield build(runtime)
    runtime.database.close()


def asking(strict: Directory) -> Identity:
    strict.accounts.found_operator("ten letters")
    account = strict.signing_in.authenticate(username="operator", password="ten letters")
    return Identity(person_id=account.person_id, account="operator")


def test_a_password_of_ten_characters_makes_an_account(strict):
    strict.accounts.create_account(asking(strict), name="nva", password="0123456789", person="operator")
    assert strict.signing_in.authenticate(username="nva", password="0123456789").name == "nva"


def test_a_shorter_one_is_refused_in_both_languages_without_being_repeated(strict):
    operator = asking(strict)
    with pytest.raises(PasswordTooShort) as refused:
        strict.accounts.create_account(operator, name="nva", password="012345678", person="operator")
    assert refused.value.field == "password"
    assert refused.value.message("vi") == "Mật khẩu quá ngắn; hãy dùng ít nhất 10 ký tự."
    assert refused.value.message("en") == "The password is too short; use at least 10 characters."
    assert "012345678" not in repr(refused.value)


def test_the_operators_own_password_is_held_to_the_same(strict):
    with pytest.raises(PasswordTooShort):
        strict.accounts.found_operator("demo")
    strict.accounts.found_operator("another that is longer")


def test_an_operator_of_the_suite_may_ask_for_fewer_as_the_demo_does(directory, operator):
    directory.accounts.create_account(operator, name="nva", password="demo", person="operator")
    assert DirectorySettings().shortest_password > len("demo")
