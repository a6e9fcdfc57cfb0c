"""The broker surface of a service, on nameko: the only door through which nameko and eventlet come in.

Replacing them touches this package, `bus_embedded` and the services' `entrypoints.py`, and no domain.
"""

from hanoiwork_shared.bus_nameko.hearing import listen
from hanoiwork_shared.bus_nameko.surface import Entrypoints, Request, Wired, attempt, command, every, query

__all__ = ["Entrypoints", "Request", "Wired", "attempt", "command", "every", "listen", "query"]
