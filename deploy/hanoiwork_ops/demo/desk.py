"""The demo's people at work: orders that say who changes what, carried out one after the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.loading import UNHEARD, patiently

HEARSAY_SECONDS = 120
"""How long one thing may take to be heard of: long, for a machine that has other work as well (our choice)."""
PATIENCE_SECONDS = 30.0
"""How long a request is made again; a connection that was idle may be closed under it."""
_UNHEARD = (*UNHEARD, "_unknown", ".out_of_turn", "shared.forbidden")
"""A service may not have heard of somebody, of their role, or for whom they act, yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One change: the account that makes it, the mutation with its input, and the key that makes it one change."""

    by: str
    mutation: str
    given: Mapping[str, Any]
    key: str


class Desk:
    """Everybody's sign-in at one address, made when it is first needed."""

    def __init__(self, address: str, *, passwords: Mapping[str, str], password: str) -> None:
        self._address = address
        self._passwords = passwords
        self._password = password
        self._clients: dict[str, SuiteClient] = {}

    def client(self, account: str) -> SuiteClient:
        """The client of an account; `password` is that of all who have none of their own."""
        if account not in self._clients:
            client = SuiteClient(self._address, patience=PATIENCE_SECONDS)
            self._clients[account] = client
            client.sign_in(account, self._passwords.get(account, self._password))
        return self._clients[account]

    def carry_out(self, orders: Iterable[Order]) -> None:
        """Do what is ordered; what was done before stays as it is."""
        for order in orders:
            self.do(order)

    def do(self, order: Order, *, wanted: str = "") -> Any:
        """Do one order and answer its payload; waits for what has not been heard of yet."""
        client = self.client(order.by)
        return patiently(
            lambda: client.do(order.mutation, order.given, wanted=wanted, key=order.key),
            seconds=HEARSAY_SECONDS,
            unheard=_UNHEARD,
        )

    def close(self) -> None:
        """Let all connections go."""
        for client in self._clients.values():
            client.close()
