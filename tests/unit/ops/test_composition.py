"""The composition root: from the environment and the installed plug-ins to running parts, or a refusal by name."""

import stat
from pathlib import Path

import pytest

from hanoiwork_ops.composition import Suite, compose, embedded_environment, own_migrations
from hanoiwork_shared.errors import NotFound
from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.settings import SettingMissing

SECRET = "a secret for tests, long enough for HS256"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"HANOIWORK_SECRET": SECRET, "HANOIWORK_DATA_DIR": str(tmp_path)}


def closed(suite: Suite) -> Suite:
    for runtime in suite.runtimes.values():
        runtime.database.close()
    return suite


def test_every_installed_service_has_a_runtime_over_a_database_of_its_own(environ):
    suite = closed(compose(environ))
    assert set(suite.runtimes) == {plugin.name for plugin in suite.served()}
    databases = [runtime.database.url.database for runtime in suite.runtimes.values()]
    assert len(set(databases)) == len(databases) > 1


def test_only_the_services_asked_for_are_composed(environ):
    assert set(closed(compose(environ, names=("directory",))).runtimes) == {"directory"}


def test_an_unknown_service_is_refused_by_name(environ):
    with pytest.raises(NotFound, match="nowhere"):
        compose(environ, names=("directory", "nowhere"))


def test_without_a_secret_nothing_starts(tmp_path):
    with pytest.raises(SettingMissing, match="HANOIWORK_SECRET"):
        compose({"HANOIWORK_DATA_DIR": str(tmp_path)})


def test_migrating_twice_ends_at_the_same_revisions(environ):
    suite = compose(environ, names=("directory",))
    assert suite.migrate() == suite.migrate() == {"directory": ("directory_0003", "shared_0003")}
    closed(suite)


def test_a_plugin_without_tables_has_no_migrations_of_its_own():
    assert own_migrations(Plugin(name="bare")) == ()


def test_the_embedded_suite_makes_a_secret_once_and_keeps_it_to_itself(tmp_path):
    place = {"HANOIWORK_DATA_DIR": str(tmp_path / "data")}
    first = embedded_environment(place)["HANOIWORK_SECRET"]
    assert len(first) >= 32
    assert embedded_environment(place)["HANOIWORK_SECRET"] == first
    (kept,) = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_secret_that_is_given_is_used_and_not_kept(tmp_path):
    merged = embedded_environment({"HANOIWORK_SECRET": SECRET, "HANOIWORK_DATA_DIR": str(tmp_path)})
    assert merged["HANOIWORK_SECRET"] == SECRET
    assert list(tmp_path.iterdir()) == []


def test_a_crash_while_the_secret_is_made_leaves_none_behind(tmp_path):
    (tmp_path / "secret.new").touch(mode=0o600)
    assert len(embedded_environment({"HANOIWORK_DATA_DIR": str(tmp_path)})["HANOIWORK_SECRET"]) >= 32


def test_an_option_of_the_command_replaces_the_environment(tmp_path):
    merged = embedded_environment(
        {"HANOIWORK_PORT": "1", "HANOIWORK_HOST": "h"}, port="2", host=None, data_dir=str(tmp_path)
    )
    assert (merged["HANOIWORK_PORT"], merged["HANOIWORK_HOST"]) == ("2", "h")
