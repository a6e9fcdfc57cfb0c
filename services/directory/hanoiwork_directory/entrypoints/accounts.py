"""Calls about who signs in: local accounts, and identities of the city's own sign-in."""

from typing import Any

from hanoiwork_directory import schemas
from hanoiwork_directory.domain.account import Account
from hanoiwork_shared.bus_nameko import Entrypoints, Request, attempt, command, query
from hanoiwork_shared.facts import plain


class AccountEntrypoints(Entrypoints):
    """Calls that the directory answers about accounts."""

    directory: Any

    @command(schemas.AccountWanted)
    def create_account(self, request: Request) -> object:
        """Make a local sign-in."""
        return _shown(self.directory.accounts.create_account(request.identity, **request.input))

    @command(schemas.PasswordReset)
    def reset_password(self, request: Request) -> object:
        """Give an account another password."""
        return _shown(self.directory.accounts.reset_password(request.identity, **request.input))

    @command(schemas.AccountNamed)
    def disable_account(self, request: Request) -> object:
        """Switch an account off."""
        return _shown(self.directory.accounts.disable(request.identity, **request.input))

    @command(schemas.AccountNamed)
    def enable_account(self, request: Request) -> object:
        """Switch an account on again."""
        return _shown(self.directory.accounts.enable(request.identity, **request.input))

    @attempt(schemas.PasswordChange)
    def change_password(self, request: Request) -> object:
        """Give one's own account another password."""
        proven = self.directory.signing_in.prove_change(request.identity, **request.input)
        return self.act(request, "change_password", lambda: _shown(self.directory.signing_in.change_password(proven)))

    @attempt(schemas.Credentials, public=True)
    def authenticate(self, request: Request) -> object:
        """Check a name and a password."""
        account = self.directory.signing_in.authenticate(**request.input)
        return {"account": account.name, "person_id": account.person_id}

    @query(schemas.AccountHeld, public=True)
    def account_stands(self, request: Request) -> object:
        """Whether the holder of a token may go on using it; the gateway asks."""
        return self.directory.signing_in.stands(**request.input)

    @command(schemas.IdentityLinked)
    def link_identity(self, request: Request) -> object:
        """Say whom an issuer means by a subject."""
        return plain(self.directory.linking.link(request.identity, **request.input))

    @command(schemas.IdentityNamed)
    def unlink_identity(self, request: Request) -> object:
        """Say that a subject means nobody any more."""
        return plain(self.directory.linking.unlink(request.identity, **request.input))

    @query(schemas.IdentityNamed, public=True)
    def identify(self, request: Request) -> object:
        """Whom an issuer means by a subject; null for nobody. The gateway asks, before anybody is signed in."""
        person = self.directory.linking.identify(**request.input)
        return None if person is None else {"person_id": person.id}


def _shown(account: Account) -> dict[str, object]:
    """An account without its password."""
    return {"name": account.name, "person_id": account.person_id, "disabled": account.disabled}
