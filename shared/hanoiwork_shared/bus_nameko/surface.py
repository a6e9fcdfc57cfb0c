"""What an entrypoint class is made of: commands, queries, timers, and the listeners that every service has."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from marshmallow import Schema
from nameko.timer import timer
from sqlalchemy import Connection

from hanoiwork_shared.answers import Asked, checked_key
from hanoiwork_shared.bus_nameko.draining import call
from hanoiwork_shared.bus_nameko.hearing import listen
from hanoiwork_shared.bus_nameko.wiring import Provided, Wired
from hanoiwork_shared.causes import acting, because
from hanoiwork_shared.database import persist
from hanoiwork_shared.doors import load
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.errors import Unauthenticated
from hanoiwork_shared.facts import read
from hanoiwork_shared.identity import Identity, verify
from hanoiwork_shared.places import GrantSlice, PersonSlice, Places, UnitSlice
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.wire import WireError, refusals

__all__ = ["Entrypoints", "Request", "Wired", "attempt", "command", "every", "query"]

T = TypeVar("T")
Handler = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call, checked: who asks (`identity` is None only at public doors), what, and under which key."""

    caller: Identity | None
    input: dict[str, Any]
    key: str | None
    locale: str

    @property
    def identity(self) -> Identity:
        """Who asks; raises Unauthenticated when nobody known does."""
        if self.caller is None:
            raise Unauthenticated
        return self.caller


def command(schema: type[Schema], *, public: bool = False) -> Callable[[Handler], Handler]:
    """A call that changes something: one transaction, once per idempotency key, refusals flattened."""

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        def answer(self: "Entrypoints", *, caller: Mapping[str, Any], input: Mapping[str, Any]) -> Any:
            with refusals(), because(correlation_id=caller.get("correlation_id")):
                request = self.request(schema, caller, input, public=public)
                return persist(lambda: self.answer_once(handler, request, input))

        return call(expected_exceptions=WireError)(answer)  # type: ignore[no-any-return]

    return decorate


def query(schema: type[Schema], *, public: bool = False) -> Callable[[Handler], Handler]:
    """A call that only reads."""

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        def answer(self: "Entrypoints", *, caller: Mapping[str, Any], input: Mapping[str, Any]) -> Any:
            with refusals(), because(correlation_id=caller.get("correlation_id")):
                request = self.request(schema, caller, input, public=public)
                return persist(lambda: handler(self, request))

        return call(expected_exceptions=WireError)(answer)  # type: ignore[no-any-return]

    return decorate


def attempt(schema: type[Schema], *, public: bool = False) -> Callable[[Handler], Handler]:
    """A call that opens its own transactions, because what it counts has to stay although it refuses.

    What it changes after that it does in `Entrypoints.act`.
    """
    return query(schema, public=public)


def every(*, seconds: float) -> Callable[[Handler], Handler]:
    """Work that recurs in every replica: claim what is due, so that one of them does it."""
    decorator: Callable[[Handler], Handler] = timer(interval=seconds)
    return decorator


class Entrypoints:
    """The broker surface of a service. Subclasses name the service and wire it; the places are kept for them."""

    name: str
    runtime: Runtime = Provided()

    def request(
        self, schema: type[Schema], caller: Mapping[str, Any], given: Mapping[str, Any], *, public: bool
    ) -> Request:
        """Check who calls and what they sent."""
        token = caller.get("identity")
        settings = self.runtime.settings
        identity = verify(token, secret=settings.secret, now=self.runtime.clock.now()) if token else None
        if identity is None and not public:
            raise Unauthenticated
        key, locale = checked_key(caller.get("idempotency_key")), caller.get("locale") or "vi"
        return Request(caller=identity, input=load(schema(), given), key=key, locale=locale)

    def answer_once(self, handler: Handler, request: Request, given: Mapping[str, Any]) -> Any:
        """Run a command in one transaction, as the caller's act; a key that was answered before gets that answer."""
        with self.runtime.database.begin() as connection:
            if request.caller is None:
                return handler(self, request)
            person_id, method = request.caller.person_id, f"{self.name}.{handler.__name__}"
            if request.key is None:
                return self._act(connection, request, lambda: handler(self, request), method=method)
            asked = Asked(person_id=person_id, method=method, key=request.key, request=given)
            known, answer = self.runtime.answers.find(connection, asked)
            if not known:
                answer = self._act(connection, request, lambda: handler(self, request), method=method)
                self.runtime.answers.keep(connection, asked, answer)
            return answer

    def act(self, request: Request, name: str, work: Callable[[], T]) -> T:
        """Do, in one transaction and as the caller's act, what an `attempt` of this name has come to."""
        with self.runtime.database.begin() as connection:
            return self._act(connection, request, work, method=f"{self.name}.{name}")

    def _act(self, connection: Connection, request: Request, work: Callable[[], T], *, method: str) -> T:
        """Do something and record it: who acted, and for whom if only a delegation allowed it."""
        with acting(request.identity.person_id) as act:
            answer = work()
        self.runtime.acts.record(connection, act, method=method, key=request.key)
        return answer

    @listen("directory.unit.changed.v1")
    def place_unit(self, envelope: Envelope) -> None:
        """Keep the unit as it now is."""
        with self.runtime.database.begin() as connection:
            Places(connection).hear_unit(read(UnitSlice, envelope.data), sequence=envelope.sequence)

    @listen("directory.person.changed.v1")
    def place_person(self, envelope: Envelope) -> None:
        """Keep the person as they now are."""
        with self.runtime.database.begin() as connection:
            Places(connection).hear_person(read(PersonSlice, envelope.data), sequence=envelope.sequence)

    @listen("directory.grant.changed.v1")
    def place_grant(self, envelope: Envelope) -> None:
        """Keep the grant as it now is."""
        with self.runtime.database.begin() as connection:
            Places(connection).hear_grant(read(GrantSlice, envelope.data), sequence=envelope.sequence)
