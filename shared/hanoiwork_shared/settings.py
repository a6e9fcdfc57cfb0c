"""Settings: the environment, read once into a frozen object; what is missing or malformed stops the start-up.

Every field is one variable, `HANOIWORK_` and its name in capitals; a plug-in's own settings use its name as well
(`HANOIWORK_NOTIFICATIONS_SMTP_HOST`). The documentation of a field is part of its declaration.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from hanoiwork_shared.errors import Invalid, Refused, refuse_all

PREFIX = "HANOIWORK_"
SECRET_NAME = f"{PREFIX}SECRET"
TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off", "")
SHORTEST_SECRET = 32

S = TypeVar("S")


class SettingMissing(Invalid):
    """A setting without a default is not in the environment."""

    code = "shared.setting_missing"
    vi = "Thiếu biến môi trường {name} ({doc})."
    en = "The environment variable {name} is missing ({doc})."


class SettingMalformed(Invalid):
    """A setting has a value that cannot be used."""

    code = "shared.setting_malformed"
    vi = "Biến môi trường {name} sai: {reason}."
    en = "The environment variable {name} is malformed: {reason}."


Check = Callable[[Any], str | None]
"""Says what is wrong with a value of the right type, if anything is."""


def setting(doc: str, *, default: Any = MISSING, check: Check | None = None) -> Any:
    """Declare one setting: what it is for, its default unless it must be given, and what its value must be."""
    metadata = {"doc": doc, "check": check}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def between(least: int, most: int) -> Check:
    """Check that a number is within bounds."""
    return lambda number: None if least <= number <= most else f"{number} is not from {least} to {most}"


def one_of(*words: str) -> Check:
    """Check that a text is one of a few."""
    return lambda text: None if text in words else f"“{text}” is none of {', '.join(words)}"


def starting(*openings: str) -> Check:
    """Check how an address begins; the address is not repeated, for it may hold a password."""
    return lambda text: None if text.startswith(openings) else f"it starts with none of {', '.join(openings)}"


def starting_or_empty(*openings: str) -> Check:
    """Check how an address begins, if there is one."""
    check = starting(*openings)
    return lambda text: check(text) if text else None


SAFE_ORIGINS = ("https://", "http://127.0.0.1:", "http://localhost:")
"""How an address begins from which keys may come: nobody on the way can put others in their place."""


def some_of(*words: str) -> Check:
    """Check that a list, separated by commas, names some of a few and nothing else."""

    def check(text: str) -> str | None:
        named = [word.strip() for word in text.split(",")]
        return None if set(named) <= set(words) else f"“{text}” names other than {', '.join(words)}"

    return check


MUCH = 1_000_000_000
MOST_FILE = 11_000_000
"""Bytes of a file that still fit into a message of 16 MiB, written in base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every process of the suite is told by its operator."""

    secret: str = setting("Signs tokens and identities; the same in every process, at least 32 characters.")
    data_dir: Path = setting("Where the embedded suite keeps its databases.", default=Path("var"))
    database_url: str = setting(
        "SQLAlchemy address of a service's database; {service} and {data_dir} are filled in.",
        default="sqlite:///{data_dir}/{service}.db",
        check=starting("sqlite:", "postgresql:", "postgresql+psycopg2:"),
    )
    amqp_uri: str = setting(
        "RabbitMQ of the distributed suite.",
        default="amqp://guest:guest@127.0.0.1:5672//",
        check=starting("amqp://", "amqps://"),
    )
    host: str = setting("Address the gateway listens on.", default="127.0.0.1")
    port: int = setting("Port the gateway listens on.", default=8000, check=between(1, 65_535))
    demo: bool = setting("Load the demo city and its accounts at the first start.", default=False)
    operator_password: str = setting(
        "Password of the first account, `operator`, made when the directory has no accounts yet.", default=""
    )
    log_level: str = setting(
        "DEBUG, INFO, WARNING or ERROR.", default="INFO", check=one_of("DEBUG", "INFO", "WARNING", "ERROR")
    )
    max_workers: int = setting("Handlers that one service process runs at once.", default=10, check=between(1, 1_000))
    token_minutes: int = setting(
        "How long an access token is good for, in minutes.", default=480, check=between(1, MUCH)
    )
    call_seconds: int = setting(
        "How long the gateway waits for a service, in seconds.", default=10, check=between(1, 3_600)
    )
    relay_lease_seconds: int = setting(
        "How long a relay may hold claimed events, in seconds.", default=10, check=between(1, 3_600)
    )
    keep_days: int = setting(
        "How long sent events, heard events and answers are remembered, in days; longer than any replay.", default=90
    )
    graphql_body_limit: int = setting(
        "Largest GraphQL request in bytes; files are imported through it.", default=1_048_576, check=between(1, MUCH)
    )
    file_limit: int = setting(
        "Largest file in bytes that goes in through /files; RabbitMQ 4 carries 16 MB in one message.",
        default=10_485_760,
        check=between(1, MOST_FILE),
    )
    graphql_token_limit: int = setting(
        "Most lexical tokens in a GraphQL document.", default=2_000, check=between(1, MUCH)
    )
    graphql_depth_limit: int = setting("Deepest nesting in a GraphQL document.", default=12, check=between(1, MUCH))
    graphql_alias_limit: int = setting("Most aliases in a GraphQL document.", default=30, check=between(1, MUCH))
    graphql_cost_limit: int = setting(
        "Highest computed cost (fields answered) of a GraphQL document.", default=50_000, check=between(1, MUCH)
    )
    oidc_issuer: str = setting(
        "Issuer of the city's own sign-in (OpenID Connect), whose access tokens are accepted too; empty for none.",
        default="",
        check=starting_or_empty(*SAFE_ORIGINS),
    )
    oidc_audience: str = setting("Audience that such a token must name; needed with an issuer.", default="")
    oidc_jwks_uri: str = setting(
        "Where the issuer's keys are; empty to ask its /.well-known/openid-configuration.",
        default="",
        check=starting_or_empty(*SAFE_ORIGINS),
    )
    oidc_algorithms: str = setting(
        "Signatures accepted of the issuer, separated by commas; keys of two parts only.",
        default="RS256,ES256",
        check=some_of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"),
    )
    oidc_token_types: str = setting(
        "The `typ` that the header of such a token may have, separated by commas; older issuers write JWT.",
        default="at+jwt,application/at+jwt",
    )
    graphql_introspection: bool = setting("Whether the schema may be introspected and GraphiQL shown.", default=True)

    def database_of(self, service: str) -> str:
        """The database address of one service."""
        return self.database_url.replace("{service}", service).replace("{data_dir}", str(self.data_dir))


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the suite's settings; everything missing or malformed is refused at once, by name."""
    settings = read_group(Settings, environ, prefix=PREFIX)
    if len(settings.secret) < SHORTEST_SECRET:
        raise SettingMalformed(name=f"{PREFIX}SECRET", reason=f"shorter than {SHORTEST_SECRET} characters")
    if settings.oidc_issuer and not settings.oidc_audience:
        raise SettingMissing(name=f"{PREFIX}OIDC_AUDIENCE", doc="the audience that the issuer's tokens must name")
    return settings


def read_group(cls: type[S], environ: Mapping[str, str], *, prefix: str) -> S:
    """Read any frozen dataclass of settings whose variables start with `prefix`."""
    values: dict[str, Any] = {}
    problems: list[Refused] = []
    hints = get_type_hints(cls)
    for declared in fields(cls):  # type: ignore[arg-type]
        name = prefix + declared.name.upper()
        if name in environ:
            try:
                values[declared.name] = _checked(declared, _parse(hints[declared.name], environ[name]))
            except ValueError as error:
                problems.append(SettingMalformed(name=name, reason=str(error)))
        elif declared.default is MISSING:
            problems.append(SettingMissing(name=name, doc=_doc(declared)))
    refuse_all(problems)
    return cls(**values)


def describe(cls: type, *, prefix: str = PREFIX) -> Iterator[tuple[str, str | None, str]]:
    """Every setting of a group: variable, default as text (None when it must be given), and what it is for."""
    for declared in fields(cls):
        default = None if declared.default is MISSING else str(declared.default)
        yield prefix + declared.name.upper(), default, _doc(declared)


def _doc(declared: Field[Any]) -> str:
    return str(declared.metadata["doc"])


def _checked(declared: Field[Any], value: Any) -> Any:
    check: Check | None = declared.metadata["check"]
    if check is not None and (reason := check(value)) is not None:
        raise ValueError(reason)
    return value


def _parse(hint: Any, text: str) -> Any:
    if hint is bool:
        if text.lower() in TRUE:
            return True
        if text.lower() in FALSE:
            return False
        message = f"“{text}” is neither true nor false"
        raise ValueError(message)
    if hint is int:
        return _whole(text)
    return hint(text)


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        message = f"“{text}” is not a whole number from 0 up"
        raise ValueError(message)
    return number
