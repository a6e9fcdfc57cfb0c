"""How many calls the gateway made to services, by its own metrics."""

import re

import httpx

ONCE_IN_A_WHILE = "directory.account_stands"
"""The gateway asks this once in some seconds for each account, whatever is asked of it."""
_CALLED = re.compile(r'^hanoiwork_rpc_calls_total\{method="([^"]+)"[^}]*\} ([0-9.e+]+)$', re.MULTILINE)


def calls_made(http: httpx.Client) -> int:
    """The calls so far that requests asked for."""
    found = _CALLED.findall(http.get("/metrics").text)
    return int(sum(float(number) for method, number in found if method != ONCE_IN_A_WHILE))
