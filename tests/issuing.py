"""A throw-away issuer of OpenID Connect on localhost: its keys are made for the test and forgotten with it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

AUDIENCE = "hanoiwork"


class ThrowAwayIssuer:
    """Publishes its keys, signs tokens, and counts how often it was asked; it can be away."""

    def __init__(self, address: str) -> None:
        self.name = address
        self.asked: list[str] = []
        self.away = False
        self.private: dict[str, Any] = {}
        self.rotate("k1")

    def rotate(self, kid: str, *, algorithm: str = "RS256") -> None:
        """Add a key of this name."""
        made = (
            rsa.generate_private_key(public_exponent=65537, key_size=2048)
            if algorithm == "RS256"
            else ec.generate_private_key(ec.SECP256R1())
        )
        self.private[kid] = made

    def token(self, subject: str = "s-1", *, kid: str = "k1", now: datetime | None = None, **changed: Any) -> str:
        """An access token for a subject; `changed` claims of None are left out, `typ`, `alg` and `key` are its own."""
        now = now or datetime.now(UTC)
        header = {"kid": kid, "typ": changed.pop("typ", "at+jwt")}
        key = changed.pop("key", self.private[kid])
        algorithm = changed.pop("alg", "RS256" if isinstance(self.private[kid], rsa.RSAPrivateKey) else "ES256")
        claims = {
            "iss": self.name,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "nbf": now,
            "exp": now + timedelta(minutes=5),
            **changed,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, key, algorithm=algorithm, headers=header)

    def answer(self, path: str) -> dict[str, Any] | None:
        """What stands at a path, None for nothing."""
        self.asked.append(path)
        if self.away:
            return None
        if path == "/.well-known/openid-configuration":
            return {"issuer": self.name, "jwks_uri": f"{self.name}/keys"}
        return {"keys": [_published(kid, key) for kid, key in self.private.items()]} if path == "/keys" else None


def _published(kid: str, key: Any) -> dict[str, Any]:
    algorithm = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    return {**algorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig"}


@contextmanager
def issuing() -> Iterator[ThrowAwayIssuer]:
    """An issuer that answers on localhost within the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = issuer.answer(self.path)
            self.send_response(503 if body is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = ThrowAwayIssuer(f"http://127.0.0.1:{server.server_address[1]}")
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    serving.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        serving.join(10)
