"""Local accounts: who signs in as whom, and how long a password is."""

from dataclasses import dataclass

from hanoiwork_shared.errors import Conflict, Invalid, NotFound, Unauthenticated


class WrongPassword(Unauthenticated):
    """The account does not exist, the password is another, or its person has left: they look the same."""

    code = "directory.wrong_password"
    vi = "Tên đăng nhập hoặc mật khẩu không đúng."
    en = "The user name or the password is not right."


class AccountTaken(Conflict):
    """The account name is in use."""

    code = "directory.account_taken"
    vi = "Tên đăng nhập “{name}” đã được dùng; hãy chọn tên khác."
    en = "The user name “{name}” is taken; choose another."


class AccountUnknown(NotFound):
    """There is no local account of this name, or the caller signed in without one."""

    code = "directory.account_unknown"
    vi = "Không có tài khoản cục bộ “{name}”."
    en = "There is no local account “{name}”."


class AccountDisabled(Unauthenticated):
    """The account is switched off; said only to whoever knows its password."""

    code = "directory.account_disabled"
    vi = "Tài khoản này đang bị khóa; hãy liên hệ người quản trị."
    en = "This account is disabled; ask the operator."


class OwnAccount(Conflict):
    """An operator would switch off the account they are signed in with."""

    code = "directory.own_account"
    vi = "Không thể khóa tài khoản bạn đang dùng."
    en = "You cannot disable the account you are signed in with."


class PasswordTooShort(Invalid):
    """A new account's password has fewer characters than the operator of the suite asks for."""

    code = "directory.password_too_short"
    vi = "Mật khẩu quá ngắn; hãy dùng ít nhất {least} ký tự."
    en = "The password is too short; use at least {least} characters."


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A local sign-in of a person; the password is kept as an argon2id hash only."""

    name: str
    person_id: str
    password_hash: str
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassword:
    """Another password for an account, whose old one was proven; both as hashes."""

    account: str
    old_hash: str
    new_hash: str


def demand_length(password: str, *, least: int, field: str = "password") -> None:
    """Refuse a password of fewer characters; the password itself is never repeated."""
    if len(password) < least:
        raise PasswordTooShort(field=field, least=least)
