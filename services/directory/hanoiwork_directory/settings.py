"""What an operator tells the directory."""

from dataclasses import dataclass

from hanoiwork_shared.settings import between, setting


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySettings:
    """Settings of local accounts."""

    shortest_password: int = setting(
        "Fewest characters of a new account's password; the demo city's own needs 4.", default=10, check=between(4, 200)
    )
