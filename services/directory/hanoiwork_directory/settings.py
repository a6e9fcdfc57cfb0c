"""What an operator tells the directory."""

from dataclasses import dataclass

from hanoiwork_shared.settings import MUCH, between, setting


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySettings:
    """Settings of local accounts."""

    shortest_password: int = setting(
        "Fewest characters of a new account's password; the demo city's own needs 4.", default=10, check=between(4, 200)
    )
    sign_in_tries: int = setting(
        "Wrong passwords for one account name before each further one costs a pause.", default=5, check=between(1, MUCH)
    )
    address_tries: int = setting(
        "Wrong passwords from one client address before each further one costs a pause; many people may share one.",
        default=100,
        check=between(1, MUCH),
    )
    longest_pause_seconds: int = setting(
        "The longest such pause, in seconds; the first is 5, each is twice the one before.",
        default=300,
        check=between(1, 3_600),
    )
