"""Passwords as argon2id hashes."""

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError


class Argon2Passwords:
    """Hashes with the library's current defaults (RFC 9106, low-memory profile)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash("nobody's password")

    def hash(self, password: str) -> str:
        """The hash to keep."""
        return self._hasher.hash(password)

    def matches(self, password: str, hashed: str | None) -> bool:
        """Whether it is the password; an unknown account costs the same time."""
        try:
            self._hasher.verify(hashed or self._nobody, password)
        except (Argon2Error, InvalidHashError):
            return False
        return hashed is not None
