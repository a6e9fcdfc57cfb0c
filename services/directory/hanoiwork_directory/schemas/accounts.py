"""What is asked and ordered about accounts and identities."""

from marshmallow import fields, validate

from hanoiwork_shared.doors import Code, Door

LONGEST_PASSWORD = 200
LONGEST_ISSUER = 300
LONGEST_SUBJECT = 255
"""Source: OpenID Connect Core, 2 (a subject has at most 255 characters)."""
LONGEST_ADDRESS = 64


def _password() -> fields.String:
    return fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_PASSWORD))


class Credentials(Door):
    """A user name and a password, and the address from which they were sent."""

    username = Code(required=True)
    password = _password()
    address = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=LONGEST_ADDRESS))


class AccountWanted(Door):
    """A local sign-in for a person."""

    name = Code(required=True)
    password = _password()
    person = Code(required=True)


class AccountNamed(Door):
    """An account."""

    name = Code(required=True)


class AccountHeld(Door):
    """An account, and the person who signed in with it."""

    account = Code(required=True)
    person = Code(required=True)


class PasswordReset(AccountNamed):
    """An account and its new password."""

    password = _password()


class PasswordChange(Door):
    """One's own password, and the one that replaces it."""

    old_password = _password()
    new_password = _password()


class IdentityNamed(Door):
    """A subject of an issuer."""

    issuer = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_ISSUER))
    subject = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_SUBJECT))


class IdentityLinked(IdentityNamed):
    """A subject of an issuer, and the person it means."""

    person = Code(required=True)
