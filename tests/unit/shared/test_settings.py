"""Settings: read once, frozen, and refused all at once by the name of the variable."""

from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path

import pytest

from hanoiwork_shared.errors import Several
from hanoiwork_shared.settings import (
    SettingMalformed,
    SettingMissing,
    Settings,
    describe,
    read_group,
    read_settings,
    setting,
)

SECRET = {"HANOIWORK_SECRET": "x" * 32}


def test_a_secret_is_all_that_must_be_given():
    settings = read_settings(SECRET)
    assert (settings.port, settings.demo, settings.data_dir) == (8000, False, Path("var"))


def test_what_is_given_replaces_the_default_in_its_type():
    given = {"HANOIWORK_PORT": "9000", "HANOIWORK_DEMO": "Yes", "HANOIWORK_DATA_DIR": "/srv/data", "OTHER": "x"}
    settings = read_settings({**SECRET, **given})
    assert (settings.port, settings.demo, settings.data_dir) == (9000, True, Path("/srv/data"))


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        read_settings(SECRET).port = 1  # type: ignore[misc]


def test_a_missing_setting_is_named_with_what_it_is_for():
    with pytest.raises(SettingMissing, match=r"HANOIWORK_SECRET.*Signs tokens"):
        read_settings({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HANOIWORK_PORT", "eight"),
        ("HANOIWORK_PORT", "-1"),
        ("HANOIWORK_PORT", "8000.5"),
        ("HANOIWORK_DEMO", "perhaps"),
        ("HANOIWORK_SECRET", "short"),
        ("HANOIWORK_PORT", "0"),
        ("HANOIWORK_PORT", "65536"),
        ("HANOIWORK_LOG_LEVEL", "loud"),
        ("HANOIWORK_MAX_WORKERS", "0"),
        ("HANOIWORK_TOKEN_MINUTES", "0"),
        ("HANOIWORK_DATABASE_URL", "mysql://root:secret@host/db"),
        ("HANOIWORK_AMQP_URI", "http://host"),
    ],
)
def test_a_malformed_setting_is_named(name: str, value: str):
    with pytest.raises(SettingMalformed, match=name):
        read_settings({**SECRET, name: value})


def test_an_address_that_is_refused_is_not_repeated_for_it_may_hold_a_password():
    with pytest.raises(SettingMalformed) as refused:
        read_settings({**SECRET, "HANOIWORK_DATABASE_URL": "mysql://root:hunter2@host/db"})
    assert "hunter2" not in str(refused.value)


def test_everything_wrong_is_told_at_once():
    with pytest.raises(Several) as refused:
        read_settings({"HANOIWORK_PORT": "x", "HANOIWORK_DEMO": "y"})
    assert {problem.details["name"] for problem in refused.value.each()} == {
        "HANOIWORK_SECRET",
        "HANOIWORK_PORT",
        "HANOIWORK_DEMO",
    }


def test_a_secret_is_never_repeated_in_a_refusal():
    with pytest.raises(SettingMalformed) as refused:
        read_settings({"HANOIWORK_SECRET": "hunter2"})
    assert "hunter2" not in str(refused.value)


def test_each_service_has_a_database_of_its_own():
    settings = Settings(secret="x" * 32, data_dir=Path("/srv"))
    assert settings.database_of("tasks") == "sqlite:////srv/tasks.db"
    server = Settings(secret="x" * 32, database_url="postgresql+psycopg2://db/hanoiwork_{service}")
    assert server.database_of("tasks") == "postgresql+psycopg2://db/hanoiwork_tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The settings of somebody's plug-in."""

    url: str = setting("Where to send.")
    tries: int = setting("How often.", default=3)


def test_a_plugin_has_settings_under_its_own_prefix():
    assert read_group(Own, {"HANOIWORK_PIGEON_URL": "x"}, prefix="HANOIWORK_PIGEON_") == Own(url="x", tries=3)
    with pytest.raises(SettingMissing, match=r"HANOIWORK_PIGEON_URL"):
        read_group(Own, {}, prefix="HANOIWORK_PIGEON_")


def test_settings_describe_themselves():
    assert list(describe(Own, prefix="P_")) == [("P_URL", None, "Where to send."), ("P_TRIES", "3", "How often.")]
