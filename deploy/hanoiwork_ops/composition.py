"""The composition root: from the environment and the installed plug-ins to running parts."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hanoiwork_ops.demo.accounts import PASSWORD
from hanoiwork_shared.clock import Clock, SystemClock
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.migrate import migrate
from hanoiwork_shared.plugins import Plugin, discover, part
from hanoiwork_shared.runtime import Runtime, make_runtime
from hanoiwork_shared.settings import PREFIX, SECRET_NAME, TRUE, Settings, read_group, read_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """The installed services with their runtimes, by name."""

    settings: Settings
    plugins: tuple[Plugin, ...]
    runtimes: Mapping[str, Runtime]

    def served(self) -> tuple[Plugin, ...]:
        """The plug-ins that are services."""
        return tuple(plugin for plugin in self.plugins if plugin.entrypoints)

    def classes(self) -> list[type]:
        """The entrypoint classes of the services; loads nameko."""
        return [part(plugin, "entrypoints") for plugin in self.served()]

    def migrate(self) -> dict[str, tuple[str, ...]]:
        """Bring every database to the newest shape; returns the revisions in force by service."""
        return {
            plugin.name: migrate(self.runtimes[plugin.name].database, own_migrations(plugin))
            for plugin in self.served()
        }


def own_migrations(plugin: Plugin) -> tuple[str, ...]:
    """The packages of a plug-in's own revisions."""
    return (plugin.migrations,) if plugin.migrations else ()


def environment() -> dict[str, str]:
    """The process's environment."""
    return dict(os.environ)


def compose(environ: Mapping[str, str], *, names: tuple[str, ...] = (), clock: Clock | None = None) -> Suite:
    """Build the suite, or only the services called `names`; raises by name what is missing or broken."""
    settings = read_settings(environ)
    plugins = discover()
    unknown = [name for name in names if name not in {plugin.name for plugin in plugins}]
    if unknown:
        raise NotFound(what="service", what_vi="dịch vụ", key=unknown[0])
    chosen = tuple(plugin for plugin in plugins if not names or plugin.name in names)
    runtimes = {
        plugin.name: make_runtime(
            plugin.name, settings=settings, clock=clock or SystemClock(), own=_own_settings(plugin, environ)
        )
        for plugin in chosen
        if plugin.entrypoints
    }
    return Suite(settings=settings, plugins=chosen, runtimes=runtimes)


def embedded_environment(environ: Mapping[str, str], **changes: str | None) -> dict[str, str]:
    """The environment of the embedded suite: the command's options, a secret of its own, the demo's password."""
    named = {f"{PREFIX}{name.upper()}": value for name, value in changes.items() if value is not None}
    merged = {**environ, **named}
    data_dir = Path(merged.get(f"{PREFIX}DATA_DIR", "var"))
    data_dir.mkdir(parents=True, exist_ok=True)
    if SECRET_NAME not in merged:
        merged[SECRET_NAME] = _kept_secret(data_dir / "secret")
    if merged.get(f"{PREFIX}DEMO", "").lower() in TRUE:
        merged.setdefault(f"{PREFIX}OPERATOR_PASSWORD", PASSWORD)
        merged.setdefault(f"{PREFIX}DIRECTORY_SHORTEST_PASSWORD", str(len(PASSWORD)))
    return merged


def _kept_secret(path: Path) -> str:
    if not path.exists():
        whole = path.with_suffix(".new")
        whole.touch(mode=0o600)
        whole.write_text(secrets.token_urlsafe(48), encoding="ascii")
        whole.replace(path)  # at once, so that no crash leaves half a secret
    return path.read_text(encoding="ascii")


def _own_settings(plugin: Plugin, environ: Mapping[str, str]) -> Any:
    group = part(plugin, "settings")
    return read_group(group, environ, prefix=f"{PREFIX}{plugin.name.upper()}_") if group else None
